package io.steelyard.gateway.scale;

import java.util.Set;

/** What a device says beside the number. Sets of flags keep this order. */
public enum Flag {
    /** Above the scale's range. */
    OVERLOAD("overload", true),
    /** Below the scale's range. */
    UNDERLOAD("underload", true),
    /** Outside the scale's range, on a side not said. */
    OUT_OF_RANGE("out-of-range", true),
    /** Not settled; {@link ScaleValue.Reading#stable()} says the same as {@link Truth#NO}. */
    MOTION("motion", false),
    /** The device itself says that the load is zero. */
    ZERO("zero", false),
    /** A held or peak value, not what is on the pan now. */
    HOLD("hold", true),
    /** A digit finer than the scale is good for. */
    HIGH_RESOLUTION("high-resolution", true),
    /** The display expanded for service, finer than the scale is good for. */
    EXPANDED("expanded", true),
    /** Switched on and not zeroed since: the number has no base. */
    POWER_UP("power-up", true),
    /** The number is a tare brought back to the display. */
    TARE_RECALL("tare-recall", true),
    /** Net of a tare that was typed in, not weighed. */
    NET_PRESET("net-preset", false),
    /** The number counts pieces: it is no weight. None of the other flags says so. */
    COUNT("count", true),
    /** Setting zero failed, or the zero is off: the device itself does not trust its number. */
    ZERO_ERROR("zero-error", true),
    /** The number is a converter's raw count: nobody has said what it weighs. */
    UNCALIBRATED("uncalibrated", true);

    private final String text;
    private final boolean forbidsCapture;

    Flag(String text, boolean forbidsCapture) {
        this.text = text;
        this.forbidsCapture = forbidsCapture;
    }

    /** The flag as written in output. */
    public String text() {
        return text;
    }

    /** Adds a flag to those of a frame if its bit is set. */
    static void addIf(Set<Flag> flags, int bit, Flag flag) {
        if (bit != 0) {
            flags.add(flag);
        }
    }

    /** Does it say that the load is outside the scale's range? */
    boolean outOfRange() {
        return this == OVERLOAD || this == UNDERLOAD || this == OUT_OF_RANGE;
    }

    /** Must a number with this flag never become a weighing, whatever its value? */
    boolean forbidsCapture() {
        return forbidsCapture;
    }
}
