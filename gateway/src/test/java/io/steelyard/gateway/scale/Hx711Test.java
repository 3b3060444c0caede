package io.steelyard.gateway.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.frame.Decoder;
import io.steelyard.gateway.frame.Reason;

final class Hx711Test {

    /** 84210 counts with the empty pan, 21450.5 more a kilogram, steps of 5 g. */
    private static final Optional<Calibration> CALIBRATED = Optional.of(
            new Calibration(84210, new BigDecimal("21450.5"), new BigDecimal("0.005"), WeightUnit.KILOGRAM));

    @Test
    void counts_are_twos_complement_with_the_most_significant_byte_first() {
        assertEquals(List.of(raw("1"), raw("256"), raw("65536"), raw("84210"), raw("-1"), raw("-2"), raw("8388606"),
                raw("-8388607")),
                values(Optional.empty(),
                        "00 00 01  00 01 00  01 00 00  01 48 F2  FF FF FF  FF FF FE  7F FF FE  80 00 01"));
    }

    @Test
    void a_full_or_an_empty_converter_is_no_weight_calibrated_or_not() {
        var outside = List.of(status("overload", Flag.OVERLOAD), status("underload", Flag.UNDERLOAD));
        assertEquals(outside, values(Optional.empty(), "7F FF FF  80 00 00"));
        assertEquals(outside, values(CALIBRATED, "7F FF FF  80 00 00"));
    }

    @Test
    void calibrated_counts_are_a_load_on_the_grid() {
        assertEquals(List.of(load("0.000"), load("7.350"), load("-0.500")),
                //                 84210     84210 + 157661     84210 - 10725
                values(CALIBRATED, "01 48 F2  03 B0 CF  01 1F 0D"));
    }

    @Test
    void a_load_between_two_steps_is_rounded_once_half_up() {
        var halves = Optional
                .of(new Calibration(0, new BigDecimal("200"), new BigDecimal("0.01"), WeightUnit.KILOGRAM));
        // two counts a step: 1 is half a step, 3 one and a half
        assertEquals(List.of(load("0.01"), load("0.02"), load("-0.01"), load("0.01")),
                values(halves, "00 00 01  00 00 03  FF FF FF  00 00 02"));
        var once = Optional.of(new Calibration(0, new BigDecimal("3000"), new BigDecimal("0.1"), WeightUnit.KILOGRAM));
        // 449 counts are 1.4967 steps: 1, and not the 2 that they would be by way of 1.50
        assertEquals(List.of(load("0.1")), values(once, "00 01 C1"));
    }

    @Test
    void half_a_conversion_does_not_shift_those_after_the_silence() {
        var decoder = new Decoder<>(new Hx711(Optional.empty()));
        byte[] bytes = HexFormat.of().parseHex("000001000002");
        var found = decoder.feed(bytes, 5);
        found.addAll(decoder.quiet());
        found.addAll(decoder.feed(bytes, 3));
        assertEquals(List.of(new Decoded.Value<>(raw("1"), new byte[]{0, 0, 1}),
                new Decoded.Garbage<>(2, Reason.INCOMPLETE), new Decoded.Value<>(raw("1"), new byte[]{0, 0, 1})),
                found);
    }

    private static ScaleValue raw(String counts) {
        return new ScaleValue.Reading(new BigDecimal(counts), null, Truth.UNKNOWN, Mode.UNKNOWN, false,
                Set.of(Flag.UNCALIBRATED));
    }

    private static ScaleValue load(String value) {
        return new ScaleValue.Reading(new BigDecimal(value), WeightUnit.KILOGRAM, Truth.UNKNOWN, Mode.GROSS, true,
                Set.of());
    }

    private static ScaleValue status(String status, Flag flag) {
        return new ScaleValue.ScaleStatus(status, Set.of(flag));
    }

    private static List<ScaleValue> values(Optional<Calibration> calibration, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        return new Decoder<>(new Hx711(calibration)).feed(bytes, bytes.length).stream()
                .<ScaleValue>mapMulti((decoded, found) -> {
                    if (decoded instanceof Decoded.Value<ScaleValue>(ScaleValue value, byte[] _)) {
                        found.accept(value);
                    }
                }).toList();
    }
}
