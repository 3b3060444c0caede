package io.steelyard.sim.consumer;

import static io.steelyard.sim.platform.HandMadeJournal.GATEWAY_KEY;
import static io.steelyard.sim.platform.HandMadeJournal.PLATFORM_KEY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ExaminationTest {
    /** The consumer of these tests answers at once, or never. */
    private static final Stage.Waits NO_WAITS = new Stage.Waits(0, 0);

    private final StringWriter said = new StringWriter();

    @Test
    void a_consumer_that_does_what_the_page_says_passes() throws Exception {
        assertTrue(passed(Set.of(), Examination.trials()), said::toString);
        assertTrue(said.toString().endsWith("PASS: all " + Examination.trials().size() + " trials\n"), said::toString);
    }

    @ParameterizedTest
    @EnumSource
    void each_carelessness_is_told_by_its_trial(Carelessness one) throws Exception {
        assertFalse(passed(Set.of(one),
                Examination.trials().stream().filter(trial -> trial.name().equals(one.trial)).toList()),
                said::toString);
        assertTrue(said.toString().startsWith("FAIL  " + one.trial + " "), said::toString);
        assertTrue(said.toString().contains(one.said), () -> "wanted: " + one.said + "\n" + said);
    }

    @Test
    void every_trial_has_somebody_who_fails_it() {
        assertEquals(Examination.trials().stream().map(Trial::name).collect(Collectors.toSet()),
                Arrays.stream(Carelessness.values()).map(one -> one.trial).collect(Collectors.toSet()));
    }

    @Test
    void what_was_stored_is_judged_too() {
        PretendJournal journal = new PretendJournal("gw-1", GATEWAY_KEY);
        Sent sent = new Sent(journal);
        journal.write(3).forEach(_ -> {});
        sent.add(1);
        sent.add(2);
        String one = journal.id() + "\t1\t" + StoredLines.sha256(journal.fact(1).bytes());
        String two = journal.id() + "\t2\t" + StoredLines.sha256(journal.fact(2).bytes());
        String three = journal.id() + "\t3\t" + StoredLines.sha256(journal.fact(3).bytes());

        assertEquals(List.of(), new StoredLines(List.of(one, two)).faults(sent));
        assertFault("fact 2 of journal " + journal.id() + " is not stored", sent, one);
        assertFault("fact 1 of journal " + journal.id() + " is stored 2 times", sent, one, two, one);
        assertFault("is stored with other bytes", sent, one, two.substring(0, two.length() - 1) + "x");
        assertFault("is stored and was never sent", sent, one, two, three);
    }

    private static void assertFault(String part, Sent sent, String... lines) {
        List<String> faults = new StoredLines(List.of(lines)).faults(sent);
        assertEquals(1, faults.size(), faults::toString);
        assertTrue(faults.getFirst().contains(part), faults::toString);
    }

    private boolean passed(Set<Carelessness> careless, List<Trial> trials) throws IOException, InterruptedException {
        PlainConsumer consumer = new PlainConsumer(careless, GATEWAY_KEY, PLATFORM_KEY);
        Stage stage = new Stage(consumer, GATEWAY_KEY, PLATFORM_KEY.getPublic(), NO_WAITS);
        return Examination.passed(trials, stage, consumer::storedLines, new PrintWriter(said, true));
    }
}
