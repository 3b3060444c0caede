package io.steelyard.gateway.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.scale.Mode;
import io.steelyard.gateway.scale.ScaleValue;
import io.steelyard.gateway.scale.Truth;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.station.View.Phase;
import io.steelyard.gateway.weighing.Choice;
import io.steelyard.gateway.weighing.Event.CodeKind;
import io.steelyard.gateway.weighing.Event;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A station whose loads the clerk confirms: what it shows and how it answers. */
class StationConfirmTest {
    private static final long STEP_NANOS = 100_000_000L;
    private static final int SETTLED = 11;

    private final SlowJournal journal = new SlowJournal();
    private final Screen screen = new Screen();
    private final Station station = new Station(Plans.confirming(), journal, screen, 0);
    private long nowNanos;

    private void weights(int times, String value) {
        for (int time = 0; time < times; time++) {
            nowNanos += STEP_NANOS;
            station.on(new Event.Weight(nowNanos, ScaleValue.reading(new BigDecimal(value), WeightUnit.KILOGRAM,
                    Truth.YES, Mode.GROSS, Set.of()), new byte[]{1}));
        }
    }

    private void ready() {
        weights(SETTLED, "0.00");
        weights(SETTLED, "10.10");
        station.on(new Event.CodeSeen(nowNanos, CodeKind.BAG, "B1"));
    }

    private HeardAnswer confirmed(String net) {
        var answer = new HeardAnswer();
        station.confirm(nowNanos, new BigDecimal(net), Optional.of("w1"), answer);
        return answer;
    }

    private Optional<String> chosen(String material, String unpaid) {
        return station.choose(nowNanos, new Choice(Optional.of(material), new BigDecimal(unpaid)))
                .map(why -> why.code().text());
    }

    private String load() {
        var load = screen.now().load();
        return load.bag().orElse("no bag") + ", household " + load.household() + ", missing " + load.missing() + ", "
                + load.material() + " less " + load.unpaid();
    }

    @Test
    void the_screen_says_what_will_be_recorded_and_what_is_missing() {
        weights(SETTLED, "0.00");
        weights(SETTLED, "10.10");
        assertEquals(Phase.SCAN_THE_CODE, screen.now().phase());
        assertEquals("no bag, household false, missing [BAG], U less 0", load());
        station.on(new Event.CodeSeen(nowNanos, CodeKind.HOUSEHOLD, "secret"));
        station.on(new Event.CodeSeen(nowNanos, CodeKind.BAG, "B1"));
        assertEquals(Phase.READY, screen.now().phase());
        assertEquals("B1, household true, missing [], U less 0", load());
        assertEquals("8.08", screen.now().points().orElseThrow().value().toPlainString());
        assertEquals(Optional.empty(), chosen("U", "0.10"));
        assertEquals("8.00", screen.now().points().orElseThrow().value().toPlainString());
        assertTrue(screen.views().stream().noneMatch(view -> view.toString().contains("secret")));
    }

    @Test
    void the_number_to_confirm_stands_still() {
        ready();
        weights(1, "10.11");
        assertEquals("10.10 kg", screen.weight());
    }

    @Test
    void whoever_confirms_is_told_after_the_commit() {
        ready();
        assertEquals(Optional.empty(), chosen("0101", "2.10"));
        var answer = confirmed("10.10");
        assertTrue(answer.waits());
        assertEquals(Phase.SAVING, screen.now().phase());
        weights(1, "10.11");
        assertEquals("10.10 kg", screen.weight(), "what is being saved, whatever the scale shows by now");
        assertEquals("B1, household false, missing [], 0101 less 2.10", load());
        journal.commits(nowNanos, 7, "id-7");
        assertEquals("recorded as 7, id-7", answer.only());
        var fact = Json.leaves(Json.text(journal.drafts().getLast().data()));
        assertEquals("\"0101\"", fact.get("material"));
        assertEquals("\"8.00\"", fact.get("paid"));
        assertEquals("\"2.10\"", fact.get("unpaid"));
        assertEquals("\"confirm\"", fact.get("commit"));
        assertEquals('"' + Plans.TOKENS.of("w1") + '"', fact.get("operator"));
        assertEquals("no bag, household false, missing [BAG], U less 0", load());
    }

    @Test
    void refusals_say_why() {
        assertEquals("nothing-to-confirm", confirmed("10.10").only());
        ready();
        assertEquals("another-weight", confirmed("10.11").only());
        assertEquals(Optional.of("unknown-material"), chosen("0199", "0"));
        assertEquals(Optional.of("bad-weight"), chosen("0101", "-0.01"));
        assertEquals(Optional.of("bad-weight"), chosen("0101", "0.005"));
        assertEquals(Optional.of("bad-weight"), chosen("0101", "60.01"));
        assertEquals(Optional.of("unpaid-above-net"), chosen("0101", "10.11"));
        assertEquals(0, journal.drafts().size());
    }

    @Test
    void a_confirmation_that_the_journal_cannot_write_is_refused() {
        ready();
        var answer = confirmed("10.10");
        journal.fails(nowNanos, "the disk is full");
        assertEquals("not-written", answer.only());
        weights(SETTLED, "0.00");
        ready();
        journal.refuses();
        assertEquals("not-written", confirmed("10.10").only());
    }
}
