package io.steelyard.gateway.tag;

import static io.steelyard.gateway.tag.TagFieldsTest.hex;
import static io.steelyard.gateway.tag.TagValues.animal;
import static io.steelyard.gateway.tag.TagValues.bin;
import static io.steelyard.gateway.tag.TagValues.refusal;
import static io.steelyard.gateway.tag.TagValues.reply;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

/** What the 134.2 kHz dialects take and what they refuse. */
final class Iso11784Test {

    @Test
    void wl_134_numbers_outside_the_standard_are_refused_under_a_good_check() {
        // lower-case hex; not hex; a flag of 2
        assertEquals(List.of("30 bad-field"), hex(TagDialect.WL_134,
                "02 31 62 38 36 45 44 41 33 30 30 43 39 30 30 30 30 30 30 30 30 30 30 30 30 30 30 54 AB 03"));
        assertEquals(List.of("30 bad-field"), hex(TagDialect.WL_134,
                "02 31 42 38 36 45 44 41 33 47 47 43 39 30 30 30 30 30 30 30 30 30 30 30 30 30 30 74 8B 03"));
        assertEquals(List.of("30 bad-field"), hex(TagDialect.WL_134,
                "02 31 42 38 36 45 44 41 33 30 30 43 39 30 30 30 32 30 30 30 30 30 30 30 30 30 30 76 89 03"));
        // country 0; country 1000; a number of 39 bits
        assertEquals(List.of("30 bad-field"), hex(TagDialect.WL_134,
                "02 31 42 38 36 45 44 41 33 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 0E F1 03"));
        assertEquals(List.of("30 bad-field"), hex(TagDialect.WL_134,
                "02 31 42 38 36 45 44 41 33 30 30 38 45 33 30 30 30 30 30 30 30 30 30 30 30 30 30 70 8F 03"));
        assertEquals(List.of("30 bad-field"), hex(TagDialect.WL_134,
                "02 30 30 30 30 30 30 30 30 30 34 43 39 30 30 30 30 30 30 30 30 30 30 30 30 30 30 7E 81 03"));
        // the largest of both
        assertEquals(List.of(bin("999274877906943")), hex(TagDialect.WL_134,
                "02 46 46 46 46 46 46 46 46 46 33 37 45 33 30 30 30 30 30 30 30 30 30 30 30 30 30 04 FB 03"));
    }

    @Test
    void wl_134_needs_the_check_and_its_inverse() {
        assertEquals(List.of("30 bad-checksum"), hex(TagDialect.WL_134,
                "02 31 42 38 36 45 44 41 33 30 30 43 39 30 30 30 30 30 30 30 30 30 30 30 30 30 30 74 8A 03"));
        assertEquals(List.of("30 bad-checksum"), hex(TagDialect.WL_134,
                "02 31 42 38 36 45 44 41 33 30 30 43 39 30 30 30 30 30 30 30 30 30 30 30 30 30 30 75 8B 03"));
        assertEquals(List.of("30 bad-length"), hex(TagDialect.WL_134,
                "02 31 42 38 36 45 44 41 33 30 30 43 39 30 30 30 30 30 30 30 30 30 30 30 30 30 30 74 8B 0D"));
    }

    @Test
    void an_animal_and_a_bin_with_the_same_digits_are_two_things() {
        assertEquals(List.of(bin("123112233445566"), animal("123112233445566")), hex(TagDialect.FDX_B,
                "02 01 00 0C 11 22 33 44 55 66 01 23 00 00 00 00 5A 03 02 01 00 0C 11 22 33 44 55 66 01 23 00 00 00 10 4A 03"));
    }

    @Test
    void an_fdx_b_block_alone_is_a_code_only_between_two_silences() {
        assertEquals(List.of(bin("156000987654321")), hex(TagDialect.FDX_B, "B1 68 DE 3A 00 27 00 00 9A B6"));
        assertEquals(List.of("20 noise"), hex(TagDialect.FDX_B,
                "B1 68 DE 3A 00 27 00 00 9A B6 B1 68 DE 3A 00 27 00 00 9A B7"));
        assertEquals(List.of("20 noise"), hex(TagDialect.FDX_B,
                "B1 68 DE 3A 00 27 00 00 9A B7 B1 68 DE 3A 00 27 00 00 9A B6"));
        assertEquals(List.of("11 noise"), hex(TagDialect.FDX_B, "00 B1 68 DE 3A 00 27 00 00 9A B6"));
        assertEquals(List.of(reply("reader", "01", "command", "A7", "data", "02"), "10 noise"),
                hex(TagDialect.FDX_B, "02 01 A7 01 02 A7 03 B1 68 DE 3A 00 27 00 00 9A B6"));
        assertEquals(List.of("10 noise"), hex(TagDialect.FDX_B, "B1 68 DE 3A 00 27 00 00 9A B7"));
        // bits 49..62 are no part of the identity; the largest of both numbers
        assertEquals(List.of(bin("156000987654321")), hex(TagDialect.FDX_B, "B1 68 DE 3A 00 27 FE 7F F2 DB"));
        assertEquals(List.of(bin("999274877906943")), hex(TagDialect.FDX_B, "FF FF FF FF FF F9 00 00 04 A1"));
    }

    @Test
    void ten_zeros_have_a_good_crc_and_are_still_no_transponder() {
        assertEquals(List.of("10 bad-field"), hex(TagDialect.FDX_B, "00 00 00 00 00 00 00 00 00 00"));
        assertEquals(List.of("16 bad-field"), hex(TagDialect.FDX_B, "02 01 00 0A 00 00 00 00 00 00 00 00 00 00 09 03"));
        // country 1000
        assertEquals(List.of("10 bad-field"), hex(TagDialect.FDX_B, "01 00 00 00 00 FA 00 00 F1 7E"));
    }

    @Test
    void a_framed_fdx_b_block_needs_the_check_of_the_transponder_too() {
        assertEquals(List.of("16 bad-checksum"),
                hex(TagDialect.FDX_B, "02 01 00 0A B1 68 DE 3A 00 27 00 00 9A B7 3E 03"));
    }

    @Test
    void fdx_b_digits_must_be_digits_within_the_standard() {
        for (String data : List.of("11 22 33 44 55 6A 01 23 00 00 00 00 56", "11 22 33 44 55 66 10 00 00 00 00 00 68",
                "11 22 33 44 55 66 01 23 00 00 00 01 5B", "27 48 77 90 69 44 01 56 00 00 00 00 FD")) {
            assertEquals(List.of("18 bad-field"), hex(TagDialect.FDX_B, "02 01 00 0C " + data + " 03"), data);
        }
    }

    @Test
    void an_fdx_b_answer_with_a_bad_status_is_a_refusal() {
        var refused = refusal("reader", "01", "status", "15", "data", "");
        assertEquals(List.of(refused), hex(TagDialect.FDX_B, "02 01 15 00 16 03"));
        assertEquals(List.of(refused, animal("123112233445566")),
                hex(TagDialect.FDX_B, "02 01 15 00 16 03 02 01 00 0A BE 78 A2 21 DA 1E 00 80 D6 0F D1 03"));
        assertEquals(List.of(reply("reader", "01", "status", "00", "data", "00F48D577448ED1E0102B6FE10204080")),
                hex(TagDialect.FDX_B, "02 01 00 10 00 F4 8D 57 74 48 ED 1E 01 02 B6 FE 10 20 40 80 49 03"));
    }
}
