package io.steelyard.gateway.scale;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

import io.steelyard.gateway.frame.Ascii;

/** Numbers as scales write them, read exactly. Never binary floating point. */
final class Numbers {

    /** A point, never a comma, with digits on both sides. */
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final Pattern SIGNED = Pattern.compile("[+-][0-9]+(\\.[0-9]+)?");
    private static final Pattern BLANKS_FIRST = Pattern.compile(" *([-0-9].*)");
    private static final Pattern MAGNITUDE = Pattern.compile(" *([0-9]+(\\.[0-9]+)?)");

    private Numbers() {}

    /** Plain digits with an implied point, {@code decimals} from the right; empty unless every byte is a digit. */
    static Optional<BigDecimal> implied(byte[] bytes, int from, int to, int decimals) {
        long unscaled = 0;
        for (int at = from; at < to; at++) {
            if (!Ascii.isDigit(bytes[at])) {
                return Optional.empty();
            }
            unscaled = unscaled * 10 + bytes[at] - '0';
        }
        return Optional.of(BigDecimal.valueOf(unscaled, decimals));
    }

    /** Written with a sign that is always there, plus or minus, and no blanks. */
    static Optional<BigDecimal> signed(String text) {
        return SIGNED.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /** Right-aligned in its field with blanks before it, never among or behind its digits. */
    static Optional<BigDecimal> padded(String field) {
        var padded = BLANKS_FIRST.matcher(field);
        return padded.matches() ? written(padded.group(1)) : Optional.empty();
    }

    /** A sign column (plus or blank, or minus), and the magnitude right-aligned in a field of its own. */
    static Optional<BigDecimal> padded(char sign, String field) {
        var padded = MAGNITUDE.matcher(field);
        if (!padded.matches() || sign != '+' && sign != ' ' && sign != '-') {
            return Optional.empty();
        }
        var magnitude = new BigDecimal(padded.group(1));
        return Optional.of(sign == '-' ? magnitude.negate() : magnitude);
    }

    /** Written with its own minus sign and point; the digits after the point are kept. */
    static Optional<BigDecimal> written(String text) {
        return DECIMAL.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }
}
