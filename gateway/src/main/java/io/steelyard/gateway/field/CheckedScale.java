package io.steelyard.gateway.field;

import io.steelyard.gateway.calibration.CheckResult;
import io.steelyard.gateway.calibration.Instrument;
import io.steelyard.gateway.calibration.ScaleCheck;
import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.frame.Decoder;
import io.steelyard.gateway.link.LinkListener;
import io.steelyard.gateway.link.LinkLoop;
import io.steelyard.gateway.run.Backoff;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.scale.ScaleValue;
import io.steelyard.gateway.scale.ScaleValue.Reading;
import io.steelyard.gateway.weighing.Event.Weight;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A scale on its port being checked: tells a person what to put on it and take off it. One thread. */
final class CheckedScale implements LinkListener {
    /** Somebody has to fetch the reference mass; but nobody waits for ever. */
    private static final long TASK_NANOS_MAX = TimeUnit.MINUTES.toNanos(10);
    /** A frame that pauses this long in its middle will not be finished. */
    private static final long HALF_FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long REOPEN_FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long REOPEN_LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final GatewayConfig.Station station;
    private final Decoder<ScaleValue> decoder;
    private final Consumer<String> tell;
    private ScaleCheck check;
    private long bytesNanos;

    private CheckedScale(GatewayConfig.Station station, Instrument instrument, BigDecimal reference,
            Consumer<String> tell) {
        this.station = station;
        this.decoder = station.scale().dialect().newDecoder(station.scale().settings());
        this.tell = tell;
        this.check = ScaleCheck.start(instrument, reference);
    }

    /** Waits for a person to do what is asked; empty when for ten minutes nothing went on. */
    static Optional<CheckResult> check(GatewayConfig.Station station, Instrument instrument, BigDecimal reference,
            Time time, Consumer<String> tell) {
        var checked = new CheckedScale(station, instrument, reference, tell);
        var address = station.scale().link();
        var loop = new LinkLoop(station.scale().name(), address::open, checked, station.scale().poll(),
                new Backoff(REOPEN_FIRST_NANOS, REOPEN_LONGEST_NANOS, RandomGenerator.getDefault()), time);
        checked.ask();
        long taskNanos = time.monotonicNanos();
        for (long now = taskNanos; checked.check.result().isEmpty() && now - taskNanos < TASK_NANOS_MAX;) {
            var task = checked.check.task();
            LockSupport.parkNanos(loop, loop.step(now));
            now = time.monotonicNanos();
            taskNanos = checked.check.task() == task ? taskNanos : now;
        }
        loop.close();
        return checked.check.result();
    }

    private void ask() {
        int round = check.loads().size() + 1;
        var unit = station.rules().unit().text();
        switch (check.task()) {
            case EMPTY_THE_PAN -> tell.accept(station.name() + ": take everything off the scale (" + round + " of "
                    + ScaleCheck.ROUNDS + ")");
            case PLACE_THE_REFERENCE -> tell.accept(station.name() + ": the empty pan shows "
                    + check.zeros().getLast().toPlainString() + " " + unit + "; put the reference mass of "
                    + check.reference().toPlainString() + " " + unit + " in the middle");
            case NONE -> tell.accept(station.name() + ": the reference mass shows "
                    + check.loads().getLast().toPlainString() + " " + unit);
        }
    }

    @Override
    public void up(long atNanos) {
        decoder.quiet();
    }

    @Override
    public void bytes(long atNanos, byte[] buffer, int count) {
        bytesNanos = atNanos;
        pass(atNanos, decoder.feed(buffer, count));
    }

    @Override
    public void quiet(long atNanos) {
        if (atNanos - bytesNanos > HALF_FRAME_NANOS) {
            pass(atNanos, decoder.quiet());
        }
    }

    @Override
    public void lost(long atNanos, String reason) {
        tell.accept(station.scale().name() + ": " + reason);
    }

    private void pass(long atNanos, List<Decoded<ScaleValue>> decoded) {
        for (var one : decoded) {
            if (one instanceof Decoded.Value<ScaleValue>(Reading reading, byte[] frame)) {
                var task = check.task();
                check = check.on(new Weight(atNanos, reading, frame), station.rules());
                if (check.task() != task) {
                    ask();
                }
            }
        }
    }
}
