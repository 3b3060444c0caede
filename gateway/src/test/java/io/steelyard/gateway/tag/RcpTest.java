package io.steelyard.gateway.tag;

import static io.steelyard.gateway.tag.TagFieldsTest.hex;
import static io.steelyard.gateway.tag.TagValues.epc;
import static io.steelyard.gateway.tag.TagValues.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.steelyard.gateway.frame.Sample;

/** RCP, and how it and its look-alike R200 refuse one another. */
final class RcpTest {

    @ParameterizedTest
    @CsvSource({"R200, RCP", "RCP, R200"})
    void each_refuses_the_frames_of_the_other_for_their_check(TagDialect dialect, TagDialect other) {
        for (Sample sample : TagDialectTest.samples(other)) {
            String frame = HexFormat.ofDelimiter(" ").formatHex(sample.bytes());
            List<Object> found = hex(dialect, frame);
            assertTrue(String.valueOf(found.getFirst()).endsWith("bad-checksum"), () -> frame + " is " + found);
            assertTrue(found.stream().noneMatch(TagValue.class::isInstance), () -> frame + " is " + found);
        }
    }

    @Test
    void a_lone_r200_frame_whose_sum_is_7e_is_told_by_the_silence() {
        assertEquals(List.of("8 bad-checksum"), hex(TagDialect.RCP, "BB 00 22 00 01 5B 7E 7E"));
        assertEquals(List.of("7 incomplete"), hex(TagDialect.RCP, "BB 00 22 00 00 7E 54"));
    }

    @Test
    void an_end_mark_in_neither_place_is_a_bad_length() {
        assertEquals(List.of("7 bad-length", "1 noise"), hex(TagDialect.RCP, "BB 00 22 00 00 7F 54 73"));
        assertEquals(List.of("7 bad-length"), hex(TagDialect.R200, "BB 00 22 00 00 22 7F"));
    }

    @Test
    void an_rcp_tag_is_as_long_as_its_pc_says_and_may_hold_the_frame_marks() {
        assertEquals(List.of(epc("000102030405060708090A0B0C0D0E0F")), hex(TagDialect.RCP,
                "BB 02 22 00 12 40 00 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 7E 94 91"));
        assertEquals(List.of(epc("BB7E00BB7EBB7EBB7EBB7E00")), hex(TagDialect.RCP,
                "BB 02 22 00 0E 30 00 BB 7E 00 BB 7E BB 7E BB 7E BB 7E 00 7E 2E C5"));
        // PC says five words, six are there; no EPC; no PC
        assertEquals(List.of("22 bad-field"), hex(TagDialect.RCP,
                "BB 02 22 00 0E 28 00 E2 00 00 16 60 16 01 55 15 80 75 3D 7E 35 89"));
        assertEquals(List.of("10 bad-field"), hex(TagDialect.RCP, "BB 02 22 00 02 00 00 7E 5D 54"));
        assertEquals(List.of("8 bad-field"), hex(TagDialect.RCP, "BB 02 22 00 00 7E 10 F0"));
    }

    @Test
    void an_rcp_error_is_a_refusal_unless_it_says_no_tag() {
        assertEquals(List.of(refusal("type", "01", "command", "FF", "parameters", "0B")),
                hex(TagDialect.RCP, "BB 01 FF 00 01 0B 7E 65 8C"));
        assertEquals(List.of(refusal("type", "01", "command", "FF", "parameters", "")),
                hex(TagDialect.RCP, "BB 01 FF 00 00 7E 6F A7"));
    }
}
