package io.steelyard.sim.history;

import static io.steelyard.sim.platform.HandMadeJournal.GATEWAY_KEY;
import static io.steelyard.sim.platform.HandMadeJournal.JOURNAL;
import static io.steelyard.sim.platform.HandMadeJournal.STRANGERS_KEY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.sim.platform.HandMadeJournal;
import io.steelyard.sim.platform.SignedFact;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HistoryTest {
    private static final long SLACK_MILLIS = 500;
    private static final Expectations STRICT = new Expectations(true, true, SLACK_MILLIS);
    private static final Expectations LENIENT = new Expectations(false, false, SLACK_MILLIS);

    /**
     * A good run to break. One journal:
     *
     * <pre>
     * seq  at         what                            bag on the pan
     *  1   08:00:00   device, nobody was told
     *  2   08:00:05   bay-1 weighs 10.10 kg           08:00:02 – 08:00:08   10.10
     *  3   08:00:06   bay-2 weighs  3.42 kg           08:00:04 – 08:00:09    3.41, one division off
     *  4   08:00:20   bay-1 weighs 10.10 kg           08:00:18 – 08:00:25   10.10, a bag of the same weight
     *  5   08:00:30   device, nobody was told
     * </pre>
     */
    private static final class Run {
        final HandMadeJournal journal = new HandMadeJournal(JOURNAL);
        final List<Accepted> accepted = new ArrayList<>();
        final List<SignedFact> journaled = new ArrayList<>();
        final List<SignedFact> arrived = new ArrayList<>();
        final List<SignedFact> stored = new ArrayList<>();
        final List<Placement> placements = new ArrayList<>();

        Run() {
            everywhere(device("00"));
            everywhere(weighing("05", "bay-1", "10.10"));
            everywhere(weighing("06", "bay-2", "3.42"));
            everywhere(weighing("20", "bay-1", "10.10"));
            everywhere(device("30"));
            for (int seq : new int[]{2, 3, 4}) {
                accepted.add(new Accepted(JOURNAL, seq, journal.id(seq)));
            }
            placements.add(placement("bay-1", "02", "08", "10.10"));
            placements.add(placement("bay-2", "04", "09", "3.41"));
            placements.add(placement("bay-1", "18", "25", "10.10"));
        }

        SignedFact device(String second) {
            return journal.next("device", at(second), "{\"event\":\"link-up\"}");
        }

        SignedFact weighing(String second, String station, String net) {
            return weighing(second, station, net, "KGM");
        }

        SignedFact weighing(String second, String station, String net, String unit) {
            return journal.next("weighing", at(second), "{\"station\":\"" + station + "\",\"net\":\"" + net
                    + "\",\"unit\":\"" + unit + "\",\"bag\":\"B-1\",\"raw\":[2,3],\"later\":{\"net\":7}}");
        }

        /** A void or correction of that fact. */
        SignedFact about(String type, int seq) {
            return journal.next(type, at("40"), "{\"refers\":" + reference(seq) + "}");
        }

        SignedFact closing(int seq) {
            return journal.next("shift", at("41"), "{\"event\":\"closed\",\"opened\":" + reference(seq) + "}");
        }

        private String reference(int seq) {
            return "{\"journal\":\"" + JOURNAL + "\",\"seq\":" + seq + ",\"id\":\"" + journal.id(seq) + "\"}";
        }

        void everywhere(SignedFact fact) {
            journaled.add(fact);
            arrived.add(fact);
            stored.add(fact);
        }

        void replaceEverywhere(int seq, SignedFact fact) {
            journaled.set(seq - 1, fact);
            arrived.set(seq - 1, fact);
            stored.set(seq - 1, fact);
        }

        /** Facts before and after stay as they were, so that only what is named breaks. */
        void removeEverywhere(int seq) {
            journaled.remove(seq - 1);
            arrived.remove(seq - 1);
            stored.remove(seq - 1);
        }

        SignedFact fact(int seq) {
            return journaled.get(seq - 1);
        }

        Verdict judged(Expectations expected) {
            return History.judge(
                    new Evidence(accepted, journaled, arrived, stored, placements, GATEWAY_KEY.getPublic()), expected);
        }
    }

    /** A history that breaks one rule, and the one sentence it must be met with. */
    private record Broken(String story, Expectations expected, Consumer<Run> damage, String violation) {
        @Override
        public String toString() {
            return story;
        }
    }

    private static Stream<Broken> broken() {
        return Stream.of( //
                // (a) each accepted fact is journaled and stored exactly once
                strict("accepted but never journaled", run -> run.accepted.add(new Accepted(JOURNAL, 6, "x")),
                        "fact 6 of journal 5f0c was accepted but is not journaled"),
                strict("accepted in a journal that is gone", run -> run.accepted.add(new Accepted("dead", 1, "x")),
                        "fact 1 of journal dead was accepted but is not journaled"),
                strict("accepted as another fact", run -> run.accepted.set(0, new Accepted(JOURNAL, 2, "x")),
                        "fact 2 of journal 5f0c was accepted as x but is journaled as "),
                strict("accepted and lost on the way", run -> run.stored.remove(3),
                        "fact 4 of journal 5f0c was accepted but is not stored"),
                lenient("accepted and lost on the way, not complete", run -> run.stored.remove(3),
                        "fact 4 of journal 5f0c was accepted but is not stored"),
                strict("a broken promise made twice", run -> {
                    run.accepted.add(run.accepted.getFirst());
                    run.stored.remove(1);
                }, "fact 2 of journal 5f0c was accepted but is not stored"),
                strict("stored twice", run -> run.stored.add(run.fact(2)),
                        "fact 2 of journal 5f0c is stored 2 times"),
                strict("journaled twice", run -> run.journaled.add(0, run.fact(1)),
                        "fact 1 of journal 5f0c is journaled 2 times"),
                // (b) nothing arrived or was stored that is not journaled
                strict("arrived from nowhere", run -> run.arrived.add(run.device("40")),
                        "fact 6 of journal 5f0c arrived but is not journaled"),
                strict("stored from nowhere", run -> run.stored.add(run.device("40")),
                        "fact 6 of journal 5f0c was stored but is not journaled"),
                strict("arrived from another journal",
                        run -> run.arrived.add(new HandMadeJournal("77aa").next()),
                        "fact 1 of journal 77aa arrived but is not journaled"),
                // (c) dense from 1
                strict("a fact is missing", run -> {
                    run.removeEverywhere(5);
                    SignedFact six = run.device("40");
                    SignedFact seven = run.device("41");
                    run.everywhere(six);
                    run.everywhere(seven);
                }, "journal 5f0c has no fact 5"),
                strict("the first fact is missing", run -> run.removeEverywhere(1), "journal 5f0c has no fact 1"),
                strict("several facts are missing", run -> {
                    run.device("40");
                    run.device("41");
                    run.everywhere(run.device("42"));
                }, "journal 5f0c has no fact 6 to 7"),
                strict("numbered from 0", run -> run.everywhere(signed(
                        run.journal.json(0, "A".repeat(43), "device", at("00"), "{}"))),
                        "fact 0 of journal 5f0c is numbered below 1"),
                // (d) chain and signatures
                strict("the last fact follows another", run -> run.replaceEverywhere(5,
                        signed(run.journal.json(5, "B".repeat(42) + "A", "device", at("30"), "{}"))),
                        "the chain breaks at fact 5 of journal 5f0c"),
                strict("the first fact follows something",
                        run -> run.everywhere(signed(new HandMadeJournal("77aa").json(1, "B".repeat(42) + "A",
                                "device", at("00"), "{}"))),
                        "the chain breaks at fact 1 of journal 77aa"),
                strict("signed by a stranger under the gateway's name", run -> {
                    SignedFact forged = HandMadeJournal.sign(text(run.fact(5)), STRANGERS_KEY);
                    run.replaceEverywhere(5,
                            new SignedFact(forged.bytes(), forged.signature(), run.fact(1).keyId()));
                }, "the signature of fact 5 of journal 5f0c is not the gateway's"),
                strict("a signature damaged on the way", run -> {
                    byte[] damaged = run.fact(3).signature().clone();
                    damaged[7] ^= 1;
                    run.arrived.add(new SignedFact(run.fact(3).bytes(), damaged, run.fact(3).keyId()));
                }, "the signature of fact 3 of journal 5f0c is not the gateway's"),
                strict("no signature at all", run -> run.replaceEverywhere(5,
                        new SignedFact(run.fact(5).bytes(), new byte[0], run.fact(5).keyId())),
                        "the signature of fact 5 of journal 5f0c is not the gateway's"),
                strict("a key of another name", run -> run.replaceEverywhere(5,
                        new SignedFact(run.fact(5).bytes(), run.fact(5).signature(), "0123456789abcdef")),
                        "fact 5 of journal 5f0c names key 0123456789abcdef, the gateway's is "),
                // (e) the same fact never has two sets of bytes
                strict("the capture time changed between two sendings",
                        run -> run.arrived.add(signed(text(run.fact(2)).replace(at("05"), at("06")))),
                        "fact 2 of journal 5f0c is seen with different bytes; its capture time changed from "
                                + "2026-11-21T08:00:05Z to 2026-11-21T08:00:06Z"),
                strict("something else changed at the platform",
                        run -> run.stored.set(1, signed(text(run.fact(2)).replace("B-1", "B-2"))),
                        "fact 2 of journal 5f0c is seen with different bytes"),
                // (f) ids are unique
                strict("an id used twice", run -> {
                    HandMadeJournal other = new HandMadeJournal("77aa");
                    run.everywhere(signed(other.json(1, "A".repeat(43), "device", at("00"), "{}").replace(other.id(1),
                            run.journal.id(4))));
                }, "is carried by fact 4 of journal 5f0c and by fact 1 of journal 77aa"),
                // (h) voids and corrections refer to earlier weights
                strict("a void of nothing", run -> run.everywhere(run.about("void", 6)),
                        "fact 6 of journal 5f0c refers to fact 6 of journal 5f0c, which is no earlier fact of its journal"),
                strict("a void of a device", run -> run.everywhere(run.about("void", 1)),
                        "fact 6 of journal 5f0c refers to fact 1 of journal 5f0c, which is a device"),
                strict("a second void", run -> {
                    run.everywhere(run.about("void", 2));
                    run.everywhere(run.about("void", 2));
                }, "fact 7 of journal 5f0c is a void of fact 2 of journal 5f0c, which is void already"),
                strict("a correction of what is void", run -> {
                    run.everywhere(run.about("void", 2));
                    run.everywhere(run.about("correction", 2));
                }, "fact 7 of journal 5f0c is a correction of fact 2 of journal 5f0c, which is void already"),
                strict("a void that names another id",
                        run -> run.everywhere(run.journal.next("void", at("40"), "{\"refers\":{\"journal\":\"" + JOURNAL
                                + "\",\"seq\":2,\"id\":\"x\"}}")),
                        "fact 6 of journal 5f0c refers to fact 2 of journal 5f0c as x, but that is "),
                strict("a void without a reference",
                        run -> run.everywhere(run.journal.next("void", at("40"), "{\"reason\":\"x\"}")),
                        "fact 6 of journal 5f0c is a void and refers to nothing"),
                strict("a shift closed twice", run -> {
                    run.everywhere(run.journal.next("shift", at("40"), "{\"event\":\"opened\"}"));
                    run.everywhere(run.closing(6));
                    run.everywhere(run.closing(6));
                }, "fact 8 of journal 5f0c closes the shift of fact 6 of journal 5f0c, which is closed already"),
                // (g) weighings are of bags on pans
                strict("nothing on the pan", run -> run.everywhere(run.weighing("40", "bay-1", "10.10")),
                        "fact 6 of journal 5f0c weighs 10.10 kg at 2026-11-21T08:00:40Z, but nothing lay on bay-1"),
                strict("nothing on this pan", run -> run.everywhere(run.weighing("08", "bay-3", "3.41")),
                        "but nothing lay on bay-3"),
                strict("before the bag was put down", run -> {
                    run.everywhere(run.weighing("49.999", "bay-1", "10.10"));
                    run.placements.add(placement("bay-1", "50", "51", "10.10"));
                    run.everywhere(run.weighing("50", "bay-1", "10.10"));
                }, "fact 6 of journal 5f0c weighs 10.10 kg at 2026-11-21T08:00:49.999Z, but nothing lay on bay-1"),
                strict("later than the slack", run -> run.everywhere(run.weighing("25.501", "bay-1", "10.10")),
                        "but nothing lay on bay-1"),
                strict("doubled on the pan", run -> run.everywhere(run.weighing("21", "bay-1", "10.10")),
                        "fact 6 of journal 5f0c is doubled on the pan: the bag on bay-1 from 2026-11-21T08:00:18Z"),
                strict("doubled with another weight", run -> run.everywhere(run.weighing("21", "bay-1", "9.00")),
                        "fact 6 of journal 5f0c is doubled on the pan: the bag on bay-1 from 2026-11-21T08:00:18Z"),
                strict("more than a division off", run -> {
                    run.placements.add(placement("bay-1", "40", "50", "5.00"));
                    run.everywhere(run.weighing("45", "bay-1", "5.02"));
                }, "fact 6 of journal 5f0c says 5.02 kg, but the bag on bay-1 from 2026-11-21T08:00:40Z to "
                        + "2026-11-21T08:00:50Z showed 5.00 kg"),
                strict("another unit", run -> run.everywhere(run.weighing("21", "bay-1", "10100", "GRM")),
                        "fact 6 of journal 5f0c weighs in GRM, not in KGM"),
                strict("a weight without bounds", run -> run.journaled.add(run.weighing("21", "bay-1", "1e999999999")),
                        "what was journaled as number 6 is not readable: its data.net is not a plain decimal"),
                // (h) on request
                strict("not complete", run -> run.stored.remove(0),
                        "fact 1 of journal 5f0c is journaled but not stored"),
                strict("a bag not weighed", run -> run.placements.add(placement("bay-1", "40", "50", "5.00")),
                        "the bag on bay-1 from 2026-11-21T08:00:40Z to 2026-11-21T08:00:50Z was not weighed"),
                // what cannot be read cannot be trusted
                strict("not a fact", run -> run.arrived.add(signed("{\"gateway\":\"g\"}")),
                        "what arrived as number 6 is not readable: it has no journal"));
    }

    @Test
    void a_good_history_holds() {
        Verdict verdict = new Run().judged(STRICT);

        assertEquals(List.of(), verdict.violations());
        assertTrue(verdict.holds());
        assertEquals(new Verdict.Counts(3, 5, 5, 0, 5, 3, 3, 0, 0), verdict.counts());
    }

    @Test
    void an_empty_history_holds() {
        Run nothing = new Run();
        for (List<?> list : List.of(nothing.accepted, nothing.journaled, nothing.arrived, nothing.stored,
                nothing.placements)) {
            list.clear();
        }

        assertTrue(nothing.judged(STRICT).holds());
    }

    @ParameterizedTest
    @MethodSource("broken")
    void a_history_that_breaks_one_rule_is_caught_by_that_rule(Broken broken) {
        Run run = new Run();
        broken.damage().accept(run);
        Verdict verdict = run.judged(broken.expected());

        assertEquals(1, verdict.violations().size(), verdict.report());
        assertTrue(verdict.violations().getFirst().contains(broken.violation()), verdict.report());
        assertEquals(false, verdict.holds());
    }

    @Test
    void any_order_of_arrival_and_any_duplicate_holds() {
        Run run = new Run();
        run.arrived.addAll(run.arrived.reversed());

        assertTrue(run.judged(STRICT).holds(), run.judged(STRICT).report());
        assertEquals(5, run.judged(STRICT).counts().arrivedAgain());
    }

    @Test
    void what_nobody_was_told_of_and_bags_hidden_by_a_fault_are_forgiven_unless_asked_for() {
        Run run = new Run();
        run.stored.remove(0);
        run.placements.add(placement("bay-1", "40", "50", "5.00"));

        assertTrue(run.judged(LENIENT).holds(), run.judged(LENIENT).report());
        assertEquals(2, run.judged(STRICT).violations().size());
    }

    @Test
    void the_same_fact_accepted_twice_is_one_promise() {
        Run run = new Run();
        run.accepted.add(run.accepted.getFirst());

        assertTrue(run.judged(STRICT).holds());
    }

    @Test
    void a_late_weighing_is_its_own_bags_even_when_the_next_already_lies_there() {
        Run run = new Run();
        run.placements.add(placement("bay-1", "40", "41", "5.00"));
        run.placements.add(placement("bay-1", "41.100", "45", "5.00"));
        run.everywhere(run.weighing("41.200", "bay-1", "5.00"));
        run.everywhere(run.weighing("43", "bay-1", "5.00"));

        assertTrue(run.judged(STRICT).holds(), run.judged(STRICT).report());
    }

    @Test
    void the_slack_ends_to_the_millisecond() {
        Run run = new Run();
        run.placements.add(placement("bay-1", "40", "41", "5.00"));
        run.everywhere(run.weighing("41.500", "bay-1", "5.00"));

        assertTrue(run.judged(STRICT).holds(), run.judged(STRICT).report());
    }

    @Test
    void of_a_known_boot_a_weighing_is_matched_by_its_uptime_and_not_by_its_calendar() {
        SignedFact of1970 = signed(new HandMadeJournal("77aa").json(1, "A".repeat(43), "weighing",
                "1970-01-01T00:00:05.000Z", "{\"station\":\"bay-1\",\"net\":\"5.00\",\"unit\":\"KGM\"}"));
        Evidence evidence = new Evidence(List.of(), List.of(of1970), List.of(), List.of(),
                List.of(placement("bay-1", "40", "41", "5.00")), GATEWAY_KEY.getPublic());
        Boots boots = (boot, uptimeMillis) -> boot.equals("b1") && uptimeMillis == 8_123_341
                ? Optional.of(Instant.parse(at("40.500")))
                : Optional.empty();

        assertEquals(List.of(), History.judge(evidence, boots, LENIENT).violations());
        String unknown = History.judge(evidence, LENIENT).violations().getFirst();
        assertTrue(unknown.contains("nothing lay on bay-1"), unknown);
    }

    @Test
    void a_second_journal_after_a_replaced_card_holds_too() {
        Run run = new Run();
        HandMadeJournal replaced = new HandMadeJournal("77aa");
        run.everywhere(replaced.next());
        run.everywhere(replaced.next());

        assertTrue(run.judged(STRICT).holds(), run.judged(STRICT).report());
    }

    @Test
    void a_verdict_spells_out_a_bounded_number_of_violations_and_counts_the_rest() {
        Run run = new Run();
        for (int i = 0; i < History.VIOLATIONS_MAX + 7; i++) {
            run.accepted.add(new Accepted(JOURNAL, 100 + i, "x"));
        }
        Verdict verdict = run.judged(STRICT);

        assertEquals(History.VIOLATIONS_MAX, verdict.violations().size());
        assertEquals(7, verdict.furtherViolations());
        assertTrue(verdict.report().endsWith("  and 7 more\n"), verdict.report());
    }

    @Test
    void a_report_says_how_much_was_judged_and_what_came_of_it() {
        assertEquals("""
                accepted         3  facts the gateway called recorded
                journaled        5  facts in its journals
                arrived          5  facts at the platform, 0 of them again
                stored           5  facts by the platform
                placements       3  bags on pans
                weighed          3  of them
                HOLDS
                """, new Run().judged(STRICT).report());
        Run run = new Run();
        run.stored.remove(3);
        assertTrue(run.judged(STRICT).report().endsWith("""
                BROKEN
                  - fact 4 of journal 5f0c was accepted but is not stored
                """), run.judged(STRICT).report());
    }

    private static Broken strict(String story, Consumer<Run> damage, String violation) {
        return new Broken(story, STRICT, damage, violation);
    }

    private static Broken lenient(String story, Consumer<Run> damage, String violation) {
        return new Broken(story, LENIENT, damage, violation);
    }

    private static String at(String second) {
        return "2026-11-21T08:00:" + second + "Z";
    }

    private static Placement placement(String station, String from, String to, String kilograms) {
        return new Placement(station, Instant.parse(at(from)).toEpochMilli(), Instant.parse(at(to)).toEpochMilli(),
                new BigDecimal(kilograms), new BigDecimal("0.01"));
    }

    private static SignedFact signed(String json) {
        return HandMadeJournal.sign(json, GATEWAY_KEY);
    }

    private static String text(SignedFact fact) {
        return new String(fact.bytes(), StandardCharsets.UTF_8);
    }
}
