package io.steelyard.gateway.tag;

import static io.steelyard.gateway.tag.TagFieldsTest.hex;
import static io.steelyard.gateway.tag.TagValues.card;
import static io.steelyard.gateway.tag.TagValues.refusal;
import static io.steelyard.gateway.tag.TagValues.reply;
import static io.steelyard.gateway.tag.TagValues.status;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

/** What the PN532 dialect takes and what it refuses. */
final class Pn532Test {

    @Test
    void the_wake_up_before_an_answer_is_noise_and_the_answer_is_read() {
        assertEquals(List.of("17 noise", reply("frame", "ack"), card("DEADBEEF")), hex(TagDialect.PN532,
                "55 55 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 FF 00 FF 00 "
                        + "00 00 FF 0C F4 D5 4B 01 01 00 04 08 04 DE AD BE EF 96 00"));
    }

    @Test
    void a_uid_has_four_seven_or_ten_bytes() {
        assertEquals(List.of(card("00112233445566778899")), hex(TagDialect.PN532,
                "00 00 FF 12 EE D5 4B 01 01 00 C4 00 0A 00 11 22 33 44 55 66 77 88 99 13 00"));
        assertEquals(List.of("20 bad-field"),
                hex(TagDialect.PN532, "00 00 FF 0D F3 D5 4B 01 01 00 04 08 05 DE AD BE EF 01 94 00"));
        // a byte of the UID is missing; the card is missing; nothing but the command; an ATS longer than it is
        assertEquals(List.of("18 bad-field"),
                hex(TagDialect.PN532, "00 00 FF 0B F5 D5 4B 01 01 00 04 08 04 DE AD BE 85 00"));
        assertEquals(List.of("11 bad-field"), hex(TagDialect.PN532, "00 00 FF 04 FC D5 4B 01 01 DE 00"));
        assertEquals(List.of("9 bad-field"), hex(TagDialect.PN532, "00 00 FF 02 FE D5 4B E0 00"));
        assertEquals(List.of("21 bad-field"),
                hex(TagDialect.PN532, "00 00 FF 0E F2 D5 4B 01 01 00 04 08 04 DE AD BE EF 03 11 82 00"));
    }

    @Test
    void a_card_cut_short_at_the_end_of_what_the_decoder_holds_is_refused_too() {
        String noise = "55 ".repeat(2 * new Pn532().frameBytesMax() - 11);
        assertEquals(List.of("513 noise", "11 bad-field"),
                hex(TagDialect.PN532, noise + "00 00 FF 04 FC D5 4B 01 01 DE 00"));
    }

    @Test
    void two_cards_or_a_uid_made_up_anew_are_no_code() {
        assertEquals(List.of(status("several-tags")), hex(TagDialect.PN532,
                "00 00 FF 15 EB D5 4B 02 01 00 04 08 04 DE AD BE EF 02 00 04 08 04 CA FE BA BE 43 00"));
        assertEquals(List.of(status("random-uid")),
                hex(TagDialect.PN532, "00 00 FF 0C F4 D5 4B 01 01 00 04 08 04 08 AD BE EF 6C 00"));
        // only a UID of four bytes says so with its first
        assertEquals(List.of(card("08A1B2C3D4E5F6")),
                hex(TagDialect.PN532, "00 00 FF 0F F1 D5 4B 01 01 00 44 00 07 08 A1 B2 C3 D4 E5 F6 C6 00"));
    }

    @Test
    void an_error_of_the_module_is_a_refusal_and_an_unknown_direction_a_bad_field() {
        assertEquals(List.of(refusal("frame", "error"), refusal("frame", "nack")),
                hex(TagDialect.PN532, "00 00 FF 01 FF 7F 81 00 00 00 FF FF 00 00"));
        assertEquals(List.of("9 bad-field"), hex(TagDialect.PN532, "00 00 FF 02 FE AA 4B 0B 00"));
        assertEquals(List.of("8 bad-field"), hex(TagDialect.PN532, "00 00 FF 01 FF D5 2B 00"));
    }

    @Test
    void only_a_firmware_version_of_four_bytes_has_its_fields_named() {
        assertEquals(
                List.of(reply("tfi", "D5", "command", "03", "ic", "32", "ver", "01", "rev", "06", "support", "07")),
                hex(TagDialect.PN532, "00 00 FF 06 FA D5 03 32 01 06 07 E8 00"));
        assertEquals(List.of(reply("tfi", "D5", "command", "03", "data", "320106")),
                hex(TagDialect.PN532, "00 00 FF 05 FB D5 03 32 01 06 EF 00"));
        assertEquals(List.of(reply("tfi", "D5", "command", "15", "data", "")),
                hex(TagDialect.PN532, "00 00 FF 02 FE D5 15 16 00"));
    }

    @Test
    void each_of_the_two_checks_and_the_last_byte_is_needed() {
        // LEN and LCS; DCS; the 00 behind it, and behind an acknowledgement
        assertEquals(List.of("5 bad-checksum", "4 noise", "1 incomplete"),
                hex(TagDialect.PN532, "00 00 FF 03 FC D5 4B 00 E0 00"));
        assertEquals(List.of("10 bad-checksum"), hex(TagDialect.PN532, "00 00 FF 03 FD D5 4B 00 E1 00"));
        assertEquals(List.of("10 bad-length"), hex(TagDialect.PN532, "00 00 FF 03 FD D5 4B 00 E0 01"));
        assertEquals(List.of("6 bad-length"), hex(TagDialect.PN532, "00 00 FF 00 FF 01"));
        assertEquals(List.of("5 bad-length", "1 noise"), hex(TagDialect.PN532, "00 00 FF 00 00 01"));
    }
}
