package io.steelyard.gateway.pin;

import io.steelyard.gateway.bin.BinView;
import io.steelyard.gateway.bin.BinView.Phase;
import io.steelyard.gateway.deposit.Outcome;
import io.steelyard.gateway.pin.Pin.Shows;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What lamps and buzzers say of what they follow: a station, a compartment, a bin.
 *
 * @param lit the lamps that are lit
 * @param sounding whether buzzers sound without pause
 * @param beeps how often they have beeped since the start
 */
record Signal(Set<Shows> lit, boolean sounding, int beeps) {
    /** Before anything is shown. */
    static final Signal NONE = new Signal(Set.of(), false, 0);

    Signal {
        lit = Set.copyOf(lit);
    }

    /** What a bin's view says of each of its compartments and of itself, by name. */
    static Map<String, Signal> of(BinView view) {
        var signals = new HashMap<String, Signal>();
        boolean alarmed = !view.alarms().isEmpty();
        view.compartments()
                .forEach(part -> signals.put(part.name(), new Signal(lit(view, part), alarmed, view.credits())));
        signals.put(view.bin(), new Signal(lit(view), alarmed, view.credits()));
        return Map.copyOf(signals);
    }

    private static Set<Shows> lit(BinView view, BinView.Part part) {
        boolean fault = !part.takes() || !view.alarms().isEmpty();
        return lit(!fault && view.phase() == Phase.READY,
                view.phase() != Phase.ENDED && view.serves().filter(part.name()::equals).isPresent(),
                view.phase() == Phase.ENDED && view.ended().filter(shown -> shown.outcome() == Outcome.CREDITED)
                        .flatMap(BinView.Shown::compartment).filter(part.name()::equals).isPresent(),
                fault);
    }

    private static Set<Shows> lit(BinView view) {
        boolean credited = view.ended().filter(shown -> shown.outcome() == Outcome.CREDITED).isPresent();
        boolean fault = view.phase() == Phase.OUT_OF_SERVICE || !view.alarms().isEmpty()
                || view.phase() == Phase.ENDED && !credited;
        return lit(!fault && view.phase() == Phase.READY, working(view.phase()),
                view.phase() == Phase.ENDED && credited, fault);
    }

    private static boolean working(Phase phase) {
        return switch (phase) {
            case CHOOSE, WAIT, OPEN_THE_DOOR, SHUT_THE_DOOR, WEIGHING, VISIT -> true;
            case READY, ENDED, OUT_OF_SERVICE -> false;
        };
    }

    static Set<Shows> lit(boolean ready, boolean working, boolean recorded, boolean fault) {
        var lit = EnumSet.noneOf(Shows.class);
        if (ready) {
            lit.add(Shows.READY);
        }
        if (working) {
            lit.add(Shows.WORKING);
        }
        if (recorded) {
            lit.add(Shows.RECORDED);
        }
        if (fault) {
            lit.add(Shows.FAULT);
        }
        return lit;
    }
}
