package io.steelyard.sim.script;

import io.steelyard.sim.device.LineRate;
import io.steelyard.sim.device.Playback.Portion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What once went over one device's line, read from a text file.
 *
 * <pre>
 *  # comment: from a number sign to the end of the line, anywhere
 *  {@literal @}0.104211 &lt; 02 2B 30 30   bytes from the device, in hex, so many seconds after the start; times never fall
 *  {@literal @}0.104900 &gt; 53 49 0D 0A   bytes to the device
 *  &lt; 32 31 42 03             without a time: right after what is before it
 *  =&gt; {"kind":"reading"}      what a host makes of it; not looked at here
 * </pre>
 */
public final class Transcript {
    /** A file beyond this is no recording of one device that anybody would replay. */
    static final int FILE_BYTES_MAX = 16 * 1024 * 1024;

    private final List<Part> parts;

    private Transcript(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if the file cannot be read, or is larger than 16 MiB
     * @throws ScriptException if it is no transcript, with everything that is wrong with it
     */
    public static Transcript read(Path file) throws IOException, ScriptException {
        if (Files.size(file) > FILE_BYTES_MAX) {
            throw new IOException("read " + file + ": more than " + FILE_BYTES_MAX + " bytes; cut it into parts");
        }
        return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }

    /**
     * Reads a transcript's text.
     *
     * @throws ScriptException if it is no transcript, with everything that is wrong with it
     */
    public static Transcript parse(String text) throws ScriptException {
        TranscriptLines lines = new TranscriptLines();
        text.lines().forEach(lines::read);
        List<Part> parts = lines.parts();
        if (parts.stream().noneMatch(Part::fromDevice)) {
            lines.fault("file", "missing", "write at least one line of bytes from the device, as \"< 02 2B 30\"");
        }
        if (!lines.faults().isEmpty()) {
            throw new ScriptException(lines.faults());
        }
        return new Transcript(parts);
    }

    /**
     * The bytes from the device. Those with a time arrive together at that time; of those without each takes its time on a
     * line of that rate, after whatever is before it.
     */
    public List<Portion> fromDevice(LineRate rate) {
        List<Portion> portions = new ArrayList<>();
        long nowNanos = 0;
        for (Part part : parts) {
            if (part.timed()) {
                nowNanos = Math.max(nowNanos, part.atNanos());
            }
            if (part.fromDevice() && part.timed()) {
                portions.add(new Portion(nowNanos, part.bytes()));
            } else if (part.fromDevice()) {
                for (byte b : part.bytes()) {
                    nowNanos += rate.nanosFor(1);
                    portions.add(new Portion(nowNanos, new byte[]{b}));
                }
            }
        }
        return portions;
    }

    /**
     * One line's bytes.
     *
     * @param atNanos since the start, or {@link #UNTIMED}
     */
    record Part(long atNanos, boolean fromDevice, byte[] bytes) {
        static final long UNTIMED = -1;

        boolean timed() {
            return atNanos != UNTIMED;
        }
    }
}
