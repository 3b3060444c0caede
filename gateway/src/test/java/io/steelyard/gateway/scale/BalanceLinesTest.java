package io.steelyard.gateway.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

/** What the dialects of balances and checkout scales take and what they refuse, beyond the published frames. */
final class BalanceLinesTest {

    @Test
    void a_sartorius_value_without_unit_is_not_stable() {
        assertEquals(List.of(ScaleValues.reading("7.35", null, Truth.NO, Mode.NET, true, Flag.MOTION)),
                Lines.values(ScaleDialect.SARTORIUS_SBI, "N     +     7.35    \r\n"));
    }

    @Test
    void a_sartorius_word_in_place_of_the_weight_is_a_status_or_an_error() {
        assertEquals(List.of(ScaleValues.status("calibration"), ScaleValues.status("calibration"),
                ScaleValues.status("overload", Flag.OVERLOAD), ScaleValues.status("no-weight"),
                ScaleValues.status("no-weight")),
                Lines.values(ScaleDialect.SARTORIUS_SBI, "      C       \r\nStat      Cal. Ext. \r\n"
                        + "      High    \r\n              \r\n      --      \r\n"));
        assertEquals(List.of("16 device-error", "16 device-error", "22 device-error", "22 device-error"),
                Lines.garbage(ScaleDialect.SARTORIUS_SBI,
                        "   Err 054    \r\n  E 054       \r\nStat     ERR 054    \r\nStat     APP.ER     \r\n"));
    }

    @Test
    void a_sartorius_number_under_another_name_is_never_the_load() {
        assertEquals(List.of(ScaleValues.status("value wRef"), ScaleValues.status("value nnn")),
                Lines.values(ScaleDialect.SARTORIUS_SBI, "wRef  +     7.35 g  \r\nnnn   +        7 pcs\r\n"));
        assertEquals(List.of(ScaleValues.reading("7.35", WeightUnit.GRAM, Truth.YES, Mode.GROSS, true)),
                Lines.values(ScaleDialect.SARTORIUS_SBI, "G#    +     7.35 g  \r\n"));
    }

    @Test
    void digits_that_are_not_verified_are_refused_with_their_frame() {
        assertEquals(List.of("16 bad-field"), Lines.garbage(ScaleDialect.SARTORIUS_SBI, "+  123.5[6] g \r\n"));
        assertEquals(List.of("21 bad-field"), Lines.garbage(ScaleDialect.RADWAG, "SI      123.5[6] g \r\n"));
    }

    @Test
    void an_ohaus_ranger_is_not_taken_for_a_3000() {
        //                         POL  W7      UN ST N3
        assertEquals(List.of("21 bad-field"), Lines.garbage(ScaleDialect.OHAUS_3000, "      7.35 kg   NET\r\n"));
        assertEquals(List.of("21 bad-field"), Lines.garbage(ScaleDialect.OHAUS_3000, "     7.35 kg    BOX\r\n"));
        assertEquals(List.of("21 bad-field"), Lines.garbage(ScaleDialect.OHAUS_3000, "    7 .35 kg    G  \r\n"));
        assertEquals(List.of("21 unknown-unit"), Lines.garbage(ScaleDialect.OHAUS_3000, "     7.35 lb:oz G  \r\n"));
    }

    @Test
    void an_ohaus_density_is_no_weight() {
        assertEquals(List.of("30 bad-field"),
                Lines.garbage(ScaleDialect.OHAUS_BALANCE, "        0.85 oz     WET WT  \r\n"));
    }

    @Test
    void a_radwag_answer_without_weight_is_a_status() {
        assertEquals(List.of(ScaleValues.status("not-executable"), ScaleValues.status("not-executable"),
                ScaleValues.status("overload", Flag.OVERLOAD)),
                Lines.values(ScaleDialect.RADWAG, "SI I\r\nSU E\r\nS ^\r\n"));
        assertEquals(
                List.of(ScaleValues.reply("command", "SUI", "response", "A"), ScaleValues.refusal("response", "ES")),
                Lines.values(ScaleDialect.RADWAG, "SUI A\r\nES\r\n"));
        assertEquals(List.of("22 unknown-unit"), Lines.garbage(ScaleDialect.RADWAG, "SU       172.135 N  \r\n"));
    }

    @Test
    void an_ecr_weight_and_its_status_are_one_reading() {
        assertEquals(
                List.of(ScaleValues.reading("7.350", WeightUnit.KILOGRAM, Truth.YES, Mode.GROSS, true, Flag.ZERO)),
                Lines.values(ScaleDialect.NCI_ECR, "\n07.350KG\r\nS2p0\r\u0003"));
    }

    @Test
    void ecr_status_bytes_go_on_as_long_as_each_says_so() {
        assertEquals(List.of(ScaleValues.reading("7.350", WeightUnit.KILOGRAM, Truth.YES, Mode.NET, true)),
                Lines.values(ScaleDialect.NCI_ECR, "\n07.350KG\r\nS0pt4\r\u0003"));
        for (String status : List.of("S0", "S0p", "S00p", "Sp0", "S000", "S0A", "SS00")) {
            String frame = "\n" + status + "\r\u0003";
            assertEquals(List.of(frame.length() + " bad-field"), Lines.garbage(ScaleDialect.NCI_ECR, frame), status);
        }
    }

