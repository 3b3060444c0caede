package io.steelyard.gateway.weighing;

import static io.steelyard.gateway.weighing.Event.CodeKind.BAG;
import static io.steelyard.gateway.weighing.Event.CodeKind.HOUSEHOLD;
import static io.steelyard.gateway.weighing.Story.SETTLED;
import static io.steelyard.gateway.weighing.Story.armed;
import static io.steelyard.gateway.weighing.Story.confirming;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the clerk chooses and confirms. */
class WeighingConfirmTest {
    @Test
    void a_settled_load_waits_for_its_confirmation_and_is_then_recorded_once() {
        var story = confirming().settled("10.10").weights(20, "10.10");
        assertEquals(List.of(), story.drafts());
        assertEquals("Ready", story.at());
        story.confirmed("10.10").confirmed("10.10").weights(20, "10.10").confirmed("10.10");
        assertEquals(List.of("10.10"), story.drafts());
        assertEquals(Optional.of("w1"), story.lastDraft().operator());
    }

    @Test
    void a_second_confirmation_while_the_first_is_written_records_nothing() {
        var story = confirming().journalWaits().settled("10.10").confirmed("10.10").confirmed("10.10");
        assertEquals("being-saved", story.refusal());
        assertEquals(List.of("10.10"), story.drafts());
    }

    @Test
    void what_is_confirmed_is_what_was_shown() {
        var story = confirming().settled("10.10").confirmed("10.11");
        assertEquals("another-weight", story.refusal());
        assertEquals("Ready", story.at(), "and may be confirmed rightly");
        assertEquals(List.of("10.1"), confirming().settled("10.1").confirmed("10.10").drafts(), "the same number");
    }

    @Test
    void a_bag_that_was_exchanged_since_it_was_shown_is_not_recorded() {
        var story = confirming().settled("10.10").settled("7.30").confirmed("10.10");
        assertEquals("another-weight", story.refusal());
        assertEquals(List.of(), story.drafts());
    }

    @Test
    void a_load_that_flickers_between_two_steps_shows_one_number_until_it_is_confirmed() {
        var story = confirming().settled("10.10").weights(20, "10.11", "10.11", "10.10");
        assertEquals("10.10",
                assertInstanceOf(State.Ready.class, story.state()).shown().reading().value().toPlainString());
        assertEquals(List.of("10.10"), story.confirmed("10.10").drafts());
    }

    @Test
    void before_the_load_has_settled_a_confirmation_does_nothing() {
        var story = confirming().weights(SETTLED - 1, "10.10").confirmed("10.10");
        assertEquals("nothing-to-confirm", story.refusal());
        assertEquals("Ready", story.weights("10.10").at());
        assertEquals(List.of(), story.drafts());
    }

    @Test
    void without_its_codes_a_load_cannot_be_confirmed() {
        var story = confirming(BAG).settled("10.10").confirmed("10.10");
        assertEquals("nothing-to-confirm", story.refusal());
        assertEquals(List.of("B1"), story.code(BAG, "B1").confirmed("10.10").bags());
    }

    @Test
    void a_household_may_come_while_the_clerk_is_waited_for() {
        var story = confirming(BAG).code(BAG, "B1").settled("10.10").code(HOUSEHOLD, "H1").confirmed("10.10");
        assertEquals(Optional.of("H1"), story.lastDraft().codes().of(HOUSEHOLD));
    }

    @Test
    void codes_do_not_grow_old_while_the_clerk_is_waited_for() {
        var story = confirming(BAG).code(BAG, "B1").settled("10.10").weights(400, "10.10").confirmed("10.10");
        assertEquals(List.of("B1"), story.bags());
    }

    @Test
    void of_a_scale_that_fell_silent_nothing_is_confirmed() {
        var story = confirming().settled("10.10").silence(1).confirmed("10.10");
        assertEquals("weight-too-old", story.refusal());
        assertEquals(List.of(), story.drafts());
    }

    @Test
    void a_load_that_nobody_confirms_is_not_recorded_until_it_was_lifted() {
        var story = confirming().settled("10.10").weights(700, "10.10").silence(0.1).confirmed("10.10");
        assertEquals("nobody confirmed in time", story.reason());
        assertEquals(List.of("10.10"), story.emptied().settled("10.10").confirmed("10.10").drafts());
    }

    @Test
    void where_nobody_has_to_confirm_a_confirmation_changes_nothing() {
        var story = armed().confirmed("10.10");
        assertEquals("nothing-to-confirm", story.refusal());
        assertEquals(List.of("10.10"), story.settled("10.10").drafts());
    }

    @Test
    void a_choice_belongs_to_one_weighing() {
        var story = armed().chosen("0101", "1.00").settled("10.10").emptied().settled("7.30");
        assertEquals(Choice.NONE, story.lastDraft().choice());
        assertEquals(List.of("10.10", "7.30"), story.drafts());
    }

    @Test
    void the_newest_choice_counts_also_while_the_load_waits() {
        var story = confirming().chosen("0101", "1.00").settled("10.10").chosen("0201", "2.00").confirmed("10.10");
        assertEquals(new Choice(Optional.of("0201"), new BigDecimal("2.00")), story.lastDraft().choice());
    }

    @Test
    void a_choice_goes_with_the_load_that_was_taken_away() {
        var story = confirming().weights("10.10").chosen("0101", "1.00").emptied().settled("7.30").confirmed("7.30");
        assertEquals(Choice.NONE, story.lastDraft().choice());
    }

    @Test
    void a_choice_on_an_empty_pan_is_forgotten_in_time() {
        var story = armed().chosen("0101", "1.00").weights(310, "0.00").silence(0.1).settled("7.30");
        assertEquals(Choice.NONE, story.lastDraft().choice());
    }

    @Test
    void a_fault_clears_the_choice_and_while_it_lasts_nothing_is_chosen_or_confirmed() {
        var story = confirming().chosen("0101", "1.00").linkLost().chosen("0201", "2.00");
        assertEquals("link-lost", story.refusal());
        assertEquals("link-lost", story.confirmed("10.10").refusal());
        assertEquals(Choice.NONE, story.emptied().settled("7.30").confirmed("7.30").lastDraft().choice());
    }

    @Test
    void a_fault_takes_the_readiness_away() {
        var story = confirming().settled("10.10").linkLost().linkUp().settled("10.10").confirmed("10.10");
        assertEquals("nothing-to-confirm", story.refusal(), "the pan must be seen empty first");
        assertEquals(List.of(), story.drafts());
    }

    @Test
    void more_than_there_is_cannot_be_unpaid() {
        assertEquals("unpaid-above-net", confirming().settled("10.10").chosen("0101", "10.11").refusal());
        assertEquals("unpaid-above-net",
                confirming().chosen("0101", "10.11").settled("10.10").confirmed("10.10").refusal());
        assertEquals("the unpaid part 10.11 is more than the weight 10.10; choose a smaller part",
                armed().chosen("0101", "10.11").settled("10.10").reason());
        assertEquals(List.of("10.10"), armed().chosen("0101", "10.10").settled("10.10").drafts(), "all of it may");
    }
}
