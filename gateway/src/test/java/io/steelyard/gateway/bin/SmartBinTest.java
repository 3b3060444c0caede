package io.steelyard.gateway.bin;

import static io.steelyard.gateway.bin.BinYard.GLASS;
import static io.steelyard.gateway.bin.BinYard.PAPER;
import static io.steelyard.gateway.bin.BinYard.SMOKE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.bin.BinView.Phase;
import io.steelyard.gateway.deposit.Alarm;
import io.steelyard.gateway.deposit.Event;
import io.steelyard.gateway.deposit.Outcome;
import io.steelyard.gateway.deposit.Sounding;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The shell round the rules: facts, locks and views in their order. */
class SmartBinTest {
    private final BinYard yard = new BinYard();

    private static String without(JsonNode data, String name) {
        return data.get(name).toString();
    }

    private JsonNode deposit() {
        return yard.journal().data("deposit").getLast();
    }

    @Test
    void the_lock_moves_only_after_the_beginning_is_written() {
        yard.log().clear();
        yard.slow(true).comes("R1", PAPER);
        assertEquals(List.of(), yard.log());
        yard.slow(false).opens(PAPER).adds(PAPER, "1.20").shuts(PAPER).passes(3);
        assertEquals(List.of("wrote deposit begun", "unlock paper", "lock", "wrote deposit ended"), yard.log());
    }

    @Test
    void a_deposit_says_all_that_there_is_to_say() {
        yard.deposits("R1", PAPER, "1.20").passes(60).deposits("R2", PAPER, "1.00");
        var begun = yard.journal().data("deposit").get(2);
        var ended = deposit();
        assertEquals("{\"name\":\"bin-1-paper-scale\",\"dialect\":\"hx711\",\"serial\":null}", without(begun, "scale"));
        assertEquals("{\"version\":\"7\",\"heardHours\":3}", without(begun, "cards"));
        assertEquals(BinYard.TOKENS.of("R2"), begun.get("card").asString());
        assertEquals("1.20", begun.get("before").get("net").asString());
        assertEquals(3, ended.get("begun").get("seq").asInt());
        assertEquals("credited", ended.get("outcome").asString());
        assertEquals("1.00", ended.get("delta").asString());
        assertEquals("1.00", ended.get("credited").asString());
        assertEquals("0.01", ended.get("uncertainty").asString());
        assertEquals("2.20", ended.get("books").asString());
        assertEquals("2.20", ended.get("after").get("net").asString());
        assertEquals("322e3230", ended.get("after").get("frame").asString());
        assertEquals("{\"value\":\"1\",\"perKilogram\":\"0.50\",\"tariff\":\"2026-11\"}", without(ended, "points"));
        assertTrue(ended.get("door").get("openMs").asInt() > 0);
        assertTrue(ended.get("door").get("openedMs").asInt() >= ended.get("door").get("openMs").asInt() + 2000);
        assertTrue(ended.get("fill").isNull());
    }

    @Test
    void what_earns_nothing_changes_the_books_all_the_same() {
        yard.deposits("R1", PAPER, "1.20").passes(10).deposits("R1", PAPER, "-1.00");
        assertEquals("removed", deposit().get("outcome").asString());
        assertEquals("-1.00", deposit().get("delta").asString());
        assertEquals("0.20", deposit().get("books").asString());
        assertTrue(deposit().get("credited").isNull() && deposit().get("points").isNull());
    }

    @Test
    void where_glass_earns_nothing_no_points_are_quoted() {
        yard.deposits("Q1", GLASS, "1.20");
        assertEquals("quarantine", deposit().get("account").asString());
        assertEquals("1.20", deposit().get("credited").asString());
        assertTrue(deposit().get("points").isNull());
    }

    @ParameterizedTest
    @CsvSource({"D1, denied, none", "X1, unknown-card, none"})
    void who_is_turned_away_has_a_fact_without_a_compartment(String code, String outcome, String account) {
        yard.card(code);
        assertEquals(outcome, deposit().get("outcome").asString());
        assertEquals(account, deposit().get("account").asString());
        assertTrue(deposit().get("compartment").isNull() && deposit().get("evidence").isNull());
    }

    // a visit

