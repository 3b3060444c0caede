package io.steelyard.gateway.weighing;

import static io.steelyard.gateway.weighing.Story.SETTLED;
import static io.steelyard.gateway.weighing.Story.armed;
import static io.steelyard.gateway.weighing.Story.begins;
import static io.steelyard.gateway.weighing.Story.reading;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.steelyard.gateway.scale.Flag;
import io.steelyard.gateway.scale.Mode;
import io.steelyard.gateway.scale.ScaleValue.Reading;
import io.steelyard.gateway.scale.ScaleValue;
import io.steelyard.gateway.scale.Truth;
import io.steelyard.gateway.scale.WeightUnit;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stories of loads: what is weighed, once, and what never is. */
class WeighingPointTest {
    @Test
    void one_bag_is_one_draft_however_long_it_lies_there() {
        var story = armed().weights("3.20", "9.90", "10.40").weights(50, "10.10");

        assertEquals(List.of("10.10"), story.drafts());
        assertEquals("Clearing", story.at());
        assertEquals("recorded 10.10", story.reason());
    }

    @Test
    void a_draft_carries_the_evidence_of_its_capture() {
        var story = armed().settled("10.10");

        var draft = story.lastDraft();
        assertArrayEquals("=10.10".getBytes(StandardCharsets.US_ASCII), draft.frame());
        assertEquals(SETTLED, draft.frames());
        assertEquals(Story.SECOND, draft.spanNanos());
        assertEquals(story.nowNanos() - Story.STEP_NANOS, draft.capturedNanos());
    }

    @Test
    void a_bag_left_over_a_restart_is_not_weighed_twice() {
        var story = begins().weights(100, "10.10");

        assertEquals(List.of(), story.drafts());
        assertEquals("Clearing", story.at());
        assertEquals(List.of("10.10"), story.emptied().settled("10.10").drafts(), "lifted and put back it is");
    }

    @Test
    void two_equal_bags_one_after_the_other_are_two_records() {
        var story = armed().settled("10.10").emptied().settled("10.10");

        assertEquals(List.of("10.10", "10.10"), story.drafts());
    }

    @Test
    void a_bag_swapped_without_an_empty_pan_between_is_not_weighed() {
        var story = armed().settled("10.10").weights(4, "0.00").weights(30, "7.30");

        assertEquals(List.of("10.10"), story.drafts());
    }

    @Test
    void one_frame_that_looks_empty_neither_arms_nor_clears() {
        var recorded = armed().settled("10.10");

        assertEquals(List.of("10.10"), recorded.weights("0.00").weights(30, "10.10").drafts());
        assertEquals("Settling", armed().weights("10.10", "10.10", "0.00", "10.10").at());
    }

    @Test
    void a_pan_is_not_empty_a_frame_or_a_moment_too_early() {
        assertEquals("Clearing", begins().weights(SETTLED - 1, "0.00").at());
        assertEquals("Idle", begins().weights(SETTLED, "0.00").at());

        var sparse = begins();
        for (int frame = 0; frame < 4; frame++) { // four frames, 400 ms apart: long enough, too few
            sparse.weights("0.00").silence(0.3);
        }
        assertEquals("Clearing", sparse.at());
        assertEquals("Idle", sparse.weights("0.00").at());
    }

    @Test
    void a_pan_one_step_off_zero_is_not_empty() {
        assertEquals("Clearing", begins().weights(50, "0.01").at());
        assertEquals("Clearing", begins().weights(50, "-0.01").at());
    }

    @Test
    void one_damaged_frame_does_not_set_the_weight() {
        var damagedLast = armed().weights(SETTLED - 1, "10.10").weights("10.90").settled("10.10");
        var besideFirst = armed().weights("10.11").weights(SETTLED - 1, "10.10");
        var besideLast = armed().weights(SETTLED - 1, "10.10").weights("10.09");

        assertEquals(List.of("10.10"), damagedLast.drafts());
        assertEquals(List.of("10.10"), besideFirst.drafts(), "the value seen most often");
        assertEquals(List.of("10.10"), besideLast.drafts(), "the value seen most often");
    }

    @Test
    void the_frame_of_a_draft_is_one_that_showed_its_weight() {
        var story = armed().weights(SETTLED - 1, "10.10").weights("10.11");

        assertArrayEquals("=10.10".getBytes(StandardCharsets.US_ASCII), story.lastDraft().frame());
    }

    @Test
    void of_two_adjacent_values_seen_equally_often_the_lower_counts() {
        var fallen = armed().weights(4, "10.11", "10.10").silence(0.1).weights("10.11", "10.10");
        var risen = armed().weights(4, "10.10", "10.11").silence(0.1).weights("10.10", "10.11");

        assertEquals(List.of("10.10"), fallen.drafts());
        assertEquals(List.of("10.10"), risen.drafts());
    }

    @Test
    void a_load_that_swings_over_three_steps_waits() {
        var story = armed().weights(10, "10.09", "10.10", "10.11");

        assertEquals(List.of(), story.drafts());
        assertEquals("Settling", story.at());
        assertEquals(List.of("10.10"), story.settled("10.10").drafts());
    }

    @Test
    void a_load_that_never_settles_is_not_recorded_and_must_be_lifted() {
        var story = armed().weights(50, "10.10", "10.50").silence(0.2);

        assertEquals("the load did not settle", story.reason());
        assertEquals(List.of(), story.settled("10.10").settled("10.10").drafts());
        assertEquals(List.of("10.10"), story.emptied().settled("10.10").drafts());
    }

