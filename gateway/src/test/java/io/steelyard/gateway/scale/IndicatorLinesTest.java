package io.steelyard.gateway.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

/** What the line dialects of indicators take and what they refuse, beyond the published frames. */
final class IndicatorLinesTest {

    @Test
    void an_and_balance_counts_and_overloads_but_never_weighs_in_pieces_or_tola() {
        assertEquals(List.of(ScaleValues.reading("5", null, Truth.NO, Mode.UNKNOWN, false, Flag.MOTION, Flag.COUNT)),
                Lines.values(ScaleDialect.AND_STANDARD, "US,+00000005 PC\r\n"));
        assertEquals(List.of(ScaleValues.status("overload", Flag.OVERLOAD)),
                Lines.values(ScaleDialect.AND_STANDARD, "OL,+999999.9  g\r\n"));
        for (String unit : List.of("  t", "  %", " oz", "mom")) {
            assertEquals(List.of("17 unknown-unit"),
                    Lines.garbage(ScaleDialect.AND_STANDARD, "ST,+0001.234" + unit + "\r\n"), unit);
        }
    }

    @Test
    void a_count_is_one_by_its_header_even_if_its_unit_is_damaged_into_a_weights() {
        assertEquals(
                List.of(ScaleValues.reading("1234", WeightUnit.KILOGRAM, Truth.YES, Mode.UNKNOWN, false, Flag.COUNT)),
                Lines.values(ScaleDialect.AND_STANDARD, "QT,+00001234 kg\r\n"));
    }

    @Test
    void what_is_left_of_a_damaged_line_is_not_the_address_of_the_next() {
        assertEquals(List.of(kilograms("7.36", Mode.GROSS)), Lines.values(ScaleDialect.DINI_ARGEO,
                "ST,GS,    7.35" + "ST,GS,    7.36,kg\r\n" + "ST,GS,    7.36,kg\r\n"));
        assertEquals(List.of(kilograms("7.36", Mode.GROSS)), Lines.values(ScaleDialect.AND_INDICATOR,
                "@23" + "\u0000" + "ST,GS,+0007.35kg\r\n" + "ST,GS,+0007.36kg\r\n"));
    }

    @Test
    void the_tail_of_a_line_that_is_too_long_or_damaged_is_not_a_line() {
        assertEquals(List.of(), Lines.values(ScaleDialect.CAS_10, "1000013.5\r\n"));
        assertEquals(List.of(), Lines.values(ScaleDialect.CAS_10, "\u0000000013.5\r\n"));
        assertEquals(List.of(), Lines.values(ScaleDialect.OHAUS_3000, "1\u0000     7.35 kg    G  \r\n"));
        assertEquals(List.of(), Lines.values(ScaleDialect.OHAUS_BALANCE, "1\u0000    192.21 g\r\n"));
    }

    @Test
    void a_damaged_name_does_not_make_a_tare_a_weight() {
        assertEquals(List.of(), Lines.values(ScaleDialect.SARTORIUS_SBI, "T\u0000    +     1.50 kg \r\n"));
    }

    @Test
    void an_and_value_that_is_not_plain_digits_is_refused() {
        for (String value : List.of("+9999999E", "+    1.23", "+0001,234", " 0001.234", "+00.1.234", "+0001234.",
                "++001.234", "0x0001.23")) {
            String line = "ST," + value + " kg\r\n";
            assertEquals(List.of(line.length() + " bad-field"), Lines.garbage(ScaleDialect.AND_STANDARD, line), value);
        }
    }

