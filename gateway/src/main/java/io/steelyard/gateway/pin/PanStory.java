package io.steelyard.gateway.pin;

import io.steelyard.gateway.station.View.Phase;
import io.steelyard.gateway.station.View;
import io.steelyard.gateway.weighing.Outcome;

/**
 * What became of the load on one station's pan. It follows the views one by one, because a single view does not tell whether the
 * bag on the pan is the one that was recorded: after a lost scale the old outcome is still shown, over another bag.
 *
 * @param phase where the station stands
 * @param outcome how its latest attempt ended
 * @param ended whether the load on the pan is the one of that attempt
 * @param recordings how many weighings were recorded since the start
 */
record PanStory(Phase phase, Outcome outcome, boolean ended, int recordings) {
    /** Before the first view; no lamp is lit. */
    static final PanStory NONE = new PanStory(Phase.CLEAR_THE_PAN, new Outcome.None(), false, 0);

    PanStory after(View view) {
        boolean cleared = view.phase() == Phase.CLEAR_THE_PAN;
        return new PanStory(view.phase(), view.outcome(), cleared && (working() || ended),
                newlyRecorded(view) ? recordings + 1 : recordings);
    }

    private boolean newlyRecorded(View view) {
        return view.outcome() instanceof Outcome.Recorded now
                && !(outcome instanceof Outcome.Recorded before && before.id().equals(now.id()));
    }

    /** Ready with the pan empty and armed; working and recorded of the load on it; at fault also where that was not recorded. */
    Signal signal() {
        return new Signal(Signal.lit(phase == Phase.PLACE_THE_BAG, working(),
                ended && outcome instanceof Outcome.Recorded,
                phase == Phase.FAULTED || ended && outcome instanceof Outcome.NotRecorded), false, recordings);
    }

    private boolean working() {
        return phase == Phase.STEADY || phase == Phase.SCAN_THE_CODE || phase == Phase.READY
                || phase == Phase.SAVING;
    }
}