    @Test
    void an_ecr_weight_joined_to_a_status_that_forbids_it_is_refused_and_the_status_heard() {
        for (String status : List.of("10", "01", "02", "0p8")) {
            String stream = "\n07.350KG\r\nS" + status + "\r\u0003";
            assertEquals(List.of("10 bad-field"), Lines.garbage(ScaleDialect.NCI_ECR, stream), status);
            assertEquals(1, Lines.values(ScaleDialect.NCI_ECR, stream).size(), status);
        }
    }

    @Test
    void an_nci_weight_in_zero_error_may_not_be_captured() {
        assertEquals(
                List.of(ScaleValues.reading("7.350", WeightUnit.KILOGRAM, Truth.YES, Mode.GROSS, false,
                        Flag.ZERO_ERROR)),
                Lines.values(ScaleDialect.NCI_ECR, "\n07.350kg\r\n0p8\r\u0003"));
        assertEquals(
                List.of(ScaleValues.reading("7.350", WeightUnit.KILOGRAM, Truth.NO, Mode.UNKNOWN, true, Flag.MOTION)),
                Lines.values(ScaleDialect.NCI_ECR, "\n07.350kg\r\n10\r\u0003"));
    }

    @Test
    void ten_times_the_resolution_may_not_be_captured() {
        assertEquals(
                List.of(ScaleValues.reading("7.3502", WeightUnit.KILOGRAM, Truth.YES, Mode.UNKNOWN, false,
                        Flag.HIGH_RESOLUTION)),
                Lines.values(ScaleDialect.NCI_ECR, "\n07.3502KG\r\nS00\r\u0003"));
    }

    @Test
    void an_ecr_scale_with_an_error_of_its_own_is_garbage_with_that_reason() {
        for (String status : List.of("40", "80", "04", "08")) {
            assertEquals(List.of("16 device-error"),
                    Lines.garbage(ScaleDialect.NCI_ECR, "\n07.350KG\r\nS" + status + "\r\u0003"), status);
        }
        assertEquals(List.of("10 unknown-unit"), Lines.garbage(ScaleDialect.NCI_ECR, "\n123456MM\r\nS00\r\u0003"));
    }

    @Test
    void an_ecr_status_alone_is_a_reply_unless_it_says_why_there_is_no_weight() {
        assertEquals(List.of(ScaleValues.refusal("response", "?"), ScaleValues.reply("status-bytes", "3230"),
                ScaleValues.reply("status-bytes", "30707434"), ScaleValues.status("underload", Flag.UNDERLOAD)),
                Lines.values(ScaleDialect.NCI_ECR, "\n?\r\u0003\nS20\r\u0003\n0pt4\r\u0003\nS01\r\u0003"));
    }

    @Test
    void parity_changes_nothing_for_checkout_scales() {
        assertEquals(List.of(kilograms("7.350", Mode.UNKNOWN)),
                Lines.values(ScaleDialect.NCI_ECR, IndicatorLinesTest.oddParity("\n07.350KG\r\nS00\r\u0003")));
        assertEquals(List.of(kilograms("7.350", Mode.NET)),
                Lines.values(ScaleDialect.TOLEDO_8217, IndicatorLinesTest.oddParity("\u000207.350N\r")));
    }

    @Test
    void an_8217_status_byte_says_why_there_is_no_weight_or_answers_something_else() {
        assertEquals(
                List.of(ScaleValues.status("overload", Flag.OVERLOAD),
                        ScaleValues.status("zero-error", Flag.ZERO_ERROR), ScaleValues.reply("status", "60"),
                        ScaleValues.reply("status", "50")),
                Lines.values(ScaleDialect.TOLEDO_8217, "\u0002?B\r\u0002?H\r\u0002?`\r\u0002?P\r"));
        assertEquals(List.of("4 bad-field"), Lines.garbage(ScaleDialect.TOLEDO_8217, "\u0002?!\r"));
    }

    @Test
    void an_8217_weight_of_any_other_width_is_refused() {
        for (String weight : List.of("7.350", "7.35", "007.350", "07.3500", "07.35.", "07350", "0 .350",
                "-7.350")) {
            assertEquals(List.of(weight.length() + 2 + " bad-field"),
                    Lines.garbage(ScaleDialect.TOLEDO_8217, "\u0002" + weight + "\r"), weight);
        }
        assertEquals(List.of(kilograms("7.350", Mode.GROSS)),
                Lines.values(ScaleDialect.TOLEDO_8217, "\u0002 7.350\r"));
    }

    @Test
    void what_an_8217_echoes_is_noise_behind_its_answer() {
        assertEquals(List.of(ScaleValues.reply("command", "E")),
                Lines.values(ScaleDialect.TOLEDO_8217, "\u0002E\rhello"));
        assertEquals(List.of("5 noise"), Lines.garbage(ScaleDialect.TOLEDO_8217, "\u0002E\rhello"));
    }

    private static ScaleValue kilograms(String value, Mode mode) {
        return ScaleValues.reading(value, WeightUnit.KILOGRAM, Truth.YES, mode, true);
    }
}