    @Test
    void the_difference_is_durable_before_the_handover_and_that_before_any_door() {
        yard.deposits("R1", PAPER, "1.20").passes(10).adds(PAPER, "0.30").passes(2);
        yard.log().clear();
        yard.slow(true).card("C1").passes(0.2);
        yard.journal().commits(yard.nowNanos());
        assertEquals(List.of("wrote difference"), yard.log());
        yard.slow(false).opens(PAPER).empties(PAPER, "0.10").shuts(PAPER).passes(7);
        assertEquals(List.of("wrote difference", "wrote handover begun", "unlock paper", "unlock glass",
                "wrote handover ended"), yard.log());
        assertEquals("[{\"name\":\"paper\",\"material\":\"0101\",\"expected\":\"1.20\",\"found\":\"1.50\","
                + "\"difference\":\"-0.30\",\"unit\":\"KGM\"},{\"name\":\"glass\",\"material\":\"0301\","
                + "\"expected\":\"0\",\"found\":\"0.00\",\"difference\":\"0.00\",\"unit\":\"KGM\"}]",
                without(yard.journal().data("difference").getLast(), "compartments"));
        var ended = yard.journal().data("handover").getLast();
        var paper = ended.get("compartments").get(0);
        assertEquals("emptied", ended.get("outcome").asString());
        assertEquals("1.50", paper.get("before").asString());
        assertEquals("1.40", paper.get("taken").asString());
        assertEquals("1.20", paper.get("deposited").asString());
        assertEquals(1, paper.get("sessions").asInt());
        yard.passes(2).card("C1").passes(20);
        assertEquals("0",
                yard.journal().data("handover").getLast().get("compartments").get(0).get("deposited").asString());
    }

    @Test
    void a_difference_that_was_not_written_lets_nobody_in() {
        yard.slow(true).card("C1").passes(0.2);
        yard.journal().fails(yard.nowNanos());
        yard.slow(false).passes(2);
        assertEquals("out-of-service", deposit().get("outcome").asString());
        assertEquals(List.of(), yard.journal().data("handover"));
        assertFalse(yard.log().contains("unlock paper"));
    }

    @Test
    void a_journal_that_takes_the_difference_and_no_handover_lets_nobody_in() {
        yard.slow(true).card("C1").passes(0.2);
        yard.journal().refuses(true);
        yard.journal().commits(yard.nowNanos());
        yard.journal().refuses(false);
        yard.slow(false).passes(2);
        assertEquals("out-of-service", deposit().get("outcome").asString());
        assertFalse(yard.log().contains("unlock paper"));
    }

    @Test
    void what_could_be_weighed_only_at_the_end_of_a_visit_has_its_difference_then() {
        yard.deposits("R1", PAPER, "3.00").passes(2).trembles(PAPER, true).passes(1).card("C1").passes(6)
                .trembles(PAPER, false).opens(PAPER).empties(PAPER, "0.50").shuts(PAPER).passes(7);
        var difference = yard.journal().data("difference").getLast().get("compartments");
        assertEquals(1, difference.size());
        assertEquals("2.50", difference.get(0).get("difference").asString());
        var paper = yard.journal().data("handover").getLast().get("compartments").get(0);
        assertTrue(paper.get("taken").isNull() && paper.get("before").isNull());
        assertEquals("0.50", paper.get("after").get("net").asString());
    }

    // restarts

    @Test
    void a_session_that_broke_off_ends_at_the_next_start_and_no_lock_moves() {
        yard.comes("R1", PAPER).opens(PAPER).adds(PAPER, "1.00");
        int locks = yard.log().size();
        yard.restarts().passes(0.2);
        assertEquals("broken", deposit().get("outcome").asString());
        assertEquals("resident", deposit().get("account").asString());
        assertEquals("paper", deposit().get("compartment").asString());
        assertEquals(1, deposit().get("begun").get("seq").asInt());
        assertEquals(List.of("start", "wrote deposit ended"), yard.log().subList(locks, yard.log().size()));
    }

    @Test
    void a_visit_that_broke_off_ends_at_the_next_start_and_no_lock_moves() {
        yard.card("C1").passes(0.2);
        int locks = yard.log().size();
        yard.restarts().passes(0.2);
        assertEquals("broken", yard.journal().data("handover").getLast().get("outcome").asString());
        assertEquals(List.of("start", "wrote handover ended"), yard.log().subList(locks, yard.log().size()));
    }

    // alarms

    @Test
    void the_locks_rest_at_once_whatever_the_journal_does() {
        yard.slow(true);
        yard.log().clear();
        yard.alarms(SMOKE, true);
        assertEquals(List.of("lock"), yard.log());
        assertEquals(Set.of(Alarm.SMOKE), yard.view().alarms());
        yard.slow(false);
        assertEquals(
                "{\"device\":\"bin-1\",\"event\":\"alarm-raised\",\"alarm\":\"smoke\",\"source\":\"smoke-1\"}",
                yard.journal().data("device").getLast().toString());
    }

