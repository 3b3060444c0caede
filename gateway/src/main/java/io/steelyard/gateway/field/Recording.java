package io.steelyard.gateway.field;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import io.steelyard.gateway.link.Link;
import io.steelyard.gateway.link.LinkListener;
import io.steelyard.gateway.link.TranscriptLine;
import io.steelyard.gateway.run.Time;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what passes on one line as a {@link Transcript}. Each line of it is one write to the file at once, so that whoever
 * ends the program, however hard, loses at most the last. Owned by the thread of the link.
 */
final class Recording implements LinkListener {

    private static final int NANOS_PER_MICRO = 1_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final OutputStream file;
    private final Time time;
    private final Consumer<String> told;
    private final long beganNanos;

    // for the life of the recording
    private long bytesHeard;
    private @Nullable IOException failure;

    /**
     * A recording that begins now.
     *
     * @param file
     *            without a buffer; closed by the caller
     * @param told
     *            a sentence each time the device is lost
     */
    Recording(OutputStream file, Time time, Consumer<String> told) {
        this.file = file;
        this.time = time;
        this.told = told;
        this.beganNanos = time.monotonicNanos();
    }

    /** Writes a comment. */
    void note(String text) {
        write(TranscriptLine.comment(text));
    }

    /** The same link, with what is sent through it recorded. Whoever takes it closes it. */
    Link recorded(Link link) {
        return new Link() {
            @Override
            public int read(byte[] buffer) throws IOException {
                return link.read(buffer);
            }

            @Override
            public void write(byte[] bytes) throws IOException {
                link.write(bytes);
                Recording.this.write(TranscriptLine.sent(micros(time.monotonicNanos()), bytes));
            }

            @Override
            public void close() {
                link.close();
            }
        };
    }

    @Override
    public void up(long atNanos) {
        // the first is what the heading says; the others follow a loss, which is noted
    }

    @Override
    public void bytes(long atNanos, byte[] buffer, int count) {
        bytesHeard += count;
        write(TranscriptLine.heard(micros(atNanos), buffer, count));
    }

    @Override
    public void quiet(long atNanos) {
        // silence is what lies between two times
    }

    @Override
    public void lost(long atNanos, String reason) {
        told.accept(reason);
        note("lost after " + (atNanos - beganNanos) / NANOS_PER_SECOND + " s: " + reason);
    }

    /** How many bytes came from the device. */
    long bytesHeard() {
        return bytesHeard;
    }

    /** Throws what kept the file from being written, if anything did; nothing more is written then. */
    void check() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    private long micros(long atNanos) {
        return (atNanos - beganNanos) / NANOS_PER_MICRO;
    }

    private void write(String line) {
        if (failure != null) {
            return;
        }
        try {
            file.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            failure = failed;
        }
    }
}
