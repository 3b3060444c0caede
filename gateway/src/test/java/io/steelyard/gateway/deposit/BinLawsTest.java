package io.steelyard.gateway.deposit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.deposit.BinWitness.Kind;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random days at a bin, judged by a witness that knows nothing of its states. */
class BinLawsTest {
    private static final int SEEDS = 400;
    private static final int EPISODES = 60;
    /** Fewer of these would mean that the random days prove little. */
    private static final int CREDITED_MIN = 500;
    private static final int VISITS_MIN = 300;

    @Test
    void random_days_never_break_a_law() {
        int credited = 0;
        int visits = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            var witness = live(seed);
            credited += witness.credited();
            visits += witness.visits();
        }
        assertTrue(credited >= CREDITED_MIN, credited + " credited");
        assertTrue(visits >= VISITS_MIN, visits + " visits");
    }

    /** One random day, to its end. */
    static BinWitness live(long seed) {
        var day = new Day(seed);
        for (int episode = 0; episode < EPISODES; episode++) {
            day.episode();
        }
        return day.evening();
    }

    /** One random day: people, scales that tremble, doors, alarms, a journal that is slow or fails, restarts. */
    private static final class Day {
        private static final List<Holder> PEOPLE = List.of(BinStory.ANN, BinStory.BEN, BinStory.NEW, BinStory.CREW,
                BinStory.OTHER_CREW, BinStory.DENIED, BinStory.UNKNOWN);
        private static final List<Sounding> DETECTORS = List.of(BinStory.SMOKE, new Sounding(Alarm.SMOKE, "smoke-2"),
                new Sounding(Alarm.HEAT, "heat"), new Sounding(Alarm.TILT, "tilt"),
                new Sounding(Alarm.ENCLOSURE, "housing"));
        private static final List<String> CHANGES = List.of("0.00", "0.19", "0.20", "1.20", "-0.01", "-0.02", "-3.00",
                "70.00");

        private final String seed;
        private final Random random;
        private final BinRules rules;
        private final List<String> names;
        private final Queue<Effect.Write> journal = new ArrayDeque<>();
        private final BinWitness witness;
        private final Map<String, BigDecimal> weights = new HashMap<>();
        private Bin bin;
        private long nowNanos;
        private boolean prompt = true;

        Day(long seed) {
            this.seed = "seed " + seed;
            this.random = new Random(seed);
            this.rules = seed % 2 == 0
                    ? BinStory.rules(BinStory.PAPER)
                    : BinStory.rules(BinStory.PAPER, BinStory.GLASS);
            this.names = List.copyOf(rules.compartments().keySet());
            this.nowNanos = random.nextLong(Long.MAX_VALUE / 2);
            this.witness = new BinWitness(this.seed, rules);
            this.bin = Bin.start(nowNanos, rules, Optional.empty());
            names.forEach(name -> weights.put(name, new BigDecimal("10.00")));
        }

        void episode() {
            switch (random.nextInt(14)) {
                case 0, 1, 2, 3 -> deposit();
                case 4, 5 -> visit();
                case 6 -> card(PEOPLE.get(random.nextInt(PEOPLE.size())));
                case 7 -> door(name(), random.nextInt(3));
                case 8 -> alarm(random.nextBoolean());
                case 9 -> scale(name());
                case 10 -> journal();
                case 11 -> pass(random.nextInt(40));
                case 12 -> any();
                default -> {
                    if (random.nextInt(4) == 0) {
                        restart();
                    }
                }
            }
            if (random.nextBoolean()) {
                calm();
            }
        }

        /** How it should go; what went before and what chance adds may still spoil it. */
        private void deposit() {
            card(random.nextInt(3) == 0 ? BinStory.BEN : BinStory.ANN);
            var name = name();
            step(new Event.Chosen(nowNanos, name));
            pass(random.nextInt(6) == 0 ? 0 : 3);
            maybe();
            door(name, 1);
            pass(2);
            maybe();
            weights.merge(name, new BigDecimal(CHANGES.get(random.nextInt(CHANGES.size()))),
                    BigDecimal::add);
            if (random.nextInt(8) > 0) {
                door(name, 0);
            }
            if (random.nextInt(4) == 0) {
                door(name, 1);
                door(name, 0);
            }
            pass(1 + random.nextInt(4));
            maybe();
            pass(3);
        }

        private void visit() {
            card(BinStory.CREW);
            pass(random.nextInt(8));
            maybe();
            for (var name : names) {
                door(name, 1);
                weights.put(name, BigDecimal.valueOf(random.nextInt(500), 2));
                maybe();
            }
            pass(2);
            card(BinStory.CREW);
            names.forEach(name -> door(name, 0));
            pass(8);
        }

        private void maybe() {
            if (random.nextInt(6) == 0) {
                any();
            }
        }

        private void any() {
            switch (random.nextInt(7)) {
                case 0 -> card(PEOPLE.get(random.nextInt(PEOPLE.size())));
                case 1 -> door(name(), random.nextInt(3));
                case 2 -> alarm(true);
                case 3 -> alarm(false);
                case 4 -> scale(name());
                case 5 -> prompt = !prompt;
                default -> card(new Holder("stranger-" + random.nextInt(40), Standing.UNKNOWN));
            }
        }

        /** Everything as it should be. */
        private void calm() {
            prompt = true;
            while (!journal.isEmpty()) {
                answer(true);
            }
            DETECTORS.forEach(one -> step(new Event.Alarmed(nowNanos, one, false)));
            names.forEach(name -> door(name, 0));
            pass(2);
        }

        private String name() {
            return names.get(random.nextInt(names.size()));
        }

        private void card(Holder holder) {
            step(new Event.Card(nowNanos, holder));
        }

        private void door(String name, int how) {
            step(new Event.Door(nowNanos, name, how == 2 ? Optional.empty() : Optional.of(how == 0)));
        }

        private void alarm(boolean raised) {
            step(new Event.Alarmed(nowNanos, DETECTORS.get(random.nextInt(DETECTORS.size())), raised));
        }

        private void scale(String name) {
            step(switch (random.nextInt(3)) {
                case 0 -> new Event.ScaleLost(nowNanos, name, "unplugged");
                case 1 -> new Event.ScaleUp(nowNanos, name);
                default -> new Event.NoWeight(nowNanos, name, "overload");
            });
        }

        private void pass(int seconds) {
            boolean trembles = random.nextInt(10) == 0;
            boolean silent = random.nextInt(15) == 0;
            for (int tenth = 0; tenth < seconds * 10; tenth++) {
                if (!silent) {
                    for (var name : names) {
                        var shown = weights.getOrDefault(name, BigDecimal.ZERO)
                                .add(BigDecimal.valueOf(trembles ? random.nextInt(9) : 0, 2));
                        step(BinStory.weighed(nowNanos, name, shown.toPlainString()));
                    }
                }
                step(new Event.Tick(nowNanos));
                nowNanos += BinStory.STEP_NANOS;
            }
        }

        private void journal() {
            if (journal.isEmpty() || random.nextInt(4) == 0) { // an answer nobody waits for
                step(new Event.Committed(nowNanos, -1 - random.nextInt(5), 1, "foreign"));
                step(new Event.CommitFailed(nowNanos, -1, "foreign"));
                prompt = false;
                return;
            }
            answer(random.nextInt(3) > 0);
        }

        private void answer(boolean writes) {
            var write = journal.remove();
            if (writes) {
                var fact = witness.durable(write);
                step(new Event.Committed(nowNanos, write.draft(), fact.seq(), fact.id()));
            } else {
                step(new Event.CommitFailed(nowNanos, write.draft(), "refused"));
            }
        }

        /** What the journal holds is all that is left. */
        private void restart() {
            while (!journal.isEmpty() && random.nextBoolean()) {
                witness.durable(journal.remove()); // written, and nobody lived to hear it
            }
            journal.clear();
            nowNanos = random.nextLong(Long.MAX_VALUE / 2);
            bin = Bin.start(nowNanos, rules, witness.restarts());
        }

        private void step(Event event) {
            var before = bin;
            Step step;
            try {
                step = bin.on(event, rules);
            } catch (RuntimeException thrown) {
                throw new AssertionError(seed + ": " + event + " in " + before, thrown);
            }
            bin = step.next();
            witness.saw(event, step.effects());
            assertTrue(bin.refusals().size() <= Bin.REFUSALS_MAX, seed + ": too many are remembered");
            assertTrue(bin.soundings().size() <= DETECTORS.size() + 2 * names.size(), seed + ": too many alarms");
            assertEquals(rules.compartments().keySet(), bin.compartments().keySet(), seed);
            nowNanos += BinStory.STEP_NANOS / 10;
            for (var effect : step.effects()) {
                if (effect instanceof Effect.Write write) {
                    journal.add(write);
                }
            }
            if (prompt && !journal.isEmpty()) {
                answer(true);
            }
        }

        /** A journal that writes, and time: whatever began is over, and nothing is left to be written. */
        BinWitness evening() {
            calm();
            pass(700); // longer than the longest visit
            calm();
            witness.evening();
            assertEquals(new ArrayList<>(), new ArrayList<>(journal), seed);
            assertEquals(new State.Resting(), bin.state(), seed);
            assertEquals(0, witness.lasting(Kind.SESSION) + witness.lasting(Kind.VISIT), seed);
            return witness;
        }
    }
}
