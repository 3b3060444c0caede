package io.steelyard.sim.history;

import static io.steelyard.sim.platform.HandMadeJournal.GATEWAY_KEY;
import static io.steelyard.sim.platform.HandMadeJournal.JOURNAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.sim.platform.HandMadeJournal;
import io.steelyard.sim.platform.SignedFact;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What may never be done to a fact, done once to a history that otherwise holds. */
final class FiveCrimesTest {
    private static final Expectations COMPLETE = new Expectations(true, true, 0);
    private static final String AT = "2026-11-21T08:05:12.341Z";
    private static final int FACTS = 8;

    /** Eight facts, told as recorded, journaled, arrived and stored; the last five came as a batch with one signature. */
    private static final class Run {
        final HandMadeJournal journal = new HandMadeJournal(JOURNAL);
        final List<Accepted> accepted = new ArrayList<>();
        final List<SignedFact> journaled = new ArrayList<>();
        final List<SignedFact> arrived = new ArrayList<>();
        final List<SignedFact> stored = new ArrayList<>();

        Run() {
            for (int seq = 1; seq <= FACTS; seq++) {
                SignedFact fact = journal.next();
                accepted.add(new Accepted(JOURNAL, seq, journal.id(seq)));
                journaled.add(fact);
                arrived.add(seq < 4 || seq == FACTS ? fact : SignedFact.vouchedForByTheNext(fact.bytes()));
            }
            stored.addAll(arrived);
        }

        Verdict judged() {
            return History.judge(
                    new Evidence(accepted, journaled, arrived, stored, List.of(), GATEWAY_KEY.getPublic()), COMPLETE);
        }

        SignedFact other(int seq) {
            return HandMadeJournal.sign(journal.json(seq, hash(seq - 1), "device", AT, "{\"other\":true}"),
                    GATEWAY_KEY);
        }

        private String hash(int seq) {
            return HandMadeJournal.hash(journaled.get(seq - 1).bytes());
        }
    }

    /** @param part of what the judge must say */
    private record Crime(String name, Consumer<Run> done, String part) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Crime> crimes() {
        return Stream.of(
                new Crime("a fact dropped on its way", run -> run.stored.remove(4), "accepted but is not stored"),
                new Crime("a fact dropped by the gateway", run -> run.journaled.remove(4),
                        "accepted but is not journaled"),
                new Crime("the last fact dropped by the gateway", run -> run.journaled.removeLast(), "not journaled"),
                new Crime("a fact doubled: stored twice", run -> run.stored.add(run.stored.get(1)),
                        "is stored 2 times"),
                new Crime("a fact doubled: journaled twice", run -> run.journaled.add(2, run.journaled.get(1)),
                        "is journaled 2 times"),
                new Crime("a fact doubled: two facts with one identity", run -> run.stored.add(run.other(3)),
                        "is stored 2 times"),
                new Crime("a byte changed in a signed fact", run -> change(run.stored, 1), "different bytes"),
                new Crime("a byte changed in a fact of a batch", run -> change(run.stored, 5), "different bytes"),
                new Crime("a byte changed on the way only", run -> change(run.arrived, 5), "different bytes"),
                new Crime("a byte changed everywhere alike", run -> {
                    change(run.journaled, 2);
                    change(run.arrived, 2);
                    change(run.stored, 2);
                }, "signature"),
                new Crime("two facts that stand in swapped order", run -> Collections.swap(run.journaled, 2, 3),
                        "stands behind"),
                new Crime("two facts that swapped their numbers, signed anew", run -> {
                    for (int seq : new int[]{3, 4}) {
                        String link = run.hash(seq - 1);
                        SignedFact swapped = HandMadeJournal.sign(text(run.journaled.get(6 - seq))
                                .replace("\"seq\":" + (7 - seq), "\"seq\":" + seq)
                                .replaceFirst("\"prev\":\"[^\"]*", "\"prev\":\"" + link), GATEWAY_KEY);
                        List.of(run.journaled, run.arrived, run.stored).forEach(list -> list.set(seq - 1, swapped));
                    }
                }, "chain breaks"),
                new Crime("an invented fact at the end", run -> run.stored.add(run.other(FACTS + 1)),
                        "was stored but is not journaled"),
                new Crime("an invented fact of another journal",
                        run -> run.arrived.add(new HandMadeJournal("77aa").next()),
                        "arrived but is not journaled"),
                new Crime("an invented fact that nobody signed",
                        run -> run.stored.add(SignedFact.vouchedForByTheNext(run.other(FACTS + 1).bytes())),
                        "came without a signature"));
    }

    @Test
    void the_history_holds_before_anything_is_done_to_it() {
        assertEquals(List.of(), new Run().judged().violations());
    }

    @ParameterizedTest
    @MethodSource("crimes")
    void each_is_found(Crime crime) {
        Run run = new Run();
        crime.done().accept(run);
        Verdict verdict = run.judged();

        assertFalse(verdict.holds());
        assertTrue(verdict.violations().stream().anyMatch(said -> said.contains(crime.part())), verdict.report());
    }

    private static void change(List<SignedFact> facts, int index) {
        facts.set(index, HandMadeJournal.altered(facts.get(index), "bay-1", "bay-2"));
    }

    private static String text(SignedFact fact) {
        return new String(fact.bytes(), StandardCharsets.UTF_8);
    }
}