    static Stream<Reading> unusable() {
        return Stream.of(reading("10.10", WeightUnit.KILOGRAM, Truth.NO),
                reading("10.10", WeightUnit.KILOGRAM, Truth.UNKNOWN, Flag.MOTION),
                reading("10.10", WeightUnit.POUND, Truth.YES), reading("10.105"),
                reading("10.10", WeightUnit.KILOGRAM, Truth.YES, Flag.OVERLOAD),
                reading("10.10", WeightUnit.KILOGRAM, Truth.YES, Flag.HOLD),
                ScaleValue.reading(new BigDecimal("10.10"), WeightUnit.KILOGRAM, Truth.YES, Mode.TARE, Set.of()));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void a_frame_that_may_not_count_starts_the_settling_anew(Reading unusable) {
        var story = armed().weights(SETTLED - 1, "10.10").frame(unusable).weights(SETTLED - 1, "10.10");

        assertEquals(List.of(), story.drafts());
        assertEquals(List.of("10.10"), story.weights("10.10").drafts());
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void frames_that_may_not_count_never_become_a_weighing(Reading unusable) {
        var story = armed();
        for (int frame = 0; frame < 50; frame++) {
            story.frame(unusable);
        }

        assertEquals(List.of(), story.drafts());
    }

    @Test
    void a_status_without_a_weight_starts_the_settling_anew() {
        var story = armed().weights(SETTLED - 1, "10.10").status("overload").weights(SETTLED - 1, "10.10");

        assertEquals(List.of(), story.drafts());
        assertEquals(List.of("10.10"), story.weights("10.10").drafts());
    }

    @Test
    void a_status_without_a_weight_starts_the_clearing_anew() {
        assertEquals("Clearing", begins().weights(SETTLED - 1, "0.00").status("busy").weights("0.00").at());
    }

    @Test
    void a_frame_in_motion_starts_the_clearing_anew() {
        var story = begins().weights(SETTLED - 1, "0.00").frame(reading("0.00", WeightUnit.KILOGRAM, Truth.NO));

        assertEquals("Clearing", story.weights(SETTLED - 1, "0.00").at());
        assertEquals("Idle", story.weights("0.00").at());
    }

    @Test
    void a_scale_that_says_nothing_of_unit_and_stability_is_weighed_by_its_numbers() {
        var bare = ScaleValue.reading(new BigDecimal("10.10"), null, Truth.UNKNOWN, Mode.UNKNOWN, Set.of());
        var story = armed();
        for (int frame = 0; frame < SETTLED; frame++) {
            story.frame(bare);
        }

        assertEquals(List.of("10.10"), story.drafts());
    }

    @Test
    void a_gap_between_frames_starts_the_settling_anew() {
        var bridged = armed().weights(SETTLED - 1, "10.10").silence(0.4).weights("10.10");
        var broken = armed().weights(SETTLED - 1, "10.10").silence(0.5).weights("10.10");

        assertEquals(List.of("10.10"), bridged.drafts(), "500 ms after the frame before");
        assertEquals(List.of(), broken.drafts(), "600 ms after it");
    }

    @Test
    void a_load_below_the_least_or_above_the_maximum_is_never_captured() {
        assertEquals(List.of("0.20"), armed().weights(30, "0.20").drafts());
        assertEquals(List.of("60.00"), armed().weights(30, "60.00").drafts());

        var light = armed().weights(101, "0.19").silence(0.1);
        var heavy = armed().weights(101, "60.01").silence(0.1);
        var negative = armed().weights(101, "-5.00").silence(0.1);
        assertEquals("0.19 is below the least capturable load 0.20", light.reason());
        assertEquals("60.01 is above the scale's maximum 60.00", heavy.reason());
        assertEquals("-5.00 is below the least capturable load 0.20", negative.reason());
        assertEquals(List.of("Clearing", "Clearing", "Clearing"), List.of(light.at(), heavy.at(), negative.at()));
        assertEquals(List.of(), light.settled("10.10").drafts(), "what was refused must be lifted first");
    }

    @Test
    void a_refused_load_may_still_become_a_good_one_in_time() {
        assertEquals(List.of("0.25"), armed().weights(30, "0.15").settled("0.25").drafts());
    }

    @Test
    void a_load_taken_away_before_it_settled_is_no_attempt() {
        var story = armed().weights(5, "10.10").emptied();

        assertEquals("Idle", story.at());
        assertEquals("nothing attempted", story.reason());
        assertEquals("nothing attempted", story.weights(200, "0.00").reason());
    }

    @Test
    void a_flicker_beside_zero_is_no_attempt() {
        var story = armed().settled("10.10").emptied().weights("0.01").weights(SETTLED, "0.00");

        assertEquals("Idle", story.at());
        assertEquals("recorded 10.10", story.weights(200, "0.00").reason());
    }

    @Test
    void a_zero_that_drifted_by_a_step_is_refused_and_must_be_cleared() {
        var story = armed().weights(101, "0.01").silence(0.1);

        assertEquals("0.01 is below the least capturable load 0.20", story.reason());
        assertEquals(List.of(), story.settled("10.10").weights(30, "0.01").settled("10.10").drafts());
    }
}
