package io.steelyard.gateway.doctor;

import io.steelyard.gateway.doctor.Sensor.Kind;
import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.frame.Decoder;
import io.steelyard.gateway.link.LinkListener;
import io.steelyard.gateway.link.LinkLoop;
import io.steelyard.gateway.pin.IoAnswer;
import io.steelyard.gateway.pin.PinPlan;
import io.steelyard.gateway.run.Backoff;
import io.steelyard.gateway.run.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Listens to a device for a moment, through the loop that the daemon reads with. On one thread. */
final class Listening implements LinkListener {
    /** Long enough for a few frames of the slowest dialect, short enough for somebody on a ladder. */
    private static final long LISTEN_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long REOPEN_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long STEP_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(100);
    /** A line that works loses a frame now and then; more than one byte in so many is worth a technician. */
    private static final long BYTES_PER_LOST_BYTE_MIN = 10;

    private final Sensor sensor;
    private final Decoder<?> decoder;
    private long bytes;
    private long goodBytes;
    private long frames;
    private String lost = "";
    private @Nullable Object latest;

    private Listening(Sensor sensor) {
        this.sensor = sensor;
        this.decoder = sensor.decoder().get();
    }

    /** What was heard of the device; of an I/O board also how the doors stand that are wired to it. */
    static List<Finding> to(Sensor sensor, PinPlan pins, Time time) {
        var listening = new Listening(sensor);
        listening.run(time);
        var findings = new ArrayList<>(List.of(listening.finding()));
        if (listening.latest instanceof IoAnswer.Inputs inputs) {
            findings.addAll(DoorsCheck.look(pins, inputs));
        }
        return findings;
    }

    private void run(Time time) {
        var loop = new LinkLoop(sensor.name(), sensor.link()::open, this, sensor.poll(),
                new Backoff(REOPEN_NANOS, REOPEN_NANOS, RandomGenerator.getDefault()), time);
        try {
            long endNanos = time.monotonicNanos() + LISTEN_NANOS;
            for (long nowNanos = time.monotonicNanos(); nowNanos < endNanos && lost.isEmpty();) {
                LockSupport.parkNanos(this, Math.min(loop.step(nowNanos), STEP_NANOS_MAX));
                nowNanos = time.monotonicNanos();
            }
        } finally {
            loop.close();
        }
        count(decoder.quiet());
    }

    private Finding finding() {
        if (!lost.isEmpty()) {
            return Finding.ofSentence(Grade.WRONG, sensor.kind().silent(),
                    sensor.name(), lost, "plug the device in again");
        }
        boolean asked = sensor.poll().isPresent();
        if (bytes == 0) {
            return silent(asked);
        }
        var heard = bytes + " bytes heard in " + TimeUnit.NANOSECONDS.toSeconds(LISTEN_NANOS) + " s, " + goodBytes
                + " of them in " + frames + " good frames";
        if ((bytes - goodBytes) * BYTES_PER_LOST_BYTE_MIN <= bytes) {
            return Finding.well(sensor.kind().heard(), sensor.name(), heard);
        }
        var remedy = sensor.kind() == Kind.BOARD
                ? "compare address and line in [io] with the board; if they are right, its wires A and B, and that it is alone"
                        + " on them"
                : "compare dialect and line in the configuration with the device (`steelyard detect "
                        + sensor.link() + "` names both); if they are right, the cable, its screen and its ground";
        return Finding.wrong(sensor.kind().garbled(), sensor.name(), heard, sensor.kind() == Kind.READER
                ? remedy + "; keep the antenna away from motors, screens and other readers"
                : remedy);
    }

    private Finding silent(boolean asked) {
        var heard = "nothing heard in " + TimeUnit.NANOSECONDS.toSeconds(LISTEN_NANOS) + " s"
                + (asked ? ", though asked" : "");
        if (sensor.kind() == Kind.READER && !asked) {
            return Finding.well(Code.READER, sensor.name(), heard + ", as from a reader with nothing in front of it");
        }
        return sensor.kind() == Kind.BOARD
                ? Finding.wrong(Code.IO_BOARD_SILENT, sensor.name(),
                        heard + ": no lock opens, and nobody knows how the doors stand",
                        "check its power, its wires A and B, and its address and line settings in [io]")
                : Finding.wrong(sensor.kind().silent(), sensor.name(), heard,
                        "check its power, its cable (cross RX and TX once) and that its output is switched on; then"
                                + " `steelyard detect " + sensor.link() + "`");
    }

    private void count(List<? extends Decoded<?>> decoded) {
        for (var one : decoded) {
            if (one instanceof Decoded.Value<?> value && Sensor.isGood(value)) {
                latest = value.value();
                goodBytes += value.frame().length;
                frames++;
            }
        }
    }

    @Override
    public void up(long atNanos) {
        // it listens
    }

    @Override
    public void bytes(long atNanos, byte[] buffer, int count) {
        bytes += count;
        count(decoder.feed(buffer, count));
    }

    @Override
    public void quiet(long atNanos) {
        // a pause between two frames, or silence: told in the end
    }

    @Override
    public void lost(long atNanos, String reason) {
        lost = reason;
    }
}
