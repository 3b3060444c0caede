package io.steelyard.gateway.deposit;

import static io.steelyard.gateway.deposit.BinStory.ANN;
import static io.steelyard.gateway.deposit.BinStory.BEN;
import static io.steelyard.gateway.deposit.BinStory.CREW;
import static io.steelyard.gateway.deposit.BinStory.FRAME;
import static io.steelyard.gateway.deposit.BinStory.GLASS;
import static io.steelyard.gateway.deposit.BinStory.PAPER;
import static io.steelyard.gateway.deposit.BinStory.SMOKE;
import static io.steelyard.gateway.deposit.BinStory.beginning;
import static io.steelyard.gateway.deposit.BinStory.closed;
import static io.steelyard.gateway.deposit.BinStory.open;
import static io.steelyard.gateway.deposit.BinStory.paperOnly;
import static io.steelyard.gateway.deposit.BinStory.resting;
import static io.steelyard.gateway.deposit.BinStory.unlocked;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Told stories of a bin and its residents: each way in which a session ends. */
class BinSessionTest {
    @Test
    void a_deposit_from_the_card_to_the_thanks() {
        var story = resting().sofar().card(ANN).chooses(PAPER).passes(FRAME);
        assertEquals(List.of("begins paper at 12.00 for ann", "unlocks [paper]"), story.demanded());
        story.opens(PAPER).shows(PAPER, "13.20").passes(3).shuts(PAPER).sofar().passes(3);
        assertEquals(List.of("ends credited for ann at paper by 1.20, begun as 1"), story.demanded());
        assertEquals("Resting", story.at());
    }

    @ParameterizedTest
    @CsvSource({"12.20, credited", "12.19, too-light", "12.00, too-light", "11.99, too-light", "11.98, removed",
            "0.00, removed", "60.00, credited", "60.01, too-heavy"})
    void what_is_behind_the_shut_door_decides(String after, String outcome) {
        var story = closed(after).passes(3);
        var ended = story.bin().told().orElseThrow().ended();
        assertEquals(outcome, ended.outcome().text());
        assertEquals(new BigDecimal(after).subtract(new BigDecimal("12.00")), ended.delta().orElseThrow());
        assertEquals(outcome.equals("credited"), ended.credited().isPresent());
    }

    /** Every outcome has its story. */
    private static BinStory ending(Outcome outcome) {
        return switch (outcome) {
            case CREDITED -> closed("13.20").passes(3);
            case TOO_LIGHT -> closed("12.10").passes(3);
            case TOO_HEAVY -> closed("61.00").passes(3);
            case REMOVED -> closed("11.00").passes(3);
            case NOT_OPENED -> unlocked().passes(10.1);
            case DOOR_LEFT_OPEN -> open().passes(30.1);
            case UNSTEADY_BEFORE -> resting().trembles(PAPER).passes(1).card(ANN).chooses(PAPER).passes(5.1);
            case UNSTEADY_AFTER -> open().trembles(PAPER).passes(1).shuts(PAPER).passes(10.1);
            case SCALE_LOST -> open().losesScale(PAPER);
            case DOOR_UNKNOWN -> open().losesDoor(PAPER);
            case ALARMED -> open().raises(SMOKE);
            case BROKEN -> BinStory.startsAfter(new Bin.Unfinished.OfSession(ANN, PAPER, new Recorded(7, "id-7")))
                    .passes(FRAME);
            case NOT_CHOSEN -> resting().card(ANN).passes(20.1);
            case DENIED -> resting().card(BinStory.DENIED);
            case UNKNOWN_CARD -> resting().card(BinStory.UNKNOWN);
            case BUSY -> open().sofar().card(BEN);
            case OUT_OF_SERVICE -> BinStory.starts().card(ANN);
        };
    }

    @ParameterizedTest
    @EnumSource
    void every_outcome_is_written_once_and_earns_nothing_but_one(Outcome outcome) {
        var story = ending(outcome);
        assertEquals(1, story.demanded().stream().filter(one -> one.startsWith("ends " + outcome.text())).count());
        assertEquals(outcome == Outcome.CREDITED,
                story.bin().told().flatMap(told -> told.ended().credited()).isPresent());
    }

