package io.steelyard.gateway.pin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.steelyard.gateway.pin.Pin.Shows;
import io.steelyard.gateway.station.View.Phase;
import io.steelyard.gateway.weighing.Outcome;
import io.steelyard.gateway.weighing.Sentence;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which lamps are lit, view by view. */
class PanStoryTest {
    private static final Outcome NONE = new Outcome.None();
    private static final Outcome FIRST = Views.recorded(7);
    private static final Outcome REFUSED = new Outcome.NotRecorded(
            new Sentence(Sentence.Code.UNSETTLED, "the load did not settle"));

    private PanStory story = PanStory.NONE;

    @Test
    void a_station_that_shows_nothing_yet_lights_nothing() {
        assertEquals(List.of(), lit());
    }

    @Test
    void one_lamp_after_the_other_is_lit_through_a_weighing() {
        assertEquals(List.of(), seen(Phase.CLEAR_THE_PAN, NONE));
        assertEquals(List.of(Shows.READY), seen(Phase.PLACE_THE_BAG, NONE));
        assertEquals(List.of(Shows.WORKING), seen(Phase.STEADY, NONE));
        assertEquals(List.of(Shows.WORKING), seen(Phase.SCAN_THE_CODE, NONE));
        assertEquals(List.of(Shows.WORKING), seen(Phase.SAVING, NONE));
        assertEquals(List.of(Shows.RECORDED), seen(Phase.CLEAR_THE_PAN, FIRST));
        assertEquals(List.of(Shows.RECORDED), seen(Phase.CLEAR_THE_PAN, FIRST)); // the weight on the screen moved
        assertEquals(List.of(Shows.READY), seen(Phase.PLACE_THE_BAG, FIRST));
        assertEquals(1, story.recordings());
    }

    @Test
    void a_bag_that_was_not_recorded_is_a_fault_until_it_is_lifted() {
        seen(Phase.STEADY, FIRST);
        assertEquals(List.of(Shows.FAULT), seen(Phase.CLEAR_THE_PAN, REFUSED));
        assertEquals(List.of(Shows.READY), seen(Phase.PLACE_THE_BAG, REFUSED));
        seen(Phase.STEADY, REFUSED);
        assertEquals(List.of(Shows.FAULT), seen(Phase.CLEAR_THE_PAN, REFUSED), "the same reason again");
    }

    @Test
    void a_bag_on_a_scale_that_was_lost_is_not_called_recorded_because_the_one_before_was() {
        seen(Phase.SAVING, NONE);
        seen(Phase.CLEAR_THE_PAN, FIRST);
        seen(Phase.PLACE_THE_BAG, FIRST);
        seen(Phase.STEADY, FIRST);
        assertEquals(List.of(Shows.FAULT), seen(Phase.FAULTED, FIRST));
        assertEquals(List.of(), seen(Phase.CLEAR_THE_PAN, FIRST));
    }

    @Test
    void a_weighing_recorded_while_the_scale_is_lost_counts_and_lights_no_lamp_for_what_lies_there_later() {
        seen(Phase.SAVING, NONE);
        seen(Phase.FAULTED, NONE);
        assertEquals(List.of(Shows.FAULT), seen(Phase.FAULTED, FIRST));
        assertEquals(1, story.recordings());
        assertEquals(List.of(), seen(Phase.CLEAR_THE_PAN, FIRST));
    }

    @Test
    void each_weighing_recorded_counts_once() {
        for (long seq = 1; seq <= 3; seq++) {
            seen(Phase.SAVING, story.outcome());
            seen(Phase.CLEAR_THE_PAN, Views.recorded(seq));
            seen(Phase.PLACE_THE_BAG, Views.recorded(seq));
        }
        assertEquals(3, story.recordings());
    }

    private List<Shows> seen(Phase phase, Outcome outcome) {
        story = story.after(Views.view("bay-1", phase, outcome));
        return lit();
    }

    private List<Shows> lit() {
        return Arrays.stream(Shows.values()).filter(shows -> story.signal().lit().contains(shows)).toList();
    }
}
