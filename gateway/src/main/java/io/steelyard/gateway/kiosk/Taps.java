package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.link.LinkListener;
import io.steelyard.gateway.run.CalendarReading;
import io.steelyard.gateway.run.Deadlines;
import io.steelyard.gateway.run.Inbox;
import io.steelyard.gateway.run.Time;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What devices send, as it comes, for a technician who looks on. A link's thread only leaves a copy and never waits. */
public final class Taps {
    /** Pieces that may wait for one who looks on: some seconds of the fastest line. More are counted and left out. */
    private static final int PIECES_MAX = 256;
    private static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Duration WRITE_MAX = Duration.ofSeconds(10);

    /** What came at once. */
    record Piece(long atNanos, byte[] bytes) {}

    /** One who looks on, until it is closed. */
    static final class Tap implements AutoCloseable {
        private final Inbox<Piece> pieces = new Inbox<>(PIECES_MAX);
        private final AtomicLong leftOut = new AtomicLong();
        private final CopyOnWriteArrayList<Tap> others;

        private Tap(CopyOnWriteArrayList<Tap> others) {
            this.others = others;
        }

        /** The next that the device sent. */
        Optional<Piece> await(long nanosMax) {
            return pieces.await(nanosMax);
        }

        /** How many pieces did not fit since this was asked last. */
        long takeLeftOut() {
            return leftOut.getAndSet(0);
        }

        @Override
        public void close() {
            others.remove(this);
        }
    }

    private final Map<String, CopyOnWriteArrayList<Tap>> byDevice = new ConcurrentHashMap<>();
    private final Time time;
    private volatile boolean closed;

    public Taps(Time time) {
        this.time = time;
    }

    /** The listener of a device's link, with a place for taps before it. */
    public LinkListener on(String device, LinkListener listener) {
        var taps = new CopyOnWriteArrayList<Tap>();
        byDevice.put(device, taps);
        return new LinkListener() {
            @Override
            public void up(long atNanos) {
                listener.up(atNanos);
            }

            @Override
            public void bytes(long atNanos, byte[] buffer, int count) {
                for (var tap : taps) {
                    if (!tap.pieces.offer(new Piece(atNanos, Arrays.copyOf(buffer, count)))) {
                        tap.leftOut.incrementAndGet();
                    }
                }
                listener.bytes(atNanos, buffer, count);
            }

            @Override
            public void quiet(long atNanos) {
                listener.quiet(atNanos);
            }

            @Override
            public void lost(long atNanos, String reason) {
                listener.lost(atNanos, reason);
            }
        };
    }

    boolean knows(String device) {
        return byDevice.containsKey(device);
    }

    /** Looks on at a device that is known. */
    Tap open(String device) {
        var taps = byDevice.get(device);
        if (taps == null) {
            throw new IllegalArgumentException("nothing is tapped at " + device);
        }
        var tap = new Tap(taps);
        taps.add(tap);
        return tap;
    }

    /** Everything that a known device sends from now on. */
    Reply.Stream stream(String device, Deadlines deadlines) {
        return out -> {
            try (var tap = open(device)) {
                follow(tap, out, deadlines);
            }
        };
    }

    private void follow(Tap tap, OutputStream out, Deadlines deadlines) throws IOException {
        while (!closed) {
            var piece = tap.await(BEAT_NANOS);
            long leftOut = tap.takeLeftOut();
            try (var _ = deadlines.begin(WRITE_MAX)) {
                if (leftOut > 0) {
                    LiveStream.write(out, "left-out", json -> json.writeNumberProperty("pieces", leftOut));
                }
                if (piece.isPresent()) {
                    write(out, piece.get());
                } else {
                    LiveStream.write(out, "beat", _ -> {});
                }
                out.flush();
            }
        }
    }

    private void write(OutputStream out, Piece piece) throws IOException {
        LiveStream.write(out, "frame", json -> {
            json.writeStringProperty("at", CalendarReading.of(time).wallAt(piece.atNanos()).toString());
            json.writeStringProperty("hex", HexFormat.ofDelimiter(" ").formatHex(piece.bytes()));
            json.writeStringProperty("text", printable(piece.bytes()));
        });
    }

    /** What prints, and a dot for what does not. */
    private static String printable(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", ".");
    }

    boolean closed() {
        return closed;
    }

    /** Lets everybody who looks on go. */
    void close() {
        closed = true;
    }
}
