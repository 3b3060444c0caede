package io.steelyard.gateway.weighing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.scale.Flag;
import io.steelyard.gateway.scale.ScaleValue.Reading;
import io.steelyard.gateway.scale.Truth;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.weighing.Event.CodeKind;
import io.steelyard.gateway.weighing.Event.Weight;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random days at a weighing point, checked by an observer that knows nothing of states. */
class WeighingLawsTest {
    private static final int SEEDS = 300;
    private static final int EPISODES = 80;
    /** Fewer drafts than this would mean that the random days prove little. */
    private static final int DRAFTS_MIN = 2_000;
    private static final BigDecimal STEP = new BigDecimal("0.01");

    @Test
    void random_days_never_break_a_law() {
        int drafts = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            var needs = seed % 2 == 0 ? Set.of(CodeKind.BAG) : Set.<CodeKind>of();
            var day = new Day(seed, Story.rules(needs));
            for (int episode = 0; episode < EPISODES; episode++) {
                day.episode();
            }
            drafts += day.drafts;
        }
        assertTrue(drafts >= DRAFTS_MIN, drafts + " drafts");
    }

    /** One random day. It makes the events, remembers what the scale showed and judges each draft by that alone. */
    private static final class Day {
        private final long seed;
        private final Rules rules;
        private final Random random;
        private final Set<String> spent = new HashSet<>();
        private final List<Weighed> unanswered = new ArrayList<>();
        private WeighingPoint point;
        private long nowNanos;
        private int codes;
        private int drafts;

        // what an honest observer saw
        private final List<Weight> run = new ArrayList<>();
        private boolean seenEmpty;

        Day(long seed, Rules rules) {
            this.seed = seed;
            this.rules = rules;
            this.random = new Random(seed);
            this.nowNanos = random.nextLong(Long.MAX_VALUE / 2);
            this.point = WeighingPoint.start(nowNanos);
        }

        void episode() {
            switch (random.nextInt(10)) {
                case 0, 1 -> frames(12 + random.nextInt(20), "0.00");
                case 2, 3 -> frames(12 + random.nextInt(20), load());
                case 4, 5 -> customer();
                case 6 -> code(CodeKind.values()[random.nextInt(CodeKind.values().length)]);
                case 7 -> pause(random.nextInt(8) == 0 ? 70 : random.nextInt(8));
                case 8 -> pass(random.nextBoolean()
                        ? new Event.LinkUp(nowNanos)
                        : new Event.LinkLost(nowNanos, "unplugged"));
                default -> answer();
            }
        }

        /** How it should go; what went before and what chance adds may still spoil it. */
        private void customer() {
            answer();
            frames(25, "0.00");
            boolean late = random.nextBoolean();
            if (!late) {
                code(CodeKind.BAG);
            }
            frames(25 + random.nextInt(10), load());
            if (late) {
                nowNanos += random.nextBoolean() ? random.nextLong(rules.silenceNanosMax()) : 0;
                code(CodeKind.BAG);
            }
        }

        private void code(CodeKind kind) {
            pass(new Event.CodeSeen(nowNanos, kind, "code-" + ++codes));
        }

        private String load() {
            var loads = List.of("10.10", "7.30", "0.19", "0.20", "60.00", "60.01", "0.01", "-0.30");
            return loads.get(random.nextInt(loads.size()));
        }

        private void frames(int count, String value) {
            boolean flickers = random.nextInt(5) == 0;
            for (int frame = 0; frame < count; frame++) {
                var shown = new BigDecimal(value);
                if (flickers && random.nextInt(3) == 0) {
                    shown = random.nextBoolean() ? shown.add(STEP) : shown.subtract(STEP);
                }
                pass(random.nextInt(100) == 0 ? odd(shown) : weight(Story.reading(shown.toPlainString())));
            }
        }

        private Weight weight(Reading reading) {
            return new Weight(nowNanos, reading, reading.value().toPlainString().getBytes());
        }

        private Event odd(BigDecimal shown) {
            var text = shown.toPlainString();
            return switch (random.nextInt(6)) {
                case 0 -> new Event.NoWeight(nowNanos, "busy");
                case 1 -> weight(Story.reading(text, WeightUnit.POUND, Truth.YES));
                case 2 -> weight(Story.reading(text, WeightUnit.KILOGRAM, Truth.NO));
                case 3 -> weight(Story.reading(text, WeightUnit.KILOGRAM, Truth.YES, Flag.HOLD));
                case 4 -> weight(Story.reading(text + "5"));
                default -> weight(Story.reading(shown.add(BigDecimal.TEN).toPlainString()));
            };
        }

        private void pause(int seconds) {
            for (int second = 0; second < seconds; second++) {
                pass(new Event.Tick(nowNanos));
                nowNanos += Story.SECOND;
            }
        }

        private void answer() {
            if (unanswered.isEmpty() || random.nextInt(8) == 0) { // an answer nobody waits for
                pass(new Event.Committed(nowNanos, random.nextLong(), 1, "id"));
                return;
            }
            long captured = unanswered.removeFirst().capturedNanos();
            pass(random.nextInt(4) == 0
                    ? new Event.CommitFailed(nowNanos, captured, "refused")
                    : new Event.Committed(nowNanos, captured, drafts, "id"));
        }

        private void pass(Event event) {
            observe(event);
            Step step;
            try {
                step = point.on(event, rules);
            } catch (RuntimeException thrown) {
                throw new AssertionError("seed " + seed + ": " + event + " in " + point, thrown);
            }
            point = step.next();
            step.commit().ifPresent(this::judge);
            nowNanos += 50_000_000L + random.nextInt(100_000_000);
        }

        /** Keeps the run of latest good frames without a gap, and whether the pan was settled empty since the last draft. */
        private void observe(Event event) {
            switch (event) {
                case Weight weight -> {
                    if (!good(weight.reading()) || gap(weight.atNanos())) {
                        run.clear();
                    }
                    if (good(weight.reading())) {
                        run.add(weight);
                    }
                    seenEmpty |= settledSince(run.size() - trailingEmpty());
                }
                case Event.NoWeight _,Event.LinkLost _ -> run.clear();
                default -> {
                    // says nothing of the pan
                }
            }
        }

        private boolean gap(long atNanos) {
            return !run.isEmpty() && atNanos - run.getLast().atNanos() > rules.gapNanosMax();
        }

        private boolean good(Reading reading) {
            return reading.capturable() && reading.stable() != Truth.NO && reading.unit() == WeightUnit.KILOGRAM
                    && reading.value().scale() <= 2;
        }

        private int trailingEmpty() {
            int frames = 0;
            while (frames < run.size() && run.get(run.size() - 1 - frames).reading().value().signum() == 0) {
                frames++;
            }
            return frames;
        }

        private boolean settledSince(int index) {
            return run.size() - index >= rules.settleFrames()
                    && run.getLast().atNanos() - run.get(index).atNanos() >= rules.settleNanos();
        }

        private void judge(Weighed draft) {
            var what = "seed " + seed + ", draft " + draft;
            var value = draft.reading().value();
            assertTrue(seenEmpty, what + ": the pan was not seen empty since the draft before");
            assertTrue(value.compareTo(rules.least()) >= 0 && value.compareTo(rules.most()) <= 0, what + ": range");
            assertTrue(value.scale() <= 2, what + ": grid");
            assertEquals(value.toPlainString(), new String(draft.frame()), what + ": its own frame");
            assertEquals(nowNanos, draft.capturedNanos(), what + ": captured now");
            assertTrue(nowNanos - run.getLast().atNanos() <= rules.gapNanosMax(), what + ": the weight is too old");
            assertTrue(settledSince(run.size() - trailingBeside(value)), what + ": it had not settled");
            judgeCodes(draft, what);
            seenEmpty = false;
            drafts++;
            unanswered.clear();
            unanswered.add(draft);
        }

        /** How many of the latest frames lie within a step of the value. */
        private int trailingBeside(BigDecimal value) {
            int frames = 0;
            while (frames < run.size() && run.get(run.size() - 1 - frames).reading().value().subtract(value).abs()
                    .compareTo(STEP) <= 0) {
                frames++;
            }
            return frames;
        }

        private void judgeCodes(Weighed draft, String what) {
            assertTrue(rules.needs().stream().allMatch(need -> draft.codes().of(need).isPresent()), what + ": codes");
            for (var code : draft.codes().byKind().values()) {
                assertTrue(spent.add(code.text()), what + ": a code used twice");
                assertTrue(nowNanos - code.atNanos() <= rules.codeKeepNanos(), what + ": a code kept too long");
            }
        }
    }
}