    @Test
    void a_door_that_rebounds_was_not_shut() {
        var story = closed("13.20").passes(1).opens(PAPER).sofar().passes(3);
        assertEquals(List.of(), story.demanded());
        assertEquals("Open", story.at());
        story.shows(PAPER, "14.00").shuts(PAPER).passes(3);
        assertEquals("credited for ann at paper by 2.00, begun as 1", story.told());
    }

    @Test
    void the_lock_rests_once_the_door_is_shut() {
        assertEquals(List.of("locks"), open().sofar().shuts(PAPER).demanded());
    }

    @Test
    void a_door_left_open_ends_the_session_and_then_is_an_alarm_until_it_is_shut() {
        var story = open().sofar().passes(31);
        assertEquals(List.of("locks", "ends door-left-open for ann at paper, begun as 1", "locks",
                "tells door-left-open of paper"), story.demanded());
        assertEquals(List.of("tells door-left-open of paper over"), story.sofar().shuts(PAPER).demanded());
        assertEquals(Optional.empty(), story.bin().trouble());
    }

    @Test
    void opening_again_and_again_gains_no_time() {
        var story = open();
        for (int time = 0; time < 12; time++) {
            story.passes(2).shuts(PAPER).opens(PAPER);
        }
        assertEquals("Open", story.at());
        assertEquals("door-left-open for ann at paper, begun as 1", story.passes(8).told());
    }

    @Test
    void another_compartments_door_is_nobodys() {
        assertEquals("alarmed for ann at paper, begun as 1", unlocked().opens(GLASS).told());
    }

    @Test
    void the_one_compartment_that_takes_something_need_not_be_chosen() {
        assertEquals("Unlocked", paperOnly().card(ANN).passes(FRAME).at());
        assertEquals("Unlocked", resting().losesDoor(GLASS).card(ANN).passes(FRAME).at());
    }

    @Test
    void a_full_compartment_takes_nothing() {
        var byWeight = resting().shows(PAPER, "50.00").passes(2).card(ANN).passes(FRAME);
        assertEquals(GLASS, byWeight.state().underWay().orElseThrow().compartment());
        var bySensor = resting();
        bySensor.then(new Event.Fill(bySensor.nowNanos(), PAPER, Optional.of(90))).card(ANN).passes(FRAME);
        assertEquals(GLASS, bySensor.state().underWay().orElseThrow().compartment());
        var lost = resting();
        lost.then(new Event.Fill(lost.nowNanos(), PAPER, Optional.of(95)));
        lost.then(new Event.Fill(lost.nowNanos(), PAPER, Optional.empty())).card(ANN);
        assertEquals("Choosing", lost.at());
    }

    // the weight before

    @Test
    void no_weight_of_before_the_card_counts() {
        var story = paperOnly().sofar().falls_silent(PAPER).passes(FRAME).card(ANN).passes(FRAME);
        assertEquals(List.of(), story.demanded());
    }

    @Test
    void a_scale_that_was_at_rest_for_hours_is_weighed_by_its_latest_readings() {
        var story = paperOnly().passes(3600).shows(PAPER, "12.01").passes(3).card(ANN).passes(FRAME);
        var before = story.state().underWay().orElseThrow().before();
        assertEquals(new BigDecimal("12.01"), before.value());
        assertTrue(before.spanNanos() < 3 * BinStory.SECOND, before.toString());
        assertTrue(story.nowNanos() - before.weight().atNanos() < 3 * BinStory.SECOND);
    }

    @Test
    void a_weight_that_changed_while_the_beginning_was_written_unlocks_nothing() {
        var story = beginning().shows(PAPER, "12.02").passes(2).sofar().journalCommits();
        assertEquals(List.of("ends unsteady-before for ann at paper, begun as 1"), story.demanded());
        assertEquals(List.of("unlocks [paper]"),
                beginning().shows(PAPER, "12.01").passes(2).sofar().journalCommits().demanded());
    }

    @Test
    void a_beginning_that_took_too_long_unlocks_nothing() {
        var story = beginning().passes(5).sofar().journalCommits();
        assertEquals(List.of("ends out-of-service for ann at paper, begun as 1"), story.demanded());
        assertTrue(story.bin().told().orElseThrow().ended().why().orElseThrow().contains("too old"));
    }

