package io.steelyard.gateway.weighing;

import static io.steelyard.gateway.weighing.Event.CodeKind.BAG;
import static io.steelyard.gateway.weighing.Event.CodeKind.HOUSEHOLD;
import static io.steelyard.gateway.weighing.Story.armed;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Stories of codes: which go with which load. */
class WeighingCodesTest {
    @Test
    void a_needed_code_may_come_before_the_load() {
        assertEquals(List.of("B1"), armed(BAG).code(BAG, "B1").settled("10.10").bags());
    }

    @Test
    void a_needed_code_may_come_while_the_load_settles() {
        assertEquals(List.of("B1"), armed(BAG).weights(3, "10.10").code(BAG, "B1").weights(10, "10.10").bags());
    }

    @Test
    void a_needed_code_may_come_after_the_load_settled() {
        var story = armed(BAG).weights(50, "10.10");
        assertEquals(List.of(), story.bags());
        assertEquals("Identifying", story.at());

        assertEquals(List.of("B1"), story.code(BAG, "B1").bags());
        assertEquals(story.nowNanos() - Story.STEP_NANOS, story.lastDraft().capturedNanos());
    }

    @Test
    void every_needed_code_is_awaited() {
        var story = armed(BAG, HOUSEHOLD).code(HOUSEHOLD, "H1").settled("10.10");

        assertEquals(List.of(), story.drafts());
        assertEquals(List.of("10.10"), story.code(BAG, "B1").drafts());
        assertEquals(Optional.of("H1"), story.lastDraft().codes().of(HOUSEHOLD));
    }

    @Test
    void a_code_that_is_not_needed_goes_with_the_load_all_the_same() {
        assertEquals(List.of("B1"), armed().code(BAG, "B1").settled("10.10").bags());
    }

    @Test
    void the_latest_code_of_a_kind_counts() {
        assertEquals(List.of("B2"), armed(BAG).code(BAG, "B1").code(BAG, "B2").settled("10.10").bags());
    }

    @Test
    void a_load_whose_code_does_not_come_is_not_recorded_and_must_be_lifted() {
        var story = armed(BAG).weights(613, "10.10").silence(0.1);

        assertEquals("no code was presented in time", story.reason());
        assertEquals(List.of(), story.code(BAG, "B1").weights(50, "10.10").drafts());
    }

    @Test
    void a_code_presented_too_long_ago_does_not_count() {
        var inTime = armed(BAG).code(BAG, "B1").weights(288, "0.00").settled("10.10");
        var late = armed(BAG).code(BAG, "B1").weights(290, "0.00").settled("10.10");

        assertEquals(List.of("B1"), inTime.bags());
        assertEquals(List.of(), late.bags());
        assertEquals("Identifying", late.at());
    }

    @Test
    void a_code_presented_too_long_ago_does_not_go_with_a_load_that_needs_none() {
        assertEquals(List.of("-"), armed().code(BAG, "B1").weights(400, "0.00").settled("10.10").bags());
    }

    @Test
    void a_code_scanned_for_a_load_taken_away_again_does_not_go_to_the_next_bag() {
        var waiting = armed(BAG, HOUSEHOLD).settled("10.10").code(BAG, "B1").emptied();
        assertEquals("Idle", waiting.at());
        waiting.code(HOUSEHOLD, "H2").settled("7.30");
        assertEquals(List.of(), waiting.bags());
        assertEquals("Identifying", waiting.at());

        var settling = armed().weights(3, "10.10").code(BAG, "B1").weights(2, "10.10").emptied();
        assertEquals(List.of("-"), settling.settled("7.30").bags());
    }

    @Test
    void a_code_scanned_while_the_empty_pan_settles_goes_to_the_next_bag() {
        var story = armed().weights(3, "10.10").weights(5, "0.00").code(BAG, "B2").weights(10, "0.00");

        assertEquals(List.of("B2"), story.settled("7.30").bags());
    }

