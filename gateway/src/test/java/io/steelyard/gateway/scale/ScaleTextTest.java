package io.steelyard.gateway.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.steelyard.gateway.frame.Check;

/** What the text dialects take and what they refuse, beyond the published frames. */
final class ScaleTextTest {

    @Test
    void an_mt_sics_value_keeps_its_digits_padded_or_not() {
        for (String line : List.of("S S 7.350 kg", "S S      7.350 kg", "S  S 7.350  kg")) {
            assertEquals(List.of(sics("7.350", WeightUnit.KILOGRAM)), sicsValues(line));
        }
        assertEquals(List.of(sics("-0.5", WeightUnit.GRAM)), sicsValues("S S -0.5 g"));
        assertEquals(List.of(sics("12", WeightUnit.POUND)), sicsValues("S S 12 lb"));
        assertEquals(List.of(sics("1.204", WeightUnit.TONNE)), sicsValues("S S 1.204 t"));
    }

    @Test
    void a_question_not_understood_or_not_done_is_a_refusal() {
        for (String error : List.of("ES", "ET", "EL")) {
            assertEquals(List.of(ScaleValues.refusal("error", error)), sicsValues(error));
        }
        for (String status : List.of("L", "I", "+", "-")) {
            assertEquals(List.of(ScaleValues.refusal("id", "TA", "status", status, "parameters", "")),
                    sicsValues("TA " + status));
        }
        assertEquals(List.of(ScaleValues.refusal("id", "S", "status", "L", "parameters", "")), sicsValues("S L"));
    }

    @Test
    void a_decimal_comma_is_refused_not_guessed() {
        assertEquals(List.of("13 bad-field"), sicsGarbage("S S 7,35 kg"));
    }

    @Test
    void a_unit_the_gateway_does_not_weigh_in_is_refused() {
        for (String line : List.of("S S 7.35 oz", "S S 7.35 KG", "S S 7.35", "S S 7.35 ")) {
            assertEquals(List.of(line.length() + 2 + " unknown-unit"), sicsGarbage(line), line);
        }
    }

    @Test
    void a_line_that_is_almost_a_weight_is_refused() {
        for (String line : List.of("S S", "S S kg", "S S .5 kg", "S S 5. kg", "S S 7.35 kg kg", "S S 7.35 kg ", "S ",
                "S D", "S X 7.35 kg", "S S 12345678901 kg", "S S 1e3 kg", "S S 0x7 kg", "X A", "Z X", "SOS A")) {
            assertEquals(List.of(line.length() + 2 + " bad-field"), sicsGarbage(line), line);
        }
    }

    @Test
    void a_line_must_end_in_cr_lf() {
        assertEquals(List.of("12 bad-length"), Lines.garbage(ScaleDialect.MT_SICS, "S S 7.35 kg\n"));
        assertEquals(List.of("12 bad-length", "3 incomplete"), Lines.garbage(ScaleDialect.MT_SICS, "S S 7.35 kg\rS S"));
        String endless = "S S " + " ".repeat(300);
        assertEquals(304, endless.length());
        assertEquals("126 bad-length", Lines.garbage(ScaleDialect.MT_SICS, endless).getFirst());
    }

    @Test
    void a_tare_answer_is_never_a_weight() {
        assertEquals(List.of(ScaleValues.reply("id", "T", "status", "S", "parameters", "1.50 kg")),
                sicsValues("T S 1.50 kg"));
        assertEquals(List.of(ScaleValues.reply("id", "TA", "status", "A", "parameters", "1.50 kg")),
                sicsValues("TA A      1.50 kg"));
    }

    @Test
    void an_equals_frame_without_exactly_one_point_is_refused() {
        for (String frame : List.of("=00000735", "=0007.3.5", "=000735.", "=.0007350", "=0007-.35", "=+0007.35")) {
            String padded = frame.length() < 9 ? frame + "0" : frame;
            boolean good = padded.equals("=000735.0");
            assertEquals(good ? 0 : 1, Lines.garbage(ScaleDialect.YAOHUA_EQUALS_FORWARD, padded).size(), padded);
        }
    }

    @Test
    void a_reversed_frame_is_not_a_forward_one() {
        assertEquals(List.of("9 bad-field"), Lines.garbage(ScaleDialect.YAOHUA_EQUALS_FORWARD, "=00.1000-"));
        assertEquals(List.of("9 bad-field"), Lines.garbage(ScaleDialect.YAOHUA_EQUALS_REVERSED, "=-0001.00"));
    }

    @Test
    void the_price_part_of_an_equals_frame_is_noise() {
        assertEquals(List.of("8 noise"), Lines.garbage(ScaleDialect.YAOHUA_EQUALS_FORWARD, "=0003.000;0012.00"));
    }

    @Test
    void an_a12_value_may_lack_its_point_and_be_negative() {
        assertEquals(List.of(a12("4139", Mode.GROSS)), Lines.values(ScaleDialect.YAOHUA_A12E, a12Frame("WG004139 kg")));
        assertEquals(List.of(a12("-4.139", Mode.NET)), Lines.values(ScaleDialect.YAOHUA_A12E, a12Frame("WN-04.139kg")));
    }

