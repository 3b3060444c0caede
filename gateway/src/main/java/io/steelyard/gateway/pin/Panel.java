package io.steelyard.gateway.pin;

import io.steelyard.gateway.bin.BinDisplay;
import io.steelyard.gateway.station.Display;

/** The lamps, buzzers and locks of a gateway, wherever they are wired. Any thread; nothing here waits. */
public interface Panel extends Display, BinDisplay {
    /**
     * Makes an output active for its pulse: opens a lock, shows a lamp, sounds a buzzer.
     *
     * @param name an output's, or a compartment's: then its locks'
     * @return false when too many wait
     */
    boolean pulse(String name);

    /** Every lock rests, as soon as the lines are next driven, and no pulse asked for before comes after: an alarm. */
    void rest();
}
