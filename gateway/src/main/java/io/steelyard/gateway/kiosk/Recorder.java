package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.link.TranscriptLine;
import io.steelyard.gateway.run.Deadlines;
import io.steelyard.gateway.run.Time;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Keeps for a while what a device sends, as a transcript that is downloaded while it grows: nothing of it is held here. The daemon
 * has the port, so this listens with it. One recording of a device at a time.
 */
final class Recorder {
    static final String TYPE = "text/plain; charset=utf-8";
    /** Five minutes of the fastest line that a scale has, 115200 bauds, take less. */
    static final long BYTES_MAX = 4_000_000;
    private static final long NANOS_PER_MICRO = 1_000;
    /** A daemon that stops waits no longer than this for a recording of a silent device. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Duration WRITE_MAX = Duration.ofSeconds(10);

    private final Taps taps;
    private final Site site;
    private final Deadlines deadlines;
    private final Time time;
    private final Set<String> recorded = ConcurrentHashMap.newKeySet();

    Recorder(Taps taps, Site site, Deadlines deadlines, Time time) {
        this.taps = taps;
        this.site = site;
        this.deadlines = deadlines;
        this.time = time;
    }

    /** A stream of the transcript, for so many seconds. */
    Reply.Stream record(Site.Device device, int seconds) throws Refusal {
        if (recorded.contains(device.name())) {
            throw new Refusal(409, "busy", device.name() + " is being recorded already; wait until that has ended");
        }
        return out -> {
            if (!recorded.add(device.name())) {
                throw new IOException("somebody else began to record it meanwhile");
            }
            try (var tap = taps.open(device.name())) {
                record(device, seconds, tap, out);
            } finally {
                recorded.remove(device.name());
            }
        };
    }

    private void record(Site.Device device, int seconds, Taps.Tap tap, OutputStream out) throws IOException {
        long beganNanos = time.monotonicNanos();
        long endNanos = beganNanos + TimeUnit.SECONDS.toNanos(seconds);
        long heard = 0;
        write(out, head(device));
        for (long now = beganNanos; now < endNanos && heard < BYTES_MAX && !taps.closed(); now = time
                .monotonicNanos()) {
            var piece = tap.await(Math.min(endNanos - now, LOOK_NANOS));
            long leftOut = tap.takeLeftOut();
            if (leftOut > 0) {
                write(out, TranscriptLine.comment(leftOut + " pieces are left out here: they came too fast"));
            }
            if (piece.isPresent()) {
                var bytes = piece.get().bytes();
                heard += bytes.length;
                long atMicros = Math.max(0, piece.get().atNanos() - beganNanos) / NANOS_PER_MICRO;
                write(out, TranscriptLine.heard(atMicros, bytes, bytes.length));
            }
        }
        write(out, TranscriptLine.comment("ended after "
                + TimeUnit.NANOSECONDS.toSeconds(time.monotonicNanos() - beganNanos) + " s, " + heard
                + (heard < BYTES_MAX ? " bytes heard" : " bytes heard, the most that is kept")));
    }

    private String head(Site.Device device) {
        return TranscriptLine.comment("port " + device.link()) + TranscriptLine.comment("dialect " + device.dialect()
                + ", " + device.kind() + " " + device.name() + " of " + device.station())
                + TranscriptLine
                        .comment("software " + site.software() + ", beside the daemon: what it asks is not in here")
                + TranscriptLine.comment("begun " + time.wall().truncatedTo(ChronoUnit.SECONDS)
                        + (time.wallTrusted() ? "" : " by a clock that nothing has set since it was switched on"));
    }

    private void write(OutputStream out, String lines) throws IOException {
        try (var _ = deadlines.begin(WRITE_MAX)) {
            out.write(lines.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