    @Test
    void a_lost_digit_breaks_the_frame_of_every_fixed_width() {
        assertEquals(List.of("16 bad-field"), Lines.garbage(ScaleDialect.AND_STANDARD, "ST,+001.234 kg\r\n"));
        assertEquals(List.of("17 bad-field"), Lines.garbage(ScaleDialect.AND_INDICATOR, "ST,NT,+012.34kg\r\n"));
        assertEquals(List.of("9 bad-length"), Lines.garbage(ScaleDialect.CAS_10, "00013.5\r\n"));
        assertEquals(List.of("18 bad-field"), Lines.garbage(ScaleDialect.DINI_ARGEO, "ST,GS,   7.35,kg\r\n"));
        assertEquals(List.of("19 bad-field"), Lines.garbage(ScaleDialect.SMA, "\n 1G      7.350kg \r"));
        assertEquals(List.of("15 bad-length"), Lines.garbage(ScaleDialect.SARTORIUS_SBI, "+  123.56 g  \r\n"));
        assertEquals(List.of("20 bad-length"), Lines.garbage(ScaleDialect.OHAUS_3000, "    7.35 kg    G  \r\n"));
        assertEquals(List.of("12 bad-length"), Lines.garbage(ScaleDialect.OHAUS_BALANCE, "  192.21 g\r\n"));
        assertEquals(List.of("20 bad-field"), Lines.garbage(ScaleDialect.RADWAG, "SI ?      18.5 kg \r\n"));
    }

    @Test
    void a_lone_cr_ends_an_and_line_at_the_next_byte() {
        assertEquals(List.of(kilograms("7.35", Mode.GROSS), kilograms("7.36", Mode.GROSS)),
                Lines.values(ScaleDialect.AND_INDICATOR, "ST,GS,+0007.35kg\rST,GS,+0007.36kg\r"));
    }

    @Test
    void an_and_indicator_takes_a_comma_for_the_point_but_not_two() {
        assertEquals(List.of(kilograms("-12.34", Mode.NET)),
                Lines.values(ScaleDialect.AND_INDICATOR, "ST,NT,-0012,34kg\r\n"));
        assertEquals(List.of("18 bad-field"), Lines.garbage(ScaleDialect.AND_INDICATOR, "ST,NT,-0,12,34kg\r\n"));
        assertEquals(List.of("18 bad-field"), Lines.garbage(ScaleDialect.AND_INDICATOR, "ST,NT,+   2.34kg\r\n"));
    }

    @Test
    void an_and_indicator_never_offers_a_tare_for_capture_and_says_which_errors_it_has() {
        for (String mode : List.of("TR", "PT", "T", "T ")) {
            assertEquals(List.of(ScaleValues.reading("1.50", WeightUnit.KILOGRAM, Truth.YES, Mode.TARE, false)),
                    Lines.values(ScaleDialect.AND_INDICATOR, "ST," + mode + ",+0001.50kg\r\n"), mode);
        }
        assertEquals(
                List.of(ScaleValues.refusal("response", "?"), ScaleValues.refusal("address", "23", "response", "M")),
                Lines.values(ScaleDialect.AND_INDICATOR, "?\r\n@23M\r\n"));
    }

    @Test
    void cas_header_and_lamps_must_agree_for_a_stable_weight() {
        assertEquals(List.of(moving(Mode.GROSS)), cas("ST", "GS", 0x84));
        assertEquals(List.of(moving(Mode.GROSS)), cas("US", "GS", 0xC4));
        assertEquals(List.of(moving(Mode.NET)), cas("ST", "NT", 0xC4));
        assertEquals(List.of(kilograms("7.35", Mode.NET)), cas("ST", "NT", 0xE2));
        assertEquals(List.of(kilograms("7.35", Mode.GROSS)), cas("ST", "GS", 0xE0));
    }

    @Test
    void cas_hold_forbids_capture_and_a_lamp_byte_of_seven_bits_is_refused() {
        assertEquals(List.of(ScaleValues.reading("7.35", WeightUnit.KILOGRAM, Truth.YES, Mode.GROSS, false, Flag.HOLD,
                Flag.ZERO)), cas("ST", "GS", 0xD5));
        assertEquals(List.of("22 bad-field"),
                Lines.garbage(ScaleDialect.CAS_22, "ST,GS,1\u0044,00007.35 kg\r\n"));
        assertEquals(List.of("22 unknown-unit"),
                Lines.garbage(ScaleDialect.CAS_22, "ST,GS,1\u00C4,00007.35 oz\r\n"));
        assertEquals(List.of("22 bad-field"), Lines.garbage(ScaleDialect.CAS_22, "ST,GS,1\u00C4,0 007.35 kg\r\n"));
    }

