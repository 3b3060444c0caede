package io.steelyard.gateway.tag;

import static io.steelyard.gateway.tag.TagValues.em4100;
import static io.steelyard.gateway.tag.TagValues.epc;
import static io.steelyard.gateway.tag.TagValues.refusal;
import static io.steelyard.gateway.tag.TagValues.reply;
import static io.steelyard.gateway.tag.TagValues.status;
import static io.steelyard.gateway.tag.TagValues.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.frame.Decoder;
import io.steelyard.gateway.frame.Reason;

/** What the reader dialects take and what they refuse, beyond the published frames. */
final class TagFieldsTest {

    @Test
    void an_epc_is_as_long_as_its_pc_says_and_may_hold_the_frame_marks() {
        //                      BB ty cm length st PC    EPC                                 CRC   sum 7E
        assertEquals(List.of(epc("BB7E00BB7EBB7EBB7EBB7E00")), hex(TagDialect.R200,
                "BB 02 22 00 11 C8 30 00 BB 7E 00 BB 7E BB 7E BB 7E BB 7E 00 12 E7 43 7E"));
        assertEquals(List.of(epc("000102030405060708090A0B0C0D0E0F")), hex(TagDialect.R200,
                "BB 02 22 00 15 C8 40 00 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 F6 BF 7E"));
        byte[] longest = IntStream.range(0, 62).collect(() -> new byte[62], (epc, at) -> epc[at] = (byte) at,
                (_, _) -> {});
        String epc = HexFormat.ofDelimiter(" ").withUpperCase().formatHex(longest);
        assertEquals(List.of(epc(epc.replace(" ", ""))),
                hex(TagDialect.R200, "BB 02 22 00 43 C8 F8 00 " + epc + " EA EC 60 7E"));
    }

    @Test
    void a_notice_whose_tag_check_or_length_is_wrong_is_refused_under_a_good_sum() {
        // the CRC of the tag is one off
        assertEquals(List.of("24 bad-checksum"), hex(TagDialect.R200,
                "BB 02 22 00 11 C8 30 00 00 00 00 00 00 00 00 00 00 00 00 00 0D AC E6 7E"));
        // PC says five words, six are there
        assertEquals(List.of("24 bad-field"), hex(TagDialect.R200,
                "BB 02 22 00 11 C8 28 00 00 00 00 00 00 00 00 00 00 00 00 00 20 31 76 7E"));
        // no EPC at all; no room for PC and CRC
        assertEquals(List.of("12 bad-field"), hex(TagDialect.R200, "BB 02 22 00 05 C8 00 00 E2 F0 C3 7E"));
        assertEquals(List.of("10 bad-field"), hex(TagDialect.R200, "BB 02 22 00 03 C8 34 00 23 7E"));
    }

    @Test
    void an_r200_error_is_a_refusal_unless_it_says_no_tag() {
        assertEquals(List.of(refusal("type", "01", "command", "FF", "parameters", "17")),
                hex(TagDialect.R200, "BB 01 FF 00 01 17 18 7E"));
        assertEquals(List.of(refusal("type", "01", "command", "FF", "parameters", "")),
                hex(TagDialect.R200, "BB 01 FF 00 00 00 7E"));
        assertEquals(List.of(reply("type", "02", "command", "27", "parameters", "00")),
                hex(TagDialect.R200, "BB 02 27 00 01 00 2A 7E"));
    }

    @Test
    void an_r200_length_beyond_any_answer_does_not_hold_up_the_line() {
        assertEquals(List.of("5 bad-length", "1 noise", status("no-tag")),
                hex(TagDialect.R200, "BB 02 22 FF 11 C8 BB 01 FF 00 01 15 16 7E"));
    }

    @Test
    void uhf_reader18_gives_a_code_only_for_one_tag() {
        assertEquals(List.of(reply("adr", "00", "cmd", "2F", "status", "00", "data", "")),
                hex(TagDialect.UHF_READER18, "05 00 2F 00 8D CD"));
        assertEquals(List.of(refusal("adr", "00", "cmd", "21", "status", "F9", "data", "")),
                hex(TagDialect.UHF_READER18, "05 00 21 F9 D3 3D"));
        assertEquals(List.of(status("several-tags")),
                hex(TagDialect.UHF_READER18, "0C 00 01 01 02 02 01 02 02 03 04 BD 0A"));
        // no tag list, no tags, and a status of nothing
        assertEquals(List.of("6 bad-field"), hex(TagDialect.UHF_READER18, "05 00 01 01 27 65"));
        assertEquals(List.of("7 bad-field"), hex(TagDialect.UHF_READER18, "06 00 01 01 00 14 48"));
    }

    @Test
    void a_newer_uhf_reader18_answer_that_nearly_fits_the_older_layout_is_still_its_one_tag() {
        // antenna 2, one tag of 12 bytes; in the older layout: two tags, of 1 byte and of 12
        assertEquals(List.of(epc("0C8068940000400A9D22A9EB")), hex(TagDialect.UHF_READER18,
                "15 00 01 01 02 01 0C 0C 80 68 94 00 00 40 0A 9D 22 A9 EB C8 37 9A"));
    }

    @Test
    void a_uhf_reader18_tag_with_bytes_left_over_is_refused() {
        assertEquals(List.of("12 bad-field"), hex(TagDialect.UHF_READER18, "0B 00 01 01 01 02 AA BB CC DD 1B 3E"));
    }

