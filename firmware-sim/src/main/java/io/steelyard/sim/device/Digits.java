package io.steelyard.sim.device;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Weights as fields of a frame. */
final class Digits {
    private static final int GRAM_DECIMALS = 3;
    private static final int CHECKOUT_CHARACTERS = 6;

    private Digits() {}

    /** For protocols that know no grams: these are told in thousandths of a kilogram. */
    static BigDecimal kilograms(BigDecimal value, String unit) {
        return unit.equals("g")
                ? value.movePointLeft(GRAM_DECIMALS).setScale(GRAM_DECIMALS, RoundingMode.HALF_UP)
                : value;
    }

    /** Kilograms as checkout scales have them, xx.xxx; the value is not negative. */
    static String checkout(BigDecimal value, String unit) {
        return zeroFilled(kilograms(value, unit).setScale(GRAM_DECIMALS, RoundingMode.HALF_UP), CHECKOUT_CHARACTERS);
    }

    static String sign(BigDecimal value) {
        return value.signum() < 0 ? "-" : "+";
    }

    /** The amount without its sign, filled with zeros from the left. */
    static String zeroFilled(BigDecimal value, int width) {
        String digits = value.abs().toPlainString();
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    /** Filled with zeros from the left, with a minus sign in the first place and no sign for plus. */
    static String zeroFilledSigned(BigDecimal value, int width) {
        return value.signum() < 0 ? "-" + zeroFilled(value, width - 1) : zeroFilled(value, width);
    }

    /** Filled with spaces from the left; a minus sign stands right before the digits. */
    static String blankFilled(BigDecimal value, int width) {
        return ("%" + width + "s").formatted(value.toPlainString());
    }

    /** The amount without its sign and without its point, filled with zeros from the left. */
    static String withoutPoint(BigDecimal value, int width) {
        return ("%0" + width + "d").formatted(value.unscaledValue().abs());
    }
}
