package io.steelyard.gateway.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.scale.Mode;
import io.steelyard.gateway.scale.ScaleValue;
import io.steelyard.gateway.scale.Truth;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.station.View.Phase;
import io.steelyard.gateway.weighing.Event;
import io.steelyard.gateway.weighing.Outcome;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StationTest {
    private static final long STEP_NANOS = 100_000_000L;

    private final SlowJournal journal = new SlowJournal();
    private final Screen screen = new Screen();
    private final Station station = new Station(Plans.plain(), journal, screen, 0);
    private long nowNanos;

    @Test
    void the_screen_says_recorded_only_after_the_commit() {
        weigh("10.10");
        assertEquals(1, journal.drafts().size());
        assertEquals("nothing attempted", screen.outcome());
        assertEquals(Phase.SAVING, screen.now().phase());

        journal.commits(nowNanos, 1842, "019a");

        assertEquals("recorded as 1842, 019a", screen.outcome());
        assertEquals(Phase.CLEAR_THE_PAN, screen.now().phase());
        assertTrue(screen.views().subList(0, screen.views().size() - 1).stream()
                .noneMatch(view -> view.outcome() instanceof Outcome.Recorded));
    }

    @Test
    void a_journal_that_takes_no_more_is_not_recorded_and_says_why() {
        journal.refuses();
        weigh("10.10");

        assertEquals("not recorded: the journal takes no more; weigh again in a moment", screen.outcome());
        assertEquals(Phase.CLEAR_THE_PAN, screen.now().phase());
    }

    @Test
    void a_failed_commit_is_not_recorded_and_says_why() {
        weigh("10.10");
        journal.fails(nowNanos, "the disk is full");

        assertEquals("not recorded: the disk is full", screen.outcome());
    }

    @Test
    void a_weight_older_than_half_a_second_is_not_shown() {
        weights(1, "10.10");
        long seen = nowNanos - STEP_NANOS;

        station.on(new Event.Tick(seen + 500_000_000L));
        assertEquals("10.10 kg", screen.weight());
        station.on(new Event.Tick(seen + 500_000_001L));
        assertEquals("", screen.weight());
    }

    @Test
    void the_weight_of_a_lost_scale_is_not_shown() {
        weights(1, "10.10");
        station.on(new Event.LinkLost(nowNanos, "unplugged"));

        assertEquals("", screen.weight());
        assertEquals(Phase.FAULTED, screen.now().phase());
        assertEquals("unplugged", screen.now().fault().orElseThrow().text());
    }

    @Test
    void a_weight_is_shown_in_the_unit_that_the_scale_sent() {
        var pounds = ScaleValue.reading(new BigDecimal("22.27"), WeightUnit.POUND, Truth.YES, Mode.GROSS, Set.of());
        station.on(new Event.Weight(nowNanos, pounds, new byte[0]));

        assertEquals("22.27 lb", screen.weight());
    }

    @Test
    void a_scale_that_sends_no_unit_is_shown_in_the_configured_one() {
        var bare = ScaleValue.reading(new BigDecimal("10.10"), null, Truth.UNKNOWN, Mode.UNKNOWN, Set.of());
        station.on(new Event.Weight(nowNanos, bare, new byte[0]));

        assertEquals("10.10 kg", screen.weight());
    }

    @Test
    void a_view_that_did_not_change_is_not_shown_again() {
        weights(5, "10.10");
        int shown = screen.views().size();
        weights(2, "10.10");

        assertEquals(shown, screen.views().size());
    }

    @Test
    void the_draft_carries_its_capture_and_is_a_weighing() {
        weigh("10.10");

        var draft = journal.drafts().getFirst();
        assertEquals(FactType.WEIGHING, draft.type());
        assertEquals(nowNanos - STEP_NANOS, draft.capturedNanos());
    }

    @Test
    void a_weighing_says_everything_a_verifier_needs() {
        station.on(new Event.CodeSeen(nowNanos, Event.CodeKind.HOUSEHOLD, "card-4711"));
        station.on(new Event.CodeSeen(nowNanos, Event.CodeKind.BAG, "BAG-000123"));
        weigh("10.10");

        var leaves = Json.leaves(Json.text(journal.drafts().getFirst().data()));
        assertEquals(Map.ofEntries(Map.entry("station", "\"bay-1\""), Map.entry("scale.name", "\"bay-1-scale\""),
                Map.entry("scale.dialect", "\"toledo-continuous\""), Map.entry("scale.serial", "null"),
                Map.entry("net", "\"10.10\""), Map.entry("gross", "\"10.10\""), Map.entry("tare", "\"0.00\""),
                Map.entry("unit", "\"KGM\""), Map.entry("division", "\"0.01\""), Map.entry("stability.flag", "true"),
                Map.entry("stability.readings", "11"), Map.entry("stability.spanMs", "1000"),
                Map.entry("frame", "\"31302e3130\""), Map.entry("alibi", "null"), Map.entry("bag", "\"BAG-000123\""),
                Map.entry("household", '"' + Plans.TOKENS.of("card-4711") + '"'), Map.entry("order", "null"),
                Map.entry("material", "\"U\""), Map.entry("paid", "\"10.10\""), Map.entry("unpaid", "\"0.00\""),
                Map.entry("points", "null"), Map.entry("operator", "null"), Map.entry("commit", "\"auto\"")), leaves);
    }

    @Test
    void no_fact_contains_the_code_of_a_household() {
        station.on(new Event.CodeSeen(nowNanos, Event.CodeKind.HOUSEHOLD, "card-4711"));
        weigh("10.10");

        assertFalse(journal.facts().toString().contains("4711"), journal.facts().toString());
    }

    @Test
    void a_scale_that_was_tared_leaves_gross_and_tare_unsaid() {
        var net = weighing(Plans.plain(), Mode.NET, Truth.YES);

        assertEquals(List.of("\"10.10\"", "null", "null"), List.of(net.get("net"), net.get("gross"), net.get("tare")));
    }

    @Test
    void a_scale_that_says_nothing_of_stability_leaves_it_unsaid() {
        assertEquals("null", weighing(Plans.plain(), Mode.GROSS, Truth.UNKNOWN).get("stability.flag"));
    }

    @Test
    void points_are_quoted_with_the_tariff_that_made_them() {
        var weighing = weighing(Plans.withPoints(), Mode.GROSS, Truth.YES);

        assertEquals(List.of("\"8.08\"", "\"0.80\"", "\"2026-11\"", '"' + Plans.DOCUMENT + '"', "\"SN-7\""),
                List.of(weighing.get("points.value"), weighing.get("points.perKilogram"),
                        weighing.get("points.tariff"), weighing.get("points.document"), weighing.get("scale.serial")));
    }

    private Map<String, String> weighing(StationPlan plan, Mode mode, Truth stable) {
        var other = new Station(plan, journal, screen, 0);
        for (var value : List.of("0.00", "10.10")) {
            for (int frame = 0; frame < 11; frame++) {
                other.on(weight(value, mode, stable));
                nowNanos += STEP_NANOS;
            }
        }
        return Json.leaves(Json.text(journal.drafts().getLast().data()));
    }

    private void weigh(String value) {
        weights(11, "0.00");
        weights(11, value);
    }

    private void weights(int times, String value) {
        for (int time = 0; time < times; time++) {
            station.on(weight(value, Mode.GROSS, Truth.YES));
            nowNanos += STEP_NANOS;
        }
    }

    private Event.Weight weight(String value, Mode mode, Truth stable) {
        var reading = ScaleValue.reading(new BigDecimal(value), WeightUnit.KILOGRAM, stable, mode, Set.of());
        return new Event.Weight(nowNanos, reading, value.getBytes(StandardCharsets.US_ASCII));
    }
}