    @Test
    void each_separator_of_a_cas_frame_is_needed() {
        var frame = "ST,GS,1\u00C4,00007.35 kg\r\n";
        for (int separator : new int[]{2, 5, 8, 17}) {
            var damaged = frame.substring(0, separator) + ';' + frame.substring(separator + 1);
            assertEquals(List.of("22 bad-field"), Lines.garbage(ScaleDialect.CAS_22, damaged), damaged);
        }
    }

    @Test
    void a_cas_error_is_the_devices_own() {
        assertEquals(List.of("9 device-error"), Lines.garbage(ScaleDialect.CAS_22, "ERR 014\r\n"));
        assertEquals(List.of("7 device-error"), Lines.garbage(ScaleDialect.CAS_10, "ERR01\r\n"));
    }

    @Test
    void a_dini_argeo_alibi_number_stays_with_its_reading() {
        var stored = alibi("7.35", "00012-000345");
        for (String line : List.of("PIDST,1,      7.35kg,        0.00kg,00012-000345\r\n",
                "PIDST,1,      7.35Kg,PT      1.50Kg,00012-000345\r",
                "01PIDST,1,      7,35kg,        0.00kg,00012-000345\r\n",
                "PIDDST,1,      7.35kg,        0.00kg,00012-000345,21/11/26 08:05:12\r\n",
                "\u001B01PIDST,1,      7.35kg,        0.00kg,00012-000345\r\n\u0002")) {
            assertEquals(List.of(stored), Lines.values(ScaleDialect.DINI_ARGEO, line), line);
        }
    }

    @Test
    void a_dini_argeo_record_with_a_damaged_number_is_no_reading_without_one() {
        for (String tail : List.of("00012-00034", "0001-000345", "00012000345", "no", "", "0001O-000345")) {
            String line = "PIDST,1,      7.35kg,        0.00kg," + tail + "\r\n";
            assertEquals(List.of(line.length() + " bad-field"), Lines.garbage(ScaleDialect.DINI_ARGEO, line), tail);
        }
        assertEquals(List.of("50 bad-field"), Lines.garbage(ScaleDialect.DINI_ARGEO,
                "PIDST,1,      7.35kg,        0.00lb,00012-000345\r\n"), "two units");
    }

    @Test
    void a_dini_argeo_state_beside_stable_is_never_a_number() {
        assertEquals(List.of(ScaleValues.status("overload", Flag.OVERLOAD)),
                Lines.values(ScaleDialect.DINI_ARGEO, "OL,GS,    7.35,kg\r\n"));
        assertEquals(List.of("19 device-error"), Lines.garbage(ScaleDialect.DINI_ARGEO, "ER,GS,    7.35,kg\r\n"));
        assertEquals(List.of("19 bad-field"), Lines.garbage(ScaleDialect.DINI_ARGEO, "ST,RZ,   73512,kg\r\n"));
    }

    @Test
    void an_sma_error_and_a_range_are_said() {
        assertEquals(List.of(ScaleValues.refusal("response", "?"), ScaleValues.refusal("response", "!")),
                Lines.values(ScaleDialect.SMA, "\n?\r\n!\r"));
        assertEquals(List.of(ScaleValues.status("tare-error")),
                Lines.values(ScaleDialect.SMA, "\nT1G  ----------kg \r"));
        assertEquals(List.of(ScaleValues.status("zero-error", Flag.ZERO_ERROR)),
                Lines.values(ScaleDialect.SMA, "\nI1G  ----------kg \r"));
        assertEquals(
                List.of(ScaleValues.reading("61.000", WeightUnit.KILOGRAM, Truth.YES, Mode.GROSS, false,
                        Flag.OVERLOAD)),
                Lines.values(ScaleDialect.SMA, "\nO1G      61.000kg \r"));
        assertEquals(List.of(ScaleValues.status("underload", Flag.UNDERLOAD)),
                Lines.values(ScaleDialect.SMA, "\nU1G  ----------kg \r"));
        assertEquals(
                List.of(ScaleValues.reading("0.1234", WeightUnit.KILOGRAM, Truth.YES, Mode.NET, false,
                        Flag.HIGH_RESOLUTION)),
                Lines.values(ScaleDialect.SMA, "\n 1n      0.1234kg \r"));
    }