    @Test
    void a_door_forced_and_shut_again_while_the_beginning_was_written_unlocks_nothing() {
        assertEquals(List.of("ends alarmed for ann at paper, begun as 1"),
                beginning().opens(PAPER).shuts(PAPER).passes(2).sofar().journalCommits().demanded());
        assertEquals(List.of("ends door-unknown for ann at paper, begun as 1"),
                beginning().losesDoor(PAPER).shuts(PAPER).passes(2).sofar().journalCommits().demanded());
        assertEquals(List.of("ends alarmed for ann at paper, begun as 1"),
                beginning().raises(SMOKE).clears(SMOKE).sofar().journalCommits().demanded());
    }

    @Test
    void nobody_is_credited_for_nothing_even_if_the_rules_were_wrong() {
        var captured = unlocked().state().underWay().orElseThrow().before();
        var session = new Session(ANN, PAPER, captured, Optional.of(new Recorded(1, "id-1")));
        var opened = new Ended.Opened(1, Optional.of(2L));
        assertThrows(IllegalStateException.class,
                () -> Ended.weighed(session, 3, Outcome.CREDITED, opened, captured));
        assertThrows(IllegalStateException.class,
                () -> Ended.of(session, 3, Outcome.CREDITED));
    }

    // a scale and a door that fall silent

    private static Map<String, BinStory> inEachState() {
        var states = new LinkedHashMap<String, BinStory>();
        states.put("Choosing", resting().card(ANN));
        states.put("Before", resting().trembles(PAPER).passes(1).card(ANN).chooses(PAPER));
        states.put("Beginning", beginning());
        states.put("Unlocked", unlocked());
        states.put("Open", open());
        states.put("Closed", closed("13.20"));
        return states;
    }

