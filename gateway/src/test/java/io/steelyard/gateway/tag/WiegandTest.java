package io.steelyard.gateway.tag;

import static io.steelyard.gateway.tag.TagFieldsTest.utf8;
import static io.steelyard.gateway.tag.TagValues.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.steelyard.gateway.field.Transcripts;
import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.frame.Sample;

/** What the Wiegand dialect takes and what it refuses. */
final class WiegandTest {

    private static final String WORD = "01010000110110010110000110";

    @Test
    void a_changed_or_lost_bit_is_never_another_card() {
        for (Sample sample : TagDialectTest.samples(TagDialect.WIEGAND)) {
            String line = new String(sample.bytes(), StandardCharsets.US_ASCII);
            for (int at = 0; at < line.length(); at++) {
                String lost = line.substring(0, at) + line.substring(at + 1);
                refused(lost, sample.line());
                for (char change = 0; change < 256; change++) {
                    refused(line.substring(0, at) + change + line.substring(at + 1), sample.line());
                }
            }
        }
    }

    private static void refused(String damaged, String line) {
        for (Object found : utf8(TagDialect.WIEGAND, damaged)) {
            assertTrue(!(found instanceof TagValue.TagRead read)
                    || Transcripts.tagLine(new Decoded.Value<>(read, new byte[0])).equals(line), damaged);
        }
    }

    @Test
    void both_parities_are_checked() {
        // the even one, the odd one, a bit of the facility
        for (String word : List.of("11010000110110010110000110", "01010000110110010110000111",
                "01110000110110010110000110")) {
            assertEquals(List.of("27 bad-checksum"), utf8(TagDialect.WIEGAND, word + "\n"));
        }
        assertEquals(List.of("35 bad-checksum"),
                utf8(TagDialect.WIEGAND, "0000000001010000110110010110000111\n"));
    }

    @Test
    void a_word_of_another_length_is_refused_whole() {
        for (int bits = 1; bits <= 40; bits++) {
            boolean known = List.of(4, 8, 26, 34).contains(bits);
            if (!known) {
                assertEquals(List.of(bits + 1 + " bad-length", status("key 5")),
                        utf8(TagDialect.WIEGAND, "0".repeat(bits) + "\n0101\n"));
            }
        }
        assertEquals(List.of("101 bad-length"), utf8(TagDialect.WIEGAND, "1".repeat(100) + "\n"));
    }

    @Test
    void a_key_is_four_bits_or_eight_with_its_inverse() {
        assertEquals(List.of(status("key 0"), status("key 0"), status("key 9"), status("key B")),
                utf8(TagDialect.WIEGAND, "0000\n11110000\n1001\n1011\n"));
        assertEquals(List.of("9 bad-checksum"), utf8(TagDialect.WIEGAND, "10100100\n"));
    }

    @Test
    void only_bits_and_a_line_end_make_a_word() {
        assertEquals(List.of("3 bad-field"), utf8(TagDialect.WIEGAND, "012"));
        assertEquals(List.of("28 bad-field"), utf8(TagDialect.WIEGAND, WORD + "\r\r"));
        assertEquals(List.of("26 incomplete"), utf8(TagDialect.WIEGAND, WORD));
        assertEquals(List.of("27 incomplete"), utf8(TagDialect.WIEGAND, WORD + "\r"));
        assertEquals(List.of("3 noise", status("key 5")), utf8(TagDialect.WIEGAND, "\n\r\n0101\n"));
        // what follows a lone CR is the rest of a damaged line, not a key
        assertEquals(List.of("8 bad-field"), utf8(TagDialect.WIEGAND, "01\r0101\n"));
    }
}
