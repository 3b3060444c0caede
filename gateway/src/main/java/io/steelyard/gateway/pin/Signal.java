package io.steelyard.gateway.pin;

import io.steelyard.gateway.station.View.Phase;
import io.steelyard.gateway.station.View;
import io.steelyard.gateway.weighing.Outcome;

/**
 * What one station's lamps and buzzer say. It follows the views one by one, because a single view does not tell whether the
 * bag on the pan is the one that was recorded: after a lost scale the old outcome is still shown, over another bag.
 *
 * @param phase where the station stands
 * @param outcome how its latest attempt ended
 * @param ended whether the load on the pan is the one of that attempt
 * @param recordings how many weighings were recorded since the start
 */
record Signal(Phase phase, Outcome outcome, boolean ended, int recordings) {
    /** Before the first view; no lamp is lit. */
    static final Signal NONE = new Signal(Phase.CLEAR_THE_PAN, new Outcome.None(), false, 0);

    Signal after(View view) {
        boolean cleared = view.phase() == Phase.CLEAR_THE_PAN;
        return new Signal(view.phase(), view.outcome(), cleared && (working() || ended),
                newlyRecorded(view) ? recordings + 1 : recordings);
    }

    private boolean newlyRecorded(View view) {
        return view.outcome() instanceof Outcome.Recorded now
                && !(outcome instanceof Outcome.Recorded before && before.id().equals(now.id()));
    }

    boolean working() {
        return phase == Phase.STEADY || phase == Phase.SCAN_THE_CODE || phase == Phase.READY
                || phase == Phase.SAVING;
    }

    boolean recorded() {
        return ended && outcome instanceof Outcome.Recorded;
    }

    boolean refused() {
        return ended && outcome instanceof Outcome.NotRecorded;
    }
}