    @Test
    void a_mercury_answer_with_a_bad_status_is_a_refusal() {
        assertEquals(List.of(refusal("opcode", "22", "status", "0105", "data", "")),
                hex(TagDialect.MERCURY, "FF 00 22 01 05 81 E5"));
    }

    @Test
    void a_damaged_mercury_question_before_silence_is_a_bad_check_not_half_an_answer() {
        assertEquals(List.of("5 bad-checksum"), hex(TagDialect.MERCURY, "FF 00 03 1D 0D"));
    }

    @Test
    void em4100_characters_must_be_upper_case_hex() {
        assertEquals(List.of("14 bad-field"), utf8(TagDialect.RDM6300, "\u00020100a1B2C3D1\u0003"));
        assertEquals(List.of("14 bad-field"), utf8(TagDialect.RDM6300, "\u0002O100A1B2C3D1\u0003"));
        assertEquals(List.of("14 bad-checksum"), utf8(TagDialect.RDM6300, "\u00020100A1B2C3D2\u0003"));
    }

    @Test
    void an_em_18_burst_is_a_code_only_when_it_is_twelve_characters_or_the_same_twelve_again() {
        assertEquals(List.of(em4100("0100A1B2C3")), utf8(TagDialect.EM_18, "0100A1B2C3D1"));
        assertEquals(List.of("13 bad-length"), utf8(TagDialect.EM_18, "00100A1B2C3D1"));
        assertEquals(Collections.nCopies(3, new TagValue.TagRead(TagValue.EM4100, "0100A1B2C3")),
                utf8(TagDialect.EM_18, "0100A1B2C3D1".repeat(3)));
        assertEquals(List.of("24 bad-length"), utf8(TagDialect.EM_18, "0100A1B2C3D10C000621A58E"));
        assertEquals(List.of("11 incomplete"), utf8(TagDialect.EM_18, "100A1B2C3D1"));
        assertEquals(List.of("12 bad-checksum"), utf8(TagDialect.EM_18, "0100A1B2C3D0"));
        Decoder<TagValue> decoder = TagDialect.EM_18.newDecoder();
        assertEquals(List.of(), decoder.feed("0100A1B2C3D1".getBytes(StandardCharsets.US_ASCII), 12));
    }

    @Test
    void a_line_ends_in_cr_lf_cr_lf_or_tab() {
        assertEquals(List.of(text("a"), text("b"), text("c"), text("d"), text("e")),
                utf8(TagDialect.SCANNER, "a\rb\nc\r\nd\te\r"));
    }

    @Test
    void an_empty_line_is_a_byte_of_noise() {
        assertEquals(List.of("3 noise", text("a"), "1 noise"), utf8(TagDialect.SCANNER, "\r\n\ta\n\n"));
    }

    @Test
    void a_line_that_is_not_printable_utf_8_is_refused_whole() {
        for (String line : List.of("a\u0000b", "a\u001Bb", "a\u007Fb", "a\u0085b", "a\u200Bb", "a\u2028b", "\uFEFFa",
                "a\uE000", "  ")) {
            int bytes = line.getBytes(StandardCharsets.UTF_8).length + 2;
            assertEquals(List.of(bytes + " bad-field", text("next")), utf8(TagDialect.SCANNER, line + "\r\nnext\r\n"));
        }
        // GBK for "bag"; an overlong slash; half a character
        for (String line : List.of("B4 FC", "C0 AF", "61 E8 A2")) {
            assertEquals(List.of((line.length() + 1) / 3 + 1 + " bad-field"), hex(TagDialect.SCANNER, line + " 0A"));
        }
    }

    @Test
    void a_line_too_long_is_refused_to_its_end() {
        String longest = "x".repeat(256);
        assertEquals(List.of(text(longest)), utf8(TagDialect.SCANNER, longest + "\r\n"));
        assertEquals(List.of("258 bad-length", text("next")), utf8(TagDialect.SCANNER, longest + "y\nnext\n"));
        assertEquals(List.of("4096 bad-length", "905 bad-length", text("next")),
                utf8(TagDialect.SCANNER, "z".repeat(5000) + "\nnext\n"));
    }

    @Test
    void a_line_without_its_end_is_incomplete() {
        assertEquals(List.of("3 incomplete"), utf8(TagDialect.SCANNER, "abc"));
    }

    static List<Object> hex(TagDialect dialect, String hex) {
        return shown(dialect, HexFormat.ofDelimiter(" ").parseHex(hex));
    }

    static List<Object> utf8(TagDialect dialect, String stream) {
        return shown(dialect, stream.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Object> shown(TagDialect dialect, byte[] bytes) {
        return shown(dialect.newDecoder(), bytes);
    }

    static List<Object> shown(Decoder<TagValue> decoder, byte[] bytes) {
        List<Decoded<TagValue>> found = decoder.feed(bytes, bytes.length);
        found.addAll(decoder.quiet());
        return found.stream().map(decoded -> switch (decoded) {
            case Decoded.Value<TagValue>(TagValue value, byte[] _) -> (Object) value;
            case Decoded.Garbage<TagValue>(int count, Reason reason) -> count + " " + reason.text();
        }).toList();
    }
}