    @Test
    void a_code_scanned_for_a_load_whose_link_was_lost_does_not_go_to_the_next_bag() {
        var settling = armed().weights(3, "10.10").code(BAG, "B1").linkLost().linkUp().emptied();
        assertEquals(List.of("-"), settling.settled("7.30").bags());

        var waiting = armed(BAG, HOUSEHOLD).settled("10.10").code(BAG, "B1").linkLost().linkUp().emptied();
        assertEquals(List.of(), waiting.code(HOUSEHOLD, "H2").settled("7.30").bags());
    }

    @Test
    void a_code_scanned_before_any_load_outlives_a_lost_link() {
        assertEquals(List.of("B1"), armed().code(BAG, "B1").linkLost().linkUp().emptied().settled("7.30").bags());
    }

    @Test
    void a_code_of_a_failed_attempt_is_not_used_again() {
        var story = armed().journalWaits().code(BAG, "B1").settled("10.10").journalFails("the disk is full");

        assertEquals(List.of("B1", "-"), story.emptied().settled("10.10").bags());
    }

    @Test
    void a_code_of_a_load_that_was_given_up_is_not_used_for_the_next() {
        var unsettled = armed().code(BAG, "B1").weights(51, "10.10", "10.50").emptied();
        assertEquals(List.of("-"), unsettled.settled("7.30").bags());

        var incomplete = armed(BAG, HOUSEHOLD).settled("10.10").weights(580, "10.10").code(BAG, "B1")
                .weights(30, "10.10").silence(0.1);
        assertEquals("no code was presented in time", incomplete.reason());
        assertEquals(List.of(), incomplete.emptied().code(HOUSEHOLD, "H2").settled("7.30").bags());
    }

    @Test
    void a_code_scanned_while_the_previous_bag_is_on_the_pan_belongs_to_the_next() {
        var recorded = armed().code(BAG, "B1").settled("10.10").code(BAG, "B2").weights(5, "10.10");
        assertEquals(List.of("B1", "B2"), recorded.emptied().settled("7.30").bags());

        var committing = armed().journalWaits().code(BAG, "B1").settled("10.10").code(BAG, "B2").journalCommits();
        assertEquals(List.of("B1", "B2"), committing.emptied().settled("7.30").bags());
    }

    @Test
    void a_code_goes_with_one_weighing_only() {
        assertEquals(List.of("B1", "-"), armed().code(BAG, "B1").settled("10.10").emptied().settled("7.30").bags());
    }

    @Test
    void a_flicker_beside_zero_does_not_cost_the_code_scanned_before_it() {
        var story = armed(BAG).code(BAG, "B1").weights("0.01").emptied();

        assertEquals(List.of("B1"), story.settled("10.10").bags());
    }

    @Test
    void a_load_that_changes_while_its_code_is_awaited_settles_anew() {
        var story = armed(BAG).settled("10.10").weights(3, "12.50");

        assertEquals("Settling", story.at());
        assertEquals(List.of("12.50"), story.code(BAG, "B1").weights(8, "12.50").drafts());
    }

    @Test
    void a_status_while_a_code_is_awaited_starts_the_settling_and_its_patience_anew() {
        var story = armed(BAG).weights(150, "10.10").status("busy").silence(0.1);

        assertEquals("Settling", story.at());
        assertEquals(List.of("10.10"), story.code(BAG, "B1").settled("10.10").drafts());
    }

    @Test
    void a_code_does_not_capture_a_weight_that_is_no_longer_heard() {
        var story = armed(BAG).settled("10.10").silence(0.5).code(BAG, "B1");

        assertEquals(List.of(), story.drafts(), "the newest frame is 600 ms old");
        assertEquals(List.of("B1"), story.settled("10.10").bags(), "the scale is heard again");
    }

    @Test
    void a_load_that_slips_out_of_range_while_its_code_is_awaited_is_not_captured() {
        var light = armed(BAG).weights(6, "0.20", "0.19").weights(20, "0.19").code(BAG, "B1");
        var heavy = armed(BAG).weights(6, "60.00", "60.01").weights(20, "60.01").code(BAG, "B1");

        assertEquals(List.of(), light.drafts());
        assertEquals(List.of(), heavy.drafts());
    }
}
