package io.steelyard.sim.script;

import java.math.BigDecimal;

/** What somebody does to a device. {@code toString} is how it is told to the person who watches. */
public sealed interface Act {
    /** A load is put on a scale, in place of whatever lay there. */
    record Place(BigDecimal kilograms) implements Act {
        @Override
        public String toString() {
            return "place " + kilograms.toPlainString() + " kg";
        }
    }

    /** A scale is emptied. */
    record Clear() implements Act {
        @Override
        public String toString() {
            return "clear";
        }
    }

    /** A card or tag comes into a reader's field. */
    record Present(String code) implements Act {
        @Override
        public String toString() {
            return "present " + code;
        }
    }

    /** A reader's field becomes empty. */
    record Withdraw() implements Act {
        @Override
        public String toString() {
            return "withdraw";
        }
    }

    /** What a sensor measures becomes this: millimetres, or tenths of a degree Celsius. */
    record Measure(int value) implements Act {
        @Override
        public String toString() {
            return "measure " + value;
        }
    }

    /** A code is held before a scanner. */
    record Scan(String text) implements Act {
        @Override
        public String toString() {
            return "scan " + text;
        }
    }
}