    @Test
    void alarms_that_the_journal_did_not_take_are_told_later_and_in_their_order() {
        yard.journal().refuses(true);
        yard.alarms(SMOKE, true).alarms(SMOKE, false).alarms(new Sounding(Alarm.TILT, "t"), true).passes(3);
        yard.journal().refuses(false);
        yard.slow(true).passes(2);
        yard.journal().fails(yard.nowNanos());
        yard.slow(false).passes(0.5);
        assertEquals(List.of(), yard.journal().data("device"), "asked again only after a while");
        yard.passes(1);
        assertEquals(List.of("alarm-raised smoke", "alarm-cleared smoke", "alarm-raised tilt"), told());
    }

    private List<String> told() {
        return yard.journal().data("device").stream()
                .map(data -> data.get("event").asString() + " " + data.get("alarm").asString()).toList();
    }

    @Test
    void of_too_many_alarms_the_oldest_are_dropped_and_that_is_said() {
        yard.slow(true);
        for (int time = 0; time < AlarmFacts.WAITING_MAX; time++) {
            yard.alarms(SMOKE, true).alarms(SMOKE, false);
        }
        yard.slow(false).passes(2);
        var facts = yard.journal().data("device");
        assertEquals(AlarmFacts.WAITING_MAX, facts.size());
        assertFalse(facts.getFirst().has("dropped"), "it was with the journal already");
        assertEquals(AlarmFacts.WAITING_MAX, facts.get(1).get("dropped").asInt());
        assertFalse(facts.get(2).has("dropped"));
        assertEquals("alarm-cleared", facts.getLast().get("event").asString());
    }

    // what is noticeable

    private JsonNode evidence() {
        return deposit().get("evidence");
    }

    @Test
    void as_many_alike_in_a_row_are_counted_at_each_compartment() {
        var counts = new ArrayList<Integer>();
        for (var weight : List.of("1.00", "1.00", "1.00", "1.01", "1.01")) {
            yard.deposits("R1", PAPER, weight).passes(2);
            counts.add(evidence().get("identicalInARow").asInt());
            yard.deposits("R2", GLASS, "3.00").passes(2);
        }
        assertEquals(List.of(1, 2, 3, 1, 2), counts);
        assertEquals(5, evidence().get("identicalInARow").asInt());
        assertEquals(5, evidence().get("sessionsOfCard").asInt());
        yard.deposits("Q1", GLASS, "2.00");
        assertEquals(1, evidence().get("sessionsOfCard").asInt());
    }

    @Test
    void what_is_durable_is_counted_as_it_ended_and_as_it_was_noticed() {
        for (int time = 0; time < 3; time++) {
            yard.deposits("R1", PAPER, "1.00").passes(2);
        }
        assertEquals(3, yard.tally().sessions(Outcome.CREDITED));
        assertEquals(0, yard.tally().sessions(Outcome.TOO_LIGHT));
        assertEquals(1, yard.tally().noticed(Notice.IDENTICAL));
        assertEquals(0, yard.tally().noticed(Notice.DRIFT));
        yard.adds(PAPER, "-0.15").passes(2).deposits("R2", PAPER, "2.00");
        assertEquals(1, yard.tally().noticed(Notice.DRIFT));
    }

    @ParameterizedTest
    @CsvSource({"0.20, true", "0.21, false", "0.19, false", "5.00, false"})
    void a_weight_just_above_the_least_is_noticed(String weight, boolean just) {
        yard.deposits("R1", PAPER, weight);
        assertEquals(just, evidence().get("justAboveLeast").asBoolean());
    }

    /** Half a point a kilogram in whole points, half up: the first from 1 kg on. */
    @ParameterizedTest
    @CsvSource({"1.00, true", "0.99, false", "1.01, false", "2.99, false", "3.00, true", "3.01, false"})
    void a_weight_just_above_what_earns_a_point_more_is_noticed(String weight, boolean just) {
        yard.deposits("R1", PAPER, weight);
        assertEquals(just, evidence().get("justAboveStep").asBoolean());
        yard.passes(2).deposits("R1", GLASS, weight);
        assertFalse(evidence().get("justAboveStep").asBoolean(), "glass earns nothing");
    }

    @ParameterizedTest
    @CsvSource({"05:59, true", "06:00, false", "21:59, false", "22:00, true"})
    void a_time_at_which_nobody_is_expected_is_noticed(LocalTime clock, boolean outOfHours) {
        yard.clock(Optional.of(clock)).deposits("R1", PAPER, "1.00");
        assertEquals(outOfHours, evidence().get("outOfHours").asBoolean());
        yard.clock(Optional.empty()).passes(2).deposits("R1", PAPER, "1.00");
        assertTrue(evidence().get("outOfHours").isNull(), "nobody trusts the calendar");
    }