    @Test
    void an_sma_answer_is_a_reply_under_its_own_name() {
        assertEquals(
                List.of(ScaleValues.reply("sn", "4711"), ScaleValues.reply("a-b", "1"), ScaleValues.reply("end", "")),
                Lines.values(ScaleDialect.SMA, "\nSN_:4711\r\nA_B:1\r\nEND:\r"));
        assertEquals(List.of("6 bad-field", "6 bad-field"), Lines.garbage(ScaleDialect.SMA, "\n___:\r\n kg:\r"));
    }

    @Test
    void a_dini_argeo_answer_without_weight_is_a_reply() {
        assertEquals(
                List.of(ScaleValues.reply("response", "OK"), ScaleValues.refusal("address", "02", "response", "NO"),
                        ScaleValues.refusal("response", "ERR01"),
                        ScaleValues.reply("command", "VER", "data", "3.1,DFW")),
                Lines.values(ScaleDialect.DINI_ARGEO, "OK\r\n02NO\r\nERR01\r\nVER,3.1,DFW\r\n"));
        for (String line : List.of("ok", "OKAY", "ERR05", "ERR1", "VER", "VER,", "2OK")) {
            assertEquals(List.of(line.length() + 2 + " bad-field"),
                    Lines.garbage(ScaleDialect.DINI_ARGEO, line + "\r\n"), line);
        }
    }

    @Test
    void the_status_letter_of_rice_lake_decides_before_the_number() {
        assertEquals(List.of(ScaleValues.status("calibration"), ScaleValues.status("calibration"),
                ScaleValues.status("invalid"), ScaleValues.status("setpoint")), rice("D", "A", "I", "Y"));
        assertEquals(
                List.of(ScaleValues.reading("7.35", WeightUnit.KILOGRAM, Truth.UNKNOWN, Mode.NET, false,
                        Flag.OUT_OF_RANGE)),
                rice("O"));
        assertEquals(List.of("14 bad-field", "14 unknown-unit"),
                Lines.garbage(ScaleDialect.RICE_LAKE_CONDEC, "\u0002    7.35KGQ\r\n\u0002    7.35GG \r\n"));
    }

    @Test
    void parity_changes_nothing_for_rice_lake() {
        assertEquals(List.of(kilograms("7.35", Mode.GROSS)),
                Lines.values(ScaleDialect.RICE_LAKE_CONDEC, oddParity("\u0002    7.35KG \r\n")));
    }

    /** Bit 7 set wherever the number of ones would be even without it. */
    static String oddParity(String text) {
        return text.chars().map(character -> Integer.bitCount(character) % 2 == 0 ? character | 0x80 : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static List<ScaleValue> rice(String... letters) {
        StringBuilder stream = new StringBuilder();
        for (String letter : letters) {
            stream.append("\u0002    7.35KN").append(letter).append("\r\n");
        }
        return Lines.values(ScaleDialect.RICE_LAKE_CONDEC, stream.toString());
    }

    private static List<ScaleValue> cas(String header, String mode, int lamps) {
        return Lines.values(ScaleDialect.CAS_22, header + "," + mode + ",1" + (char) lamps + ",00007.35 kg\r\n");
    }

    private static ScaleValue kilograms(String value, Mode mode) {
        return ScaleValues.reading(value, WeightUnit.KILOGRAM, Truth.YES, mode, true);
    }

    private static ScaleValue moving(Mode mode) {
        return ScaleValues.reading("7.35", WeightUnit.KILOGRAM, Truth.NO, mode, true, Flag.MOTION);
    }

    private static ScaleValue alibi(String value, String alibiId) {
        return ScaleValues.alibi(value, Mode.GROSS, alibiId);
    }
}
