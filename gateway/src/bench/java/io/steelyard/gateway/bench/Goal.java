package io.steelyard.gateway.bench;

/** What is promised of a figure's median; none of some. */
record Goal(Sense sense, double bound) {
    /** On which side of the bound it should lie. */
    private enum Sense {
        NONE,
        AT_LEAST,
        AT_MOST
    }

    static Goal none() {
        return new Goal(Sense.NONE, 0);
    }

    static Goal atLeast(double bound) {
        return new Goal(Sense.AT_LEAST, bound);
    }

    static Goal atMost(double bound) {
        return new Goal(Sense.AT_MOST, bound);
    }

    boolean isNone() {
        return sense == Sense.NONE;
    }

    boolean isMetBy(double median) {
        return switch (sense) {
            case NONE -> true;
            case AT_LEAST -> median >= bound;
            case AT_MOST -> median <= bound;
        };
    }

    @Override
    public String toString() {
        return switch (sense) {
            case NONE -> "";
            case AT_LEAST -> "≥ " + Numbers.text(bound);
            case AT_MOST -> "≤ " + Numbers.text(bound);
        };
    }
}
