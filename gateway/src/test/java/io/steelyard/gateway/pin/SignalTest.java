package io.steelyard.gateway.pin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.steelyard.gateway.bin.BinView.Phase;
import io.steelyard.gateway.bin.BinView;
import io.steelyard.gateway.deposit.Alarm;
import io.steelyard.gateway.deposit.Outcome;
import io.steelyard.gateway.pin.Pin.Shows;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a bin's view lights: of the compartment paper, of glass, which is full, and of the bin as a whole. */
class SignalTest {
    private static final Set<Shows> NONE = Set.of();
    private static final Set<Shows> READY = Set.of(Shows.READY);
    private static final Set<Shows> WORKING = Set.of(Shows.WORKING);
    private static final Set<Shows> RECORDED = Set.of(Shows.RECORDED);
    private static final Set<Shows> FAULT = Set.of(Shows.FAULT);

    @Test
    void who_may_be_used_is_ready_and_who_takes_nothing_is_at_fault() {
        lights(READY, FAULT, READY, BinViews.ready());
    }

    @Test
    void a_session_works_in_its_compartment_and_in_no_other() {
        lights(NONE, FAULT, WORKING, BinViews.serves(Phase.CHOOSE, ""));
        lights(WORKING, FAULT, WORKING, BinViews.serves(Phase.WAIT, "paper"));
        lights(WORKING, FAULT, WORKING, BinViews.serves(Phase.OPEN_THE_DOOR, "paper"));
        lights(WORKING, FAULT, WORKING, BinViews.serves(Phase.SHUT_THE_DOOR, "paper"));
        lights(WORKING, FAULT, WORKING, BinViews.serves(Phase.WEIGHING, "paper"));
        lights(NONE, FAULT, WORKING, BinViews.serves(Phase.VISIT, ""));
    }

    @Test
    void only_a_credited_deposit_is_recorded_and_only_where_it_was_put() {
        lights(RECORDED, FAULT, RECORDED, BinViews.ended(Outcome.CREDITED, 1));
        for (var outcome : Outcome.values()) {
            if (outcome != Outcome.CREDITED) {
                lights(NONE, FAULT, FAULT, BinViews.ended(outcome, 0));
            }
        }
    }

    @Test
    void every_alarm_is_everywhere_a_fault_and_sounds_until_it_is_over() {
        for (var alarm : Alarm.values()) {
            lights(FAULT, FAULT, FAULT, BinViews.alarmed(alarm));
            Signal.of(BinViews.alarmed(alarm)).values().forEach(signal -> assertEquals(true, signal.sounding()));
        }
        Signal.of(BinViews.ready()).values().forEach(signal -> assertEquals(false, signal.sounding()));
    }

    @Test
    void each_credit_is_a_beep() {
        Signal.of(BinViews.ended(Outcome.CREDITED, 7)).values().forEach(signal -> assertEquals(7, signal.beeps()));
    }

    private static void lights(Set<Shows> paper, Set<Shows> glass, Set<Shows> bin, BinView view) {
        var signals = Signal.of(view);
        assertEquals(paper, signals.getOrDefault("paper", Signal.NONE).lit(), view::toString);
        assertEquals(glass, signals.getOrDefault("glass", Signal.NONE).lit(), view::toString);
        assertEquals(bin, signals.getOrDefault("bin-1", Signal.NONE).lit(), view::toString);
    }
}
