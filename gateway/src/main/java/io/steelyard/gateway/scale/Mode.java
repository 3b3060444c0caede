package io.steelyard.gateway.scale;

/** Which weight a number is. */
public enum Mode {
    GROSS("gross"),
    NET("net"),
    TARE("tare"),
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
