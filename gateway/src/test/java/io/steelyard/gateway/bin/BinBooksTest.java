package io.steelyard.gateway.bin;

import static io.steelyard.gateway.bin.BinYard.GLASS;
import static io.steelyard.gateway.bin.BinYard.PAPER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.deposit.Alarm;
import io.steelyard.gateway.deposit.Event;
import io.steelyard.gateway.deposit.Outcome;
import io.steelyard.gateway.deposit.Sounding;
import io.steelyard.gateway.scale.WeightUnit;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whatever people do to a bin, and however often its gateway ends in the middle: the books come out, to the last digit. */
class BinBooksTest {
    private static final int SEEDS = 200;
    private static final int EPISODES = 25;

    @Test
    void what_the_facts_add_up_to_is_what_lies_in_the_bin() {
        var outcomes = new HashSet<String>();
        int weighed = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            var history = live(seed);
            outcomes.addAll(history.outcomes());
            weighed += history.weighed;
        }
        assertEquals(Set.of(Outcome.values()).stream().map(Outcome::text).collect(Collectors.toSet()), outcomes);
        assertTrue(weighed > SEEDS, "compartments weighed by the crew: " + weighed);
    }

    /** One random history, each moment of which is judged. */
    static History live(long seed) {
        var history = new History(seed);
        for (int episode = 0; episode < EPISODES; episode++) {
            history.episode();
        }
        history.evening();
        return history;
    }

    /** People at a bin, in one of three units, with a journal that may be slow or fail, and a gateway that may end at any moment. */
    static final class History {
        private static final List<BinPlan> PLANS = List.of(BinYard.plan(WeightUnit.KILOGRAM, "0.01", "0.20"),
                BinYard.plan(WeightUnit.GRAM, "5", "100"), BinYard.plan(WeightUnit.POUND, "0.2", "0.4"));
        private static final List<String> PEOPLE = List.of("R1", "R2", "Q1");
        private static final List<String> STRANGERS = List.of("D1", "X1", "X2", "R9", "C2");

        private final String what;
        private final Random random;
        private final BinPlan plan;
        private final BinYard yard;
        private int judged;
        private int weighed;

        History(long seed) {
            this.what = "seed " + seed;
            this.random = new Random(seed);
            this.plan = PLANS.get((int) (seed % PLANS.size()));
            this.yard = new BinYard(plan);
        }

        void episode() {
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3 -> session();
                case 4, 5 -> visit();
                case 6 -> hand();
                case 7 -> yard.card(STRANGERS.get(random.nextInt(STRANGERS.size()))).passes(1);
                case 8 -> outage();
                default -> alarm();
            }
            judge();
            if (random.nextInt(3) > 0) {
                calm();
            }
        }

        private void session() {
            var name = name();
            yard.card(PEOPLE.get(random.nextInt(PEOPLE.size())));
            if (random.nextInt(12) == 0) {
                yard.passes(25);
                return;
            }
            yard.trembles(name, random.nextInt(10) == 0);
            yard.choose(name);
            yard.passes(0.3);
            chance();
            if (random.nextInt(10) == 0) {
                yard.passes(12);
                return;
            }
            yard.opens(name).passes(1);
            chance();
            yard.adds(name, change());
            if (random.nextInt(12) == 0) {
                yard.passes(35);
            }
            yard.shuts(name).passes(0.5);
            chance();
            yard.trembles(name, random.nextInt(10) == 0);
            yard.passes(random.nextInt(5));
            chance();
            yard.passes(12).trembles(name, false);
        }

        private void visit() {
            var unsteady = name();
            yard.trembles(unsteady, random.nextInt(3) == 0).passes(1);
            yard.card("C1").passes(random.nextBoolean() ? 1 : 6);
            chance();
            for (var name : List.of(PAPER, GLASS)) {
                if (random.nextInt(4) > 0) {
                    yard.opens(name).empties(name, random.nextBoolean() ? steps(0) : steps(random.nextInt(300)));
                }
            }
            yard.trembles(unsteady, random.nextInt(4) == 0).passes(1);
            chance();
            yard.shuts(PAPER).shuts(GLASS).passes(random.nextInt(8));
            chance();
            yard.passes(18).trembles(unsteady, false);
        }

        /** Somebody gets in without a card, or something falls in or out with no door at all. */
        private void hand() {
            var name = name();
            boolean door = random.nextBoolean();
            if (door) {
                yard.opens(name);
            }
            yard.adds(name, change()).passes(1);
            if (door) {
                yard.shuts(name);
            }
        }

        private void outage() {
            yard.slow(true);
            yard.journal().refuses(random.nextInt(3) == 0);
            if (random.nextBoolean()) {
                session();
            } else {
                visit();
            }
            while (yard.journal().waits() && random.nextInt(3) > 0) {
                yard.journal().fails(yard.nowNanos());
            }
            yard.journal().refuses(false);
            yard.slow(false);
        }

        private void alarm() {
            var alarm = new Sounding(Alarm.values()[random.nextInt(4)], "d-" + random.nextInt(2));
            yard.slow(true);
            long locked = locked();
            yard.alarms(alarm, true);
            assertEquals(locked + 1, locked(), what + ": an alarm waits for the journal");
            yard.slow(false).passes(1);
            if (random.nextBoolean()) {
                session();
            }
            yard.alarms(alarm, false);
        }

        private void chance() {
            switch (random.nextInt(24)) {
                case 0 -> restart();
                case 1 -> yard.event(new Event.ScaleLost(yard.nowNanos(), name(), "unplugged"));
                case 2 -> yard.event(new Event.Door(yard.nowNanos(), name(), Optional.empty()));
                case 3 -> yard.alarms(BinYard.SMOKE, true).alarms(BinYard.SMOKE, false);
                case 4 -> yard.card(STRANGERS.get(random.nextInt(STRANGERS.size())));
                case 5 -> hand();
                default -> {
                    // nothing happens
                }
            }
        }

        private void restart() {
            yard.slow(true);
            while (yard.journal().waits() && random.nextBoolean()) {
                yard.journal().commitsUnheard();
            }
            yard.restarts();
            judge();
            yard.slow(false);
            yard.passes(1);
        }

        private String name() {
            return random.nextBoolean() ? PAPER : GLASS;
        }

        /** So many steps of the scale, in its digits. */
        private String steps(int count) {
            return division().multiply(BigDecimal.valueOf(count)).toPlainString();
        }

        private BigDecimal division() {
            return plan.rules().compartments().values().iterator().next().weighing().division();
        }

        private String change() {
            return switch (random.nextInt(6)) {
                case 0 -> steps(-random.nextInt(100));
                case 1 -> steps(1);
                case 2 -> steps(30_000);
                default -> steps(20 + random.nextInt(200));
            };
        }

        private void calm() {
            yard.trembles(PAPER, false).trembles(GLASS, false).slow(false).alarms(BinYard.SMOKE, false).shuts(PAPER)
                    .shuts(GLASS).passes(1.5);
            for (var name : List.of(PAPER, GLASS)) { // nobody carries fifty tons away by hand
                if (yard.weight(name).compareTo(new BigDecimal("4000")) > 0) {
                    yard.empties(name, steps(0)).passes(1.5);
                }
            }
        }

        /** Time enough for everything to end, and a visit that weighs everything. */
        void evening() {
            calm();
            yard.passes(650);
            calm();
            restart();
            yard.and_wakes().passes(2).card("C1").passes(1).opens(PAPER).empties(PAPER, steps(3)).shuts(PAPER)
                    .passes(20);
            judge();
            assertTrue(yard.journal().ledger().unfinished().isEmpty(), what + ": something never ended");
            var last = yard.journal().data("handover").getLast();
            assertEquals("emptied", last.get("outcome").asString(), what);
            for (var name : List.of(PAPER, GLASS)) {
                assertEquals(0, yard.weight(name).compareTo(books().get(name)), what + ": " + name);
                assertEquals(0, yard.weight(name).compareTo(new BigDecimal(weighedLast(name, last))), what);
            }
            newestFactsAreEnough();
        }

        private static String weighedLast(String name, JsonNode ended) {
            return ended.get("compartments").valueStream().filter(one -> one.get("name").asString().equals(name))
                    .findFirst().orElseThrow().get("after").get("net").asString();
        }

        /** A ledger that knows of the last visit alone has the same books. */
        private void newestFactsAreEnough() {
            var facts = yard.journal().facts();
            int visits = (int) facts.stream().filter(fact -> fact.get("type").asString().equals("difference")).count();
            int after = 0;
            for (int index = 0, seen = 0; index < facts.size() && seen < visits; index++) {
                seen += facts.get(index).get("type").asString().equals("difference") ? 1 : 0;
                after = index;
            }
            var known = books();
            var ledger = yard.journal().fold(after);
            known.forEach((name, weight) -> assertEquals(0,
                    ledger.contents(name, unit()).weight().compareTo(weight), what + ": " + name));
        }

        private WeightUnit unit() {
            return plan.rules().compartments().values().iterator().next().weighing().unit();
        }

        /** The sums as a platform makes them, with nothing of ours. */
        private Map<String, BigDecimal> books() {
            var books = new TreeMap<>(Map.of(PAPER, BigDecimal.ZERO, GLASS, BigDecimal.ZERO));
            for (var fact : yard.journal().facts()) {
                var data = fact.get("data");
                if (data.path("delta").isString()) {
                    books.merge(data.get("compartment").asString(), new BigDecimal(data.get("delta").asString()),
                            BigDecimal::add);
                }
                for (var one : data.path("compartments")) {
                    for (var less : List.of("taken", "difference")) {
                        if (one.path(less).isString()) {
                            books.merge(one.get("name").asString(), new BigDecimal(one.get(less).asString()).negate(),
                                    BigDecimal::add);
                        }
                    }
                }
            }
            return books;
        }

        /** After whatever happened: sums and ledger agree, and each new handover weighed what the sums say. */
        private void judge() {
            var books = books();
            books.forEach((name, weight) -> assertEquals(0,
                    yard.journal().ledger().contents(name, unit()).weight().compareTo(weight),
                    what + ": the ledger differs from the facts about " + name));
            var facts = yard.journal().facts();
            var begun = new HashSet<Long>();
            for (int index = 0; index < facts.size(); index++) {
                var data = facts.get(index).get("data");
                if (data.path("event").asString("").equals("begun")) {
                    assertEquals(Set.of(), begun, what + ": one begins in the middle of another");
                    begun.add(facts.get(index).get("seq").asLong());
                } else if (data.path("begun").isObject()) {
                    assertTrue(begun.remove(data.get("begun").get("seq").asLong()), what + ": ends twice");
                }
                if (index >= judged && data.path("outcome").asString("").equals("emptied")) {
                    judgeVisit(data, index);
                }
                judgeCredit(data);
            }
            judged = facts.size();
            judgeLocks();
        }

        /** The sums up to that fact are what was weighed at the end of the visit. */
        private void judgeVisit(JsonNode ended, int index) {
            for (var one : ended.get("compartments")) {
                if (one.get("after").isObject()) {
                    weighed++;
                    var sum = sum(one.get("name").asString(), index);
                    assertEquals(0, new BigDecimal(one.get("after").get("net").asString()).compareTo(sum),
                            what + ": the facts say " + sum + ", " + one);
                }
            }
        }

        private BigDecimal sum(String name, int index) {
            var sum = BigDecimal.ZERO;
            for (var fact : yard.journal().facts().subList(0, index + 1)) {
                var data = fact.get("data");
                if (data.path("delta").isString() && data.get("compartment").asString().equals(name)) {
                    sum = sum.add(new BigDecimal(data.get("delta").asString()));
                    assertEquals(0, sum.compareTo(new BigDecimal(data.get("books").asString())), what + ": books");
                }
                for (var one : data.path("compartments")) {
                    for (var less : List.of("taken", "difference")) {
                        if (one.get("name").asString().equals(name) && one.path(less).isString()) {
                            sum = sum.subtract(new BigDecimal(one.get(less).asString()));
                        }
                    }
                }
            }
            return sum;
        }

        private void judgeCredit(JsonNode data) {
            if (data.path("credited").isString()) {
                assertEquals("credited", data.get("outcome").asString(), what);
                assertEquals(data.get("delta"), data.get("credited"), what);
                assertTrue(new BigDecimal(data.get("credited").asString()).compareTo(division()) > 0, what + data);
                assertTrue(data.get("begun").isObject() && data.get("door").get("openMs").isNumber(), what + data);
            }
        }

        /** A lock moves only right after the beginning of a session, or in a visit. */
        private void judgeLocks() {
            boolean visit = false;
            String before = "";
            for (var line : yard.log()) {
                switch (line) {
                    case "wrote handover begun" -> visit = true;
                    case "wrote handover ended", "start" -> visit = false;
                    case "wrote deposit begun", "wrote deposit ended", "wrote device alarm-cleared", "wrote difference",
                            "wrote device alarm-raised", "lock" -> {
                        // may stand anywhere
                    }
                    default -> assertTrue(visit || before.equals("wrote deposit begun"), what + ": " + line + " after "
                            + before);
                }
                before = line;
            }
        }

        private long locked() {
            return yard.log().stream().filter("lock"::equals).count();
        }

        Set<String> outcomes() {
            return yard.journal().data("deposit").stream().map(data -> data.path("outcome").asString(""))
                    .filter(outcome -> !outcome.isEmpty()).collect(Collectors.toSet());
        }
    }
}