    @Test
    void an_a12_frame_with_a_good_check_and_a_bad_field_is_refused() {
        for (String body : List.of("WX004.139kg", " G004.139kg", "WG04.139 kg", "WG 04.139kg", "WG004,139kg",
                "WG       kg", "WG0041.39kg".replace('1', '.'))) {
            assertEquals(List.of("15 bad-field"), Lines.garbage(ScaleDialect.YAOHUA_A12E, a12Frame(body)), body);
        }
        assertEquals(List.of("15 unknown-unit"), Lines.garbage(ScaleDialect.YAOHUA_A12E, a12Frame("WG004.139oz")));
        assertEquals(List.of("15 unknown-unit"), Lines.garbage(ScaleDialect.YAOHUA_A12E, a12Frame("WG004.139KG")));
    }

    @Test
    void yaohua_fields_are_refused_even_under_a_good_check() {
        for (String body : List.of("*0007352", "+0007355", "+00073 2", "+00A7352")) {
            assertEquals(List.of("12 bad-field"), Lines.garbage(ScaleDialect.YAOHUA_CONTINUOUS_0, yaohua(body)), body);
        }
        for (String body : List.of("@B", "aB", "A1", "A@+0007352", "AB*0007352", "AB+0007359")) {
            assertEquals(List.of(body.length() + 4 + " bad-field"),
                    Lines.garbage(ScaleDialect.YAOHUA_COMMAND, yaohua(body)),
                    body);
        }
    }

    @Test
    void a_command_answer_that_is_no_weight_is_a_reply() {
        assertEquals(List.of(ScaleValues.reply("address", "A", "command", "E", "data", "+0007352")),
                Lines.values(ScaleDialect.YAOHUA_COMMAND,
                        yaohua("AE+0007352")));
    }

    @Test
    void yaohua_decimals_go_from_none_to_four() {
        var values = List.of("735", "73.5", "7.35", "0.735", "0.0735");
        for (int decimals = 0; decimals < values.size(); decimals++) {
            assertEquals(
                    List.of(ScaleValues.reading(values.get(decimals), null, Truth.UNKNOWN, Mode.UNKNOWN, true)),
                    Lines.values(ScaleDialect.YAOHUA_CONTINUOUS_0, yaohua("+000735" + decimals)));
        }
        assertEquals(List.of("12 bad-field"),
                Lines.garbage(ScaleDialect.YAOHUA_CONTINUOUS_0, yaohua("+000735/")));
    }

    @Test
    void a_lower_case_check_is_refused() {
        assertEquals(List.of("12 bad-checksum"),
                Lines.garbage(ScaleDialect.YAOHUA_CONTINUOUS_0, "\u0002+00200021b\u0003"));
    }

    @Test
    void capture_is_forbidden_by_tare_and_by_each_flag_but_motion_zero_and_preset() {
        var allowed = EnumSet.of(Flag.MOTION, Flag.ZERO, Flag.NET_PRESET);
        for (Flag flag : Flag.values()) {
            var reading = ScaleValue.reading(BigDecimal.ONE, null, Truth.YES, Mode.GROSS, Set.of(flag));
            assertEquals(allowed.contains(flag), reading.capturable(), flag.text());
        }
        assertEquals(false,
                ScaleValue.reading(BigDecimal.ONE, null, Truth.YES, Mode.TARE, Set.of()).capturable());
    }

    @Test
    void flags_keep_their_order_and_cannot_be_changed() {
        var reading = ScaleValue.reading(BigDecimal.ONE, null, Truth.NO, Mode.GROSS,
                Set.of(Flag.POWER_UP, Flag.OVERLOAD, Flag.MOTION));
        assertEquals(List.of(Flag.OVERLOAD, Flag.MOTION, Flag.POWER_UP), List.copyOf(reading.flags()));
        assertThrows(UnsupportedOperationException.class, () -> reading.flags().clear());
    }

    @Test
    void units_carry_their_un_ece_code() {
        assertEquals(List.of("kg KGM", "g GRM", "lb LBR", "t TNE"),
                List.of(WeightUnit.values()).stream().map(unit -> unit.text() + " " + unit.unece()).toList());
    }

    private static ScaleValue sics(String value, WeightUnit unit) {
        return ScaleValues.reading(value, unit, Truth.YES, Mode.UNKNOWN, true);
    }

    private static ScaleValue a12(String value, Mode mode) {
        return ScaleValues.reading(value, WeightUnit.KILOGRAM, Truth.UNKNOWN, mode, true);
    }

    private static String a12Frame(String body) {
        return body + check(body) + "\r\n";
    }

    private static String yaohua(String body) {
        return "\u0002" + body + check(body) + "\u0003";
    }

    private static String check(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        return "%02X".formatted(Check.xor(bytes, 0, bytes.length));
    }

    private static List<ScaleValue> sicsValues(String line) {
        return Lines.values(ScaleDialect.MT_SICS, line + "\r\n");
    }

    private static List<String> sicsGarbage(String line) {
        return Lines.garbage(ScaleDialect.MT_SICS, line + "\r\n");
    }
}
