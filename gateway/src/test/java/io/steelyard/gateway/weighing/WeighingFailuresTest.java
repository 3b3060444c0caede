package io.steelyard.gateway.weighing;

import static io.steelyard.gateway.weighing.Event.CodeKind.BAG;
import static io.steelyard.gateway.weighing.Story.SETTLED;
import static io.steelyard.gateway.weighing.Story.armed;
import static io.steelyard.gateway.weighing.Story.begins;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.steelyard.gateway.weighing.Event.CommitFailed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Stories of what goes wrong: silence, lost links, a journal that is slow or refuses. */
class WeighingFailuresTest {
    private static final String SILENT = "the scale is silent; check its power, cable and output format";

    @Test
    void a_silent_scale_is_a_fault_until_the_pan_was_seen_empty_again() {
        var story = armed().silence(3.0);
        assertEquals("Idle", story.at());

        assertEquals(new State.Faulted(new Sentence(Sentence.Code.SCALE_SILENT, SILENT), Optional.empty()),
                story.silence(0.2).state());
        assertEquals("Clearing", story.weights("10.10").at());
        assertEquals(List.of(), story.settled("10.10").drafts());
        assertEquals(List.of("10.10"), story.emptied().settled("10.10").drafts());
    }

    @Test
    void silence_is_a_fault_in_every_state_that_waits_for_the_scale() {
        assertEquals("Faulted", begins().silence(3.2).at());
        assertEquals("Faulted", armed().silence(3.2).at());
        assertEquals("Faulted", armed().weights("10.10").silence(3.2).at());
        assertEquals("Faulted", armed(BAG).settled("10.10").silence(3.2).at());
    }

    @Test
    void a_scale_that_sends_only_statuses_is_not_silent() {
        var story = armed();
        for (int frame = 0; frame < 100; frame++) {
            story.status("busy").silence(0.1);
        }

        assertEquals("Idle", story.at());
    }

    @Test
    void a_lost_link_is_a_fault_in_every_state() {
        assertEquals("Faulted", begins().linkLost().at());
        assertEquals("Faulted", armed().linkLost().at());
        assertEquals("Faulted", armed().weights("10.10").linkLost().at());
        assertEquals("Faulted", armed(BAG).settled("10.10").linkLost().at());
        assertEquals("Faulted", armed().journalWaits().settled("10.10").linkLost().at());
        assertEquals("Faulted", armed().silence(4).linkLost().at());
    }

    @Test
    void a_link_that_came_back_is_still_a_fault_until_a_weight_comes() {
        var story = armed().linkLost().silence(10).linkUp().status("busy");

        assertEquals("Faulted", story.at());
        assertEquals("Clearing", story.weights("0.00").at());
        assertEquals("Idle", story.weights(SETTLED - 1, "0.00").at());
    }

    @Test
    void a_bag_that_lay_there_while_the_link_was_lost_is_not_weighed_twice() {
        var story = armed().settled("10.10").linkLost().linkUp().weights(50, "10.10");

        assertEquals(List.of("10.10"), story.drafts());
    }

    @Test
    void a_frame_from_before_the_loss_does_not_help_to_clear_after_it() {
        assertEquals("Clearing", begins().weights(SETTLED - 1, "0.00").linkLost().weights("0.00").at());
    }

    @Test
    void a_commit_answered_while_the_link_is_lost_still_shows_as_recorded() {
        var story = armed().journalWaits().settled("10.10").linkLost().journalCommits();

        assertEquals("recorded 10.10", story.reason());
        assertEquals("Faulted", story.at());
        assertEquals(List.of("10.10"), story.linkUp().settled("10.10").drafts(), "and the bag must be lifted");
    }

    @Test
    void a_commit_that_failed_while_the_link_is_lost_shows_as_not_recorded() {
        var story = armed().journalWaits().settled("10.10").linkLost().journalFails("the disk is full");

        assertEquals("the disk is full", story.reason());
        assertEquals("Faulted", story.at());
    }

    @Test
    void a_draft_that_outlives_a_lost_link_is_awaited_as_before() {
        var story = armed().journalWaits().settled("10.10").linkLost().linkUp().weights(30, "0.00");

        assertEquals("Committing", story.at());
        assertEquals("Clearing", story.journalCommits().at());
        assertEquals(List.of("10.10"), story.drafts());
    }

    @Test
    void nothing_else_is_weighed_while_a_draft_is_with_the_journal() {
        var story = armed().journalWaits().settled("10.10").emptied().settled("7.30").silence(60);

        assertEquals(List.of("10.10"), story.drafts());
        assertEquals("Committing", story.at());
    }

    @Test
    void nothing_is_called_recorded_before_the_journal_says_so() {
        var story = armed().journalWaits().settled("10.10");

        assertEquals("nothing attempted", story.reason());
        assertEquals("recorded 10.10", story.journalCommits().reason());
        assertEquals(new Outcome.Recorded(story.lastDraft(), 1, "id-1"), story.outcome());
    }

    @Test
    void a_failed_commit_is_not_recorded_and_the_bag_must_be_lifted() {
        var story = armed().journalWaits().settled("10.10").journalFails("the disk is full");

        assertEquals("the disk is full", story.reason());
        assertEquals("Clearing", story.at());
        assertEquals(1, story.weights(50, "10.10").drafts().size());
        assertEquals(2, story.emptied().settled("10.10").drafts().size());
    }

    @Test
    void an_answer_to_another_draft_changes_nothing() {
        var waiting = armed().journalWaits().settled("10.10");
        long captured = waiting.lastDraft().capturedNanos();
        var before = waiting.point();
        assertEquals(before, waiting.committed(captured - 1).point());
        assertEquals(before, waiting.then(new CommitFailed(0, captured + 1, "foreign")).point());

        var answered = waiting.journalCommits();
        var after = answered.point();
        assertEquals(after, answered.committed(captured).point(), "a second answer to the same draft");
        assertEquals(after, answered.then(new CommitFailed(0, captured, "late")).point());
    }

    @Test
    void a_late_answer_does_not_end_the_next_weighing() {
        var story = armed(BAG).journalWaits().code(BAG, "B1").settled("10.10").journalCommits();
        long first = story.lastDraft().capturedNanos();
        story.emptied().settled("7.30");

        assertEquals("Identifying", story.committed(first).at());
        assertEquals("Committing", story.code(BAG, "B2").at());
        assertEquals("Committing", story.committed(first).at());
    }
}
