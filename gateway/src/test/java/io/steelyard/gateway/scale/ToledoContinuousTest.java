package io.steelyard.gateway.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

import io.steelyard.gateway.frame.Ascii;
import io.steelyard.gateway.frame.Check;
import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.frame.Reason;

final class ToledoContinuousTest {

    private static final int TWO_DECIMALS = 0x2C;
    private static final int KILOGRAM = 0x30;
    private static final int PLAIN = 0x20;
    private static final String NO_TARE = "000000";

    @Test
    void the_point_is_where_swa_says() {
        String[] expected = {"123400", "123450", "123456", "12345.6", "1234.56", "123.456", "12.3456", "1.23456"};
        String[] digits = {"123400", "123450", "123456", "123456", "123456", "123456", "123456", "123456"};
        for (int point = 0; point < expected.length; point++) {
            assertEquals(kilograms(expected[point]),
                    only(frame(0x28 | point, KILOGRAM, PLAIN, digits[point], NO_TARE)));
        }
    }

    @Test
    void digits_where_the_fixed_zeros_belong_are_refused() {
        assertEquals(refused(Reason.BAD_FIELD), only(frame(0x28, KILOGRAM, PLAIN, "123410", NO_TARE)));
        assertEquals(refused(Reason.BAD_FIELD), only(frame(0x28, KILOGRAM, PLAIN, "123401", NO_TARE)));
        assertEquals(refused(Reason.BAD_FIELD), only(frame(0x29, KILOGRAM, PLAIN, "123451", NO_TARE)));
    }

    @Test
    void each_status_bit_is_its_flag_and_nothing_else() {
        assertEquals(value("7.35", WeightUnit.POUND, Truth.YES, Mode.GROSS, true), status(0x20, PLAIN));
        assertEquals(value("7.35", WeightUnit.KILOGRAM, Truth.YES, Mode.NET, true), status(0x31, PLAIN));
        assertEquals(value("-7.35", WeightUnit.KILOGRAM, Truth.YES, Mode.GROSS, true), status(0x32, PLAIN));
        assertEquals(value("7.35", WeightUnit.KILOGRAM, Truth.YES, Mode.GROSS, false, Flag.OUT_OF_RANGE),
                status(0x34, PLAIN));
        assertEquals(value("7.35", WeightUnit.KILOGRAM, Truth.NO, Mode.GROSS, true, Flag.MOTION), status(0x38, PLAIN));
        assertEquals(value("7.35", WeightUnit.KILOGRAM, Truth.YES, Mode.GROSS, false, Flag.POWER_UP),
                status(0x70, PLAIN));
        assertEquals(value("7.35", WeightUnit.KILOGRAM, Truth.YES, Mode.GROSS, false, Flag.EXPANDED),
                status(KILOGRAM, 0x30));
        assertEquals(value("7.35", WeightUnit.KILOGRAM, Truth.YES, Mode.GROSS, true), status(KILOGRAM, 0x28));
    }

    @Test
    void swc_may_say_grams_or_tonnes_and_any_other_unit_is_refused() {
        assertEquals(value("7.35", WeightUnit.GRAM, Truth.YES, Mode.GROSS, true), status(KILOGRAM, 0x21));
        assertEquals(value("7.35", WeightUnit.TONNE, Truth.YES, Mode.GROSS, true), status(KILOGRAM, 0x22));
        for (int unit = 0x23; unit <= 0x27; unit++) {
            assertEquals(refused(Reason.UNKNOWN_UNIT), status(KILOGRAM, unit));
        }
    }

    @Test
    void constant_bits_are_not_enforced() {
        assertEquals(kilograms("7.35"), only(frame(0x54, 0x10, 0x00, "000735", NO_TARE)));
    }

    @Test
    void parity_in_bit_seven_changes_nothing() {
        byte[] frame = frame(TWO_DECIMALS, KILOGRAM, PLAIN, "000735", NO_TARE);
        for (int at = 0; at < frame.length; at++) {
            frame[at] |= Integer.bitCount(frame[at]) % 2 == 0 ? 0 : (byte) 0x80;
        }
        assertEquals(kilograms("7.35"), only(frame));
    }

    @Test
    void leading_blanks_are_zeros_but_a_blank_inside_is_not() {
        assertEquals(kilograms("7.35"), only(frame(TWO_DECIMALS, KILOGRAM, PLAIN, "   735", "      ")));
        assertEquals(refused(Reason.BAD_FIELD), only(frame(TWO_DECIMALS, KILOGRAM, PLAIN, "7 0735", NO_TARE)));
        assertEquals(refused(Reason.BAD_FIELD), only(frame(TWO_DECIMALS, KILOGRAM, PLAIN, "      ", NO_TARE)));
        assertEquals(refused(Reason.BAD_FIELD), only(frame(TWO_DECIMALS, KILOGRAM, PLAIN, "000735", "00x000")));
    }

    @Test
    void out_of_range_without_digits_is_a_status() {
        ScaleValue status = ScaleValues.status("out-of-range", Flag.OUT_OF_RANGE);
        assertEquals(new Decoded.Value<>(status, new byte[0]),
                only(frame(TWO_DECIMALS, 0x34, PLAIN, "      ", NO_TARE)));
    }

    private static Decoded<ScaleValue> status(int swb, int swc) {
        return only(frame(TWO_DECIMALS, swb, swc, "000735", NO_TARE));
    }

    private static byte[] frame(int swa, int swb, int swc, String weight, String tare) {
        byte[] frame = new byte[18];
        frame[0] = Ascii.STX;
        frame[1] = (byte) swa;
        frame[2] = (byte) swb;
        frame[3] = (byte) swc;
        System.arraycopy((weight + tare + "\r").getBytes(StandardCharsets.US_ASCII), 0, frame, 4, 13);
        frame[17] = (byte) (-Check.sum(frame, 0, 17) & 0x7F);
        return frame;
    }

    /** Both dialects, with and without check, must agree; what they say of the one frame. */
    private static Decoded<ScaleValue> only(byte[] frame) {
        Decoded<ScaleValue> checked = ScaleDialectTest.decoded(ScaleDialect.TOLEDO_CONTINUOUS, frame).getFirst();
        byte[] without = Arrays.copyOf(frame, 17);
        Decoded<ScaleValue> unchecked = ScaleDialectTest.decoded(ScaleDialect.TOLEDO_CONTINUOUS_17, without).getFirst();
        assertEquals(shown(checked), shown(unchecked));
        return switch (checked) {
            case Decoded.Value<ScaleValue>(ScaleValue value, byte[] _) -> new Decoded.Value<>(value, new byte[0]);
            case Decoded.Garbage<ScaleValue> garbage -> garbage;
        };
    }

    private static Object shown(Decoded<ScaleValue> decoded) {
        return switch (decoded) {
            case Decoded.Value<ScaleValue>(ScaleValue value, byte[] _) -> value;
            case Decoded.Garbage<ScaleValue>(int _, Reason reason) -> reason;
        };
    }

    private static Decoded<ScaleValue> kilograms(String value) {
        return value(value, WeightUnit.KILOGRAM, Truth.YES, Mode.GROSS, true);
    }

    private static Decoded<ScaleValue> value(String value, WeightUnit unit, Truth stable, Mode mode,
            boolean capturable, Flag... flags) {
        return new Decoded.Value<>(ScaleValues.reading(value, unit, stable, mode, capturable, flags), new byte[0]);
    }

    private static Decoded<ScaleValue> refused(Reason reason) {
        return new Decoded.Garbage<>(18, reason);
    }
}
