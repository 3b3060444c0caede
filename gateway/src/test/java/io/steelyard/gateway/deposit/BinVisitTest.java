package io.steelyard.gateway.deposit;

import static io.steelyard.gateway.deposit.BinStory.ANN;
import static io.steelyard.gateway.deposit.BinStory.CREW;
import static io.steelyard.gateway.deposit.BinStory.FRAME;
import static io.steelyard.gateway.deposit.BinStory.GLASS;
import static io.steelyard.gateway.deposit.BinStory.OTHER_CREW;
import static io.steelyard.gateway.deposit.BinStory.PAPER;
import static io.steelyard.gateway.deposit.BinStory.SMOKE;
import static io.steelyard.gateway.deposit.BinStory.resting;
import static io.steelyard.gateway.deposit.BinStory.visiting;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Told stories of a bin and the crew that empties it. */
class BinVisitTest {
    @Test
    void a_visit_from_the_card_to_the_last_door() {
        var story = resting().sofar().card(CREW).passes(FRAME);
        assertEquals(List.of("begins a visit of crew[glass 30.00, paper 12.00]", "unlocks [glass, paper]"),
                story.demanded());
        story.sofar().opens(PAPER).opens(GLASS).shows(PAPER, "0.00").passes(60).shuts(PAPER).passes(20).shuts(GLASS);
        assertEquals(List.of(), story.demanded());
        assertEquals(List.of("ends a visit of crew[glass 30.00, paper 0.00]"), story.passes(6).demanded());
        assertEquals("Resting", story.at());
    }

    @Test
    void no_crew_waits_for_a_scale_that_never_settles() {
        var story = resting().trembles(PAPER).passes(1).sofar().card(CREW).passes(4.9);
        assertEquals(List.of(), story.demanded());
        assertEquals(List.of("begins a visit of crew[glass 30.00]", "unlocks [glass, paper]"),
                story.passes(FRAME * 2).demanded());
        assertEquals(List.of("ends a visit of crew[glass 30.00]"),
                story.sofar().opens(PAPER).shuts(PAPER).passes(16).demanded());
    }

    @Test
    void a_crew_that_has_not_reached_a_door_yet_is_not_done() {
        var story = visiting().sofar().passes(9);
        assertEquals("Visiting", story.at());
        assertEquals(List.of("ends a visit of crew[glass 30.00, paper 12.00]"), story.passes(2).demanded());
    }

    @Test
    void a_lock_that_fell_back_is_released_by_a_crews_card_again() {
        assertEquals(List.of("unlocks [glass, paper]", "unlocks [glass, paper]"),
                visiting().sofar().card(CREW).card(OTHER_CREW).demanded());
    }

    @Test
    void a_resident_meanwhile_has_a_fact_and_no_door() {
        assertEquals(List.of("ends busy for ann"), visiting().sofar().card(ANN).card(ANN).demanded());
    }

    @Test
    void a_visit_does_not_last_for_ever() {
        var story = visiting().opens(PAPER).sofar().passes(601);
        assertEquals(List.of("ends a visit of crew[glass 30.00]", "locks", "tells door-left-open of paper"),
                story.demanded());
        assertEquals("Resting", story.at());
    }

    @Test
    void a_door_that_nobody_shuts_or_knows_ends_with_the_time_of_the_visit() {
        assertEquals(List.of("ends a visit of crew[glass 30.00]"),
                visiting().losesDoor(PAPER).sofar().passes(601).demanded());
    }

    @Test
    void in_a_fire_no_crew_is_let_in() {
        assertEquals("out-of-service for crew", resting().raises(SMOKE).card(CREW).told());
        var story = resting().journalWaits().card(CREW).passes(FRAME).raises(SMOKE).sofar().journalCommits();
        assertEquals(List.of(), story.demanded());
        assertEquals(List.of(), story.card(CREW).demanded());
        assertEquals(List.of("unlocks [glass, paper]"), story.clears(SMOKE).sofar().card(CREW).demanded());
    }

    @Test
    void another_alarm_keeps_no_crew_out() {
        var story = resting().raises(new Sounding(Alarm.ENCLOSURE, "housing")).sofar().card(CREW).passes(FRAME);
        assertEquals("Visiting", story.at());
        assertEquals(List.of("locks", "tells tilt of t"),
                story.sofar().raises(new Sounding(Alarm.TILT, "t")).demanded());
        assertEquals(List.of("unlocks [glass, paper]"), story.sofar().card(CREW).demanded());
    }

    @Test
    void a_forced_door_is_no_reason_to_keep_the_crew_out_and_ends_when_they_shut_it() {
        var story = resting().opens(PAPER).card(CREW).passes(6);
        assertEquals("Visiting", story.at());
        assertEquals(List.of("tells door-forced of paper over"), story.sofar().shuts(PAPER).demanded());
    }

    @Test
    void a_visit_whose_beginning_was_not_written_unlocks_nothing_and_leaves_a_fact() {
        var story = resting().journalWaits().card(CREW).passes(FRAME).sofar().journalFails().passes(1.2);
        assertEquals(List.of("ends out-of-service for crew"), story.demanded());
        assertEquals("Choosing", story.journalCommits().card(ANN).at());
    }

    @Test
    void the_end_of_a_visit_is_offered_until_it_is_written() {
        var story = visiting().opens(PAPER).shuts(PAPER).journalWaits().passes(6).journalFails().sofar().passes(1.2);
        assertEquals(List.of("ends a visit of crew[glass 30.00, paper 12.00]"), story.demanded());
        assertEquals("Resting", story.journalCommits().at());
    }

    @Test
    void a_visit_that_broke_off_ends_before_anything_else_and_unlocks_nothing() {
        var story = BinStory.startsAfter(new Bin.Unfinished.OfVisit(CREW, new Recorded(7, "id-7"))).passes(FRAME);
        assertEquals(List.of("ends a visit of crew, broken[]"), story.demanded());
        assertEquals("Resting", story.at());
    }
}
