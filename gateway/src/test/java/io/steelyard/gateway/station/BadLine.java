package io.steelyard.gateway.station;

import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.frame.Decoder;
import io.steelyard.gateway.frame.Question;
import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.scale.ScaleValue;
import io.steelyard.gateway.scale.ScaleValue.Reading;
import io.steelyard.gateway.weighing.Event.Weight;
import io.steelyard.gateway.weighing.Weighed;
import io.steelyard.sim.device.Device;
import io.steelyard.sim.device.FaultRates;
import io.steelyard.sim.device.FaultyWire;
import io.steelyard.sim.script.Act;
import io.steelyard.sim.script.Cast;
import io.steelyard.sim.script.EventSpec;
import io.steelyard.sim.script.ScriptException;
import io.steelyard.sim.script.ScriptFile;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * A modelled scale at the end of a bad line, its decoder and its station, in virtual time from a seed. What the scale really
 * sent is known, so that each weighing can be held against it.
 */
final class BadLine {
    private static final String SCALE = "scale";
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long PATIENCE_NANOS_MAX = TimeUnit.SECONDS.toNanos(12);
    /** Longer than a pan must be seen empty, and than it swings. */
    private static final long EMPTY_NANOS = TimeUnit.MILLISECONDS.toNanos(3_500);
    private static final long STAYS_NANOS_MAX = TimeUnit.SECONDS.toNanos(2);
    /** Bytes are at most this late: half a frame that waits for the next delivery. */
    private static final long LATE_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int DIVISIONS_MIN = 20;
    private static final int DIVISIONS_MAX = 5_000;

    private final ScaleDialect dialect;
    private final SplittableRandom random;
    private final Device device;
    private final Cast cast;
    private final FaultyWire wire;
    private final Decoder<ScaleValue> undamaged;
    private final SlowJournal journal = new SlowJournal();
    private final ScaleChannel channel;
    private final Deque<Weight> sent = new ArrayDeque<>();
    private final List<String> wrong = new ArrayList<>();
    private long nowNanos;
    private long askNanos;
    private int judged;
    private int weighings;

    BadLine(ScaleDialect dialect, FaultRates rates, long seed) {
        this.dialect = dialect;
        this.random = new SplittableRandom(seed);
        this.cast = cast(dialect);
        this.device = cast.device(SCALE);
        this.wire = new FaultyWire(rates, random.split());
        this.undamaged = dialect.newDecoder();
        this.channel = new ScaleChannel(SCALE, "model", dialect.newDecoder(),
                new Station(Plans.plain(), journal, _ -> {}, 0)::on, journal, _ -> {});
    }

    private static Cast cast(ScaleDialect dialect) {
        var device = new StringBuilder("[[device]]\nname = \"" + SCALE + "\"\nwire = \"pty\"\n");
        device.append(dialect == ScaleDialect.TOLEDO_CONTINUOUS_17
                ? "kind = \"toledo-continuous\"\ncheck = false\n"
                : "kind = \"" + dialect.wireName() + "\"\n");
        try {
            return Cast.of(ScriptFile.parse(device.toString()));
        } catch (ScriptException impossible) {
            throw new IllegalStateException("the simulator has no " + dialect.wireName(), impossible);
        }
    }

    /** Weighs so many bags, one after another. */
    void weigh(int bags) {
        channel.up(nowNanos);
        live(EMPTY_NANOS);
        for (int bag = 0; bag < bags; bag++) {
            var kilograms = BigDecimal.valueOf(random.nextInt(DIVISIONS_MIN, DIVISIONS_MAX), 2);
            perform(new Act.Place(kilograms));
            int before = weighings;
            long until = nowNanos + PATIENCE_NANOS_MAX;
            while (weighings == before && nowNanos < until) {
                step();
            }
            live(random.nextLong(STAYS_NANOS_MAX));
            if (weighings > before + 1) {
                wrong.add("a bag of " + kilograms + " kg has " + (weighings - before) + " weighings");
            }
            perform(new Act.Clear());
            live(EMPTY_NANOS);
        }
    }

    /** How many weighings were committed. */
    int weighings() {
        return weighings;
    }

    /** What was committed and is not, byte for byte, what the scale sent at that time; and what was committed twice. */
    List<String> wrong() {
        return wrong;
    }

    private void perform(Act act) {
        cast.perform(EventSpec.once(nowNanos, SCALE, act), nowNanos);
    }

    private void live(long nanos) {
        long until = nowNanos + nanos;
        while (nowNanos < until) {
            step();
        }
    }

    private void step() {
        nowNanos += STEP_NANOS;
        byte[] bytes = device.advance(nowNanos, asked());
        remember(bytes);
        byte[] arrived = wire.pass(nowNanos, bytes);
        if (arrived.length > 0) {
            channel.bytes(nowNanos, arrived, arrived.length);
        } else {
            channel.quiet(nowNanos);
        }
        judgeNew();
        journal.answerAll(nowNanos);
    }

    private byte[] asked() {
        var protocol = dialect.protocol();
        if (protocol.question().isEmpty() || nowNanos < askNanos) {
            return new byte[0];
        }
        askNanos = nowNanos + protocol.askEvery().toNanos();
        return protocol.question().map(Question::bytes).orElseThrow();
    }

    private void remember(byte[] bytes) {
        for (var decoded : undamaged.feed(bytes, bytes.length)) {
            if (decoded instanceof Decoded.Value<ScaleValue>(Reading reading, byte[] frame)) {
                sent.add(new Weight(nowNanos, reading, frame));
            }
        }
        while (!sent.isEmpty() && nowNanos - sent.getFirst().atNanos() > PATIENCE_NANOS_MAX) {
            sent.removeFirst();
        }
    }

    private void judgeNew() {
        for (var draft : journal.drafts().subList(judged, journal.drafts().size())) {
            judged++;
            if (draft.data() instanceof WeighingData(StationPlan _, Weighed weighed)) {
                weighings++;
                judge(weighed);
            }
        }
    }

    private void judge(Weighed weighed) {
        long from = weighed.capturedNanos() - weighed.spanNanos() - LATE_NANOS_MAX;
        boolean sentThen = sent.stream().anyMatch(weight -> weight.atNanos() >= from
                && weight.reading().equals(weighed.reading()) && Arrays.equals(weight.frame(), weighed.frame()));
        if (!sentThen) {
            wrong.add(weighed.reading() + " in " + HexFormat.of().formatHex(weighed.frame()));
        }
    }
}
