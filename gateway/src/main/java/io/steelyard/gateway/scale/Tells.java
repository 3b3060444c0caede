package io.steelyard.gateway.scale;

/** What a frame that may be captured says of its number. What it does not say, the configuration or the values must. */
enum Tells {
    UNIT("unit"),
    STABILITY("stability"),
    /** Gross or net; in some dialects only if the scale is set so. */
    MODE("gross/net"),
    /** That the load is outside the scale's range, even if not on which side. */
    OVERLOAD("overload");

    private final String text;

    Tells(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