    @Test
    void hours_may_go_over_midnight_or_all_round() {
        var night = new OpenHours(LocalTime.of(22, 0), LocalTime.of(6, 0));
        assertTrue(night.contain(LocalTime.of(23, 0)) && night.contain(LocalTime.MIDNIGHT));
        assertFalse(night.contain(LocalTime.of(6, 0)) || night.contain(LocalTime.of(21, 59)));
        assertTrue(OpenHours.ALWAYS.contain(LocalTime.NOON));
    }

    @Test
    void what_came_or_went_without_a_session_shows_as_drift() {
        yard.deposits("R1", PAPER, "1.00").passes(2).adds(PAPER, "-0.15").passes(2).deposits("R1", PAPER, "1.00");
        assertEquals("-0.15", evidence().get("drift").asString());
        assertEquals("2.00", deposit().get("books").asString());
    }

    // what people see

    @Test
    void every_phase_has_its_moment() {
        assertEquals(Phase.READY, yard.phase());
        assertEquals(Phase.CHOOSE, yard.card("R1").phase());
        yard.slow(true).choose(PAPER);
        assertEquals(Phase.WAIT, yard.passes(0.2).phase());
        assertEquals(Phase.OPEN_THE_DOOR, yard.slow(false).phase());
        assertEquals(Optional.of(PAPER), yard.view().serves());
        assertEquals(Phase.SHUT_THE_DOOR, yard.opens(PAPER).phase());
        assertEquals(Optional.empty(), yard.view().compartments().getFirst().trouble(), "it may be open");
        assertEquals(Phase.WEIGHING, yard.adds(PAPER, "1.20").shuts(PAPER).phase());
        assertEquals(0, yard.view().credits());
        assertEquals(Phase.ENDED, yard.passes(3).phase());
        assertEquals(1, yard.view().credits());
        var ended = yard.view().ended().orElseThrow();
        assertEquals(Outcome.CREDITED, ended.outcome());
        assertEquals("1.20", ended.delta().orElseThrow().toPlainString());
        assertEquals("1", ended.points().orElseThrow().value().toPlainString());
        assertEquals(2, ended.seq());
        assertEquals(Phase.READY, yard.passes(8).phase());
        assertEquals(Phase.VISIT, yard.card("C1").passes(0.2).phase());
        assertEquals(Phase.READY, yard.passes(11).phase());
        assertEquals(Phase.OUT_OF_SERVICE, yard.alarms(SMOKE, true).phase());
        assertFalse(yard.view().compartments().getFirst().takes());
        assertTrue(yard.view().trouble().orElseThrow().text().contains("smoke"));
    }

    @Test
    void a_journal_that_does_not_write_is_shown() {
        yard.comes("R1", PAPER).opens(PAPER).adds(PAPER, "1.20");
        yard.slow(true).shuts(PAPER).passes(3);
        assertEquals(Phase.WEIGHING, yard.phase());
        yard.journal().refuses(true);
        yard.journal().fails(yard.nowNanos());
        assertEquals(Phase.OUT_OF_SERVICE, yard.passes(0.2).phase());
        assertTrue(yard.view().trouble().orElseThrow().text().contains("journal"));
        yard.journal().refuses(false);
        assertEquals(Phase.ENDED, yard.passes(2).slow(false).passes(0.2).phase());
        assertEquals(1, yard.view().credits());
    }

    @Test
    void a_bin_whose_compartments_all_take_nothing_is_out_of_service() {
        for (var name : List.of(PAPER, GLASS)) {
            yard.event(new Event.Fill(yard.nowNanos(), name, Optional.of(95)));
        }
        assertEquals(Phase.OUT_OF_SERVICE, yard.phase());
        assertEquals("full", yard.view().trouble().orElseThrow().code().text());
        yard.event(new Event.Fill(yard.nowNanos(), PAPER, Optional.of(20)));
        assertEquals(Phase.READY, yard.phase());
        assertEquals(Optional.of(20), yard.view().compartments().getFirst().fillPercent());
        assertEquals("0.50", yard.view().compartments().getFirst().perKilogram().orElseThrow().toPlainString());
    }

    @Test
    void what_cannot_be_chosen_is_said() {
        assertEquals("nothing-to-choose", yard.choose(PAPER).orElseThrow().code().text());
        yard.card("R1");
        assertEquals("unknown-compartment", yard.choose("metal").orElseThrow().code().text());
        assertEquals(Optional.empty(), yard.choose(PAPER));
    }
}
