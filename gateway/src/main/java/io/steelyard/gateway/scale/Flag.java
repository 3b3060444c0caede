package io.steelyard.gateway.scale;

/** What a device says beside the number. Sets of flags keep this order. */
public enum Flag {
    OVERLOAD("overload", true),
    UNDERLOAD("underload", true),
    OUT_OF_RANGE("out-of-range", true),
    /** Not settled; {@link ScaleValue.Reading#stable()} says the same as {@link Truth#NO}. */
    MOTION("motion", false),
    /** The device itself says that the load is zero. */
    ZERO("zero", false),
    HOLD("hold", true),
    HIGH_RESOLUTION("high-resolution", true),
    /** More digits than the scale is good for. */
    EXPANDED("expanded", true),
    /** Switched on and not zeroed since: the number has no base. */
    POWER_UP("power-up", true),
    TARE_RECALL("tare-recall", true),
    /** Net of a tare that was typed in, not weighed. */
    NET_PRESET("net-preset", false);

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

    /** Must a number with this flag never become a weighing, whatever its value? */
    boolean forbidsCapture() {
        return forbidsCapture;
    }
}