    @Test
    void silence_of_the_scale_ends_every_session_that_has_a_compartment() {
        inEachState().forEach((state, story) -> {
            assertEquals(state, story.at());
            story.falls_silent(PAPER).passes(3.5);
            switch (state) {
                case "Choosing" -> {
                    assertEquals("Choosing", story.at());
                    assertEquals(List.of("refuses: link-lost"), story.sofar().chooses(PAPER).demanded());
                }
                case "Before" -> assertEquals("scale-lost for ann at paper", story.told());
                case "Beginning" -> assertEquals("scale-lost for ann at paper, begun as 1",
                        story.journalCommits().told());
                default -> assertEquals("scale-lost for ann at paper, begun as 1", story.told(), state);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"SMOKE", "HEAT", "TILT", "ENCLOSURE"})
    void every_alarm_ends_every_session_with_the_locks_at_rest_first(Alarm alarm) {
        inEachState().forEach((state, story) -> {
            story.sofar().raises(new Sounding(alarm, "d"));
            assertEquals(List.of("locks", "tells " + alarm.text() + " of d"), story.demanded().subList(0, 2), state);
            if (state.equals("Beginning")) {
                story.journalCommits();
            }
            assertTrue(story.told().startsWith("alarmed for ann"), state);
            assertEquals("Resting", story.at(), state);
            assertFalse(story.demanded().stream().anyMatch(one -> one.startsWith("unlocks")), state);
        });
    }

    @Test
    void alarms_are_told_once_each_however_often_they_are_heard() {
        var story = resting().sofar().raises(SMOKE).raises(SMOKE).clears(SMOKE).clears(SMOKE);
        assertEquals(List.of("locks", "tells smoke of smoke-1", "tells smoke of smoke-1 over"), story.demanded());
    }

    @Test
    void two_detectors_of_smoke_are_two_alarms_and_service_waits_for_both() {
        var other = new Sounding(Alarm.SMOKE, "smoke-2");
        var story = resting().raises(SMOKE).raises(other).clears(SMOKE).card(ANN);
        assertEquals("out-of-service for ann", story.told());
        assertEquals("Choosing", story.clears(other).card(ANN).at());
    }

    @Test
    void a_cut_wire_does_not_hide_who_opens_the_door() {
        assertEquals(List.of("locks", "tells door-forced of paper"),
                resting().sofar().losesDoor(PAPER).opens(PAPER).demanded());
        assertEquals(List.of("tells door-forced of paper over"),
                resting().losesDoor(PAPER).opens(PAPER).losesDoor(PAPER).sofar().shuts(PAPER).demanded());
        assertEquals(List.of(), BinStory.starts().opens(PAPER).demanded());
    }

    @Test
    void a_switch_lost_and_regained_in_a_session_is_no_shut_door() {
        var story = open().losesDoor(PAPER);
        assertEquals("door-unknown for ann at paper, begun as 1", story.told());
        assertEquals(List.of(), story.sofar().opens(PAPER).demanded());
        assertEquals(List.of("locks", "tells door-left-open of paper"), story.passes(31).demanded());
    }

    // other cards

    @Test
    void whoever_else_comes_has_a_fact_and_the_session_goes_on() {
        var others = List.of(BEN, BinStory.NEW, CREW, BinStory.DENIED, BinStory.UNKNOWN);
        inEachState().forEach((state, story) -> {
            var before = story.state();
            others.forEach(other -> assertEquals(List.of("ends busy for " + other.token()),
                    story.sofar().card(other).demanded(), state));
            others.forEach(story.sofar()::card);
            story.card(ANN);
            assertEquals(List.of(), story.demanded(), state + ": once a minute is enough");
            assertEquals(before, story.state(), state);
        });
    }

    @Test
    void turned_away_again_is_news_after_a_minute() {
        var story = resting().card(BinStory.DENIED).sofar().card(BinStory.DENIED).passes(30).card(BinStory.DENIED);
        assertEquals(List.of(), story.demanded());
        assertEquals(List.of("ends denied for denied"), story.passes(60).card(BinStory.DENIED).demanded());
    }

    @Test
    void who_was_turned_away_because_of_somebody_else_is_served_next() {
        assertEquals("Choosing", open().card(BEN).shuts(PAPER).passes(3).card(BEN).at());
    }

    @Test
    void a_crowd_is_forgotten_from_its_first_on() {
        var story = open();
        Stream.iterate(0, number -> number + 1).limit(Bin.REFUSALS_MAX + 1)
                .forEach(number -> story.card(new Holder("n-" + number, Standing.RESIDENT)));
        assertEquals(Bin.REFUSALS_MAX, story.bin().refusals().size());
        assertFalse(story.bin().refusals().containsKey("n-0"));
        assertEquals(List.of("ends busy for n-0"),
                story.sofar().card(new Holder("n-1", Standing.RESIDENT)).card(new Holder("n-0", Standing.RESIDENT))
                        .demanded());
    }

    // the journal

    @Test
    void without_its_beginning_in_the_journal_there_is_no_session() {
        var story = beginning().sofar().journalFails();
        assertEquals(List.of(), story.demanded());
        assertEquals("Ending", story.at());
        assertEquals(List.of("ends out-of-service for ann at paper"), story.passes(1.2).demanded());
        assertEquals("Resting", story.journalCommits().at());
    }

    @Test
    void an_end_is_offered_until_it_is_written_and_nobody_is_served_before() {
        var story = closed("13.20").journalWaits().passes(3);
        for (int time = 0; time < 5; time++) {
            story.journalFails().sofar().card(new Holder("n-" + time, Standing.RESIDENT)).chooses(GLASS);
            assertEquals(List.of("ends busy for n-" + time, "refuses: nothing-to-choose"), story.demanded());
            story.journalFails().sofar().passes(1.2);
            assertEquals(List.of("ends credited for ann at paper by 1.20, begun as 1"), story.demanded());
        }
        assertEquals("credited for ann at paper by 1.20, begun as 1", story.journalCommits().told());
    }

    @Test
    void what_broke_off_ends_before_anything_else_and_unlocks_nothing() {
        var unfinished = new Bin.Unfinished.OfSession(ANN, "a compartment of another year", new Recorded(7, "id-7"));
        var story = BinStory.startsAfter(unfinished).journalWaits().card(BEN).passes(FRAME);
        assertEquals(List.of("ends busy for ben", "ends broken for ann at a compartment of another year, begun as 7"),
                story.demanded());
        assertEquals("Resting", story.journalCommits().committed(2).at());
        assertFalse(story.passes(60).demanded().stream().anyMatch(one -> one.startsWith("unlocks")));
    }
}
