package io.steelyard.gateway.scale;

/** Which weight a number is. */
public enum Mode {
    /** Everything on the pan. */
    GROSS("gross"),
    /** Less the tare. */
    NET("net"),
    /** The tare itself, never a weighing. */
    TARE("tare"),
    /** The frame does not say. */
    UNKNOWN("unknown");

    private final String text;

    Mode(String text) {
        this.text = text;
    }

    /** The mode as written in output. */
    public String text() {
        return text;
    }
}
