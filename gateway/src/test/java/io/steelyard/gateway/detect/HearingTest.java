package io.steelyard.gateway.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.tag.TagDialect;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is evidence, and what is not. */
final class HearingTest {
    private static final Suspect SICS = Suspect.of(ScaleDialect.MT_SICS);
    private static final Suspect CARDS = Suspect.of(TagDialect.RDM6300);
    private static final String STABLE = "S S       7.35 kg\r\n";
    //                                    STX  version and number  check ETX
    private static final String CARD = "\u0002" + "0100A1B2C3" + "D1" + "\u0003";

    private static Hearing hearing(Suspect suspect, String... bursts) {
        return Hearing.of(suspect,
                new Bursts(Arrays.stream(bursts).map(Stranger::bytes).toList(), Stranger.SILENT, false));
    }

    @Test
    void three_consistent_frames_in_a_row_are_evidence_and_two_are_not() {
        assertTrue(hearing(SICS, STABLE + STABLE + STABLE).accepted());
        assertTrue(hearing(SICS, STABLE, STABLE, STABLE).accepted(), "answers one by one");
        assertFalse(hearing(SICS, STABLE + STABLE).accepted());
        assertTrue(hearing(SICS, STABLE + STABLE).promising());
    }

    @Test
    void garbage_between_them_breaks_the_row_where_there_is_no_check() {
        assertFalse(hearing(SICS, STABLE + STABLE + "x" + STABLE).accepted());
        assertTrue(hearing(SICS, STABLE + "x" + STABLE + STABLE + STABLE).accepted());
    }

    @Test
    void what_is_cut_at_either_end_of_a_listening_does_not_count() {
        var cut = hearing(SICS, STABLE.substring(5) + STABLE + STABLE + STABLE + STABLE.substring(0, 9));
        assertTrue(cut.accepted());
        assertEquals(0, cut.unexplained());
        assertFalse(hearing(SICS, "x".repeat(40) + STABLE + STABLE + STABLE).accepted(),
                "more than a frame is not cut");
    }

    @Test
    void frames_of_another_unit_or_other_decimals_are_not_consistent() {
        assertEquals(2, hearing(SICS, STABLE + STABLE + "S S      7.350 kg\r\n" + STABLE).run());
        assertEquals(2, hearing(SICS, STABLE + STABLE + "S S       7.35 g\r\n" + STABLE).run());
    }

    @Test
    void a_balance_that_leaves_the_unit_out_while_it_moves_is_consistent() {
        var balance = Suspect.of(ScaleDialect.SARTORIUS_SBI);
        var moving = "+     7.35       \r\n".replace("       \r", "    \r");
        assertEquals(16, moving.length());
        assertEquals(3, hearing(balance, "+     7.35 kg \r\n" + moving + "+     7.35 kg \r\n").run());
        assertEquals(2, hearing(balance, "+     7.35 kg \r\n" + moving + "+     7.35 g  \r\n").run());
    }

    @Test
    void out_of_range_is_evidence_and_a_mere_status_is_not() {
        assertTrue(hearing(SICS, "S +\r\nS +\r\nS +\r\n").accepted());
        var busy = hearing(SICS, "S I\r\nS I\r\nS I\r\n");
        assertFalse(busy.accepted());
        assertTrue(busy.speaks());
    }

    @Test
    void one_valid_check_is_evidence_and_three_are_beyond_doubt() {
        assertTrue(hearing(CARDS, CARD).accepted());
        assertFalse(hearing(CARDS, CARD + CARD).sure());
        assertTrue(hearing(CARDS, CARD + CARD + CARD).sure());
        assertFalse(hearing(CARDS, CARD.replace("D1", "D2")).accepted());
    }

    @Test
    void a_valid_check_among_much_else_is_chance() {
        assertTrue(hearing(CARDS, CARD + "xxxx" + CARD).accepted(), "4 of 32 bytes");
        assertFalse(hearing(CARDS, CARD + "x".repeat(10) + CARD).accepted(), "10 of 38 bytes");
    }

    @Test
    void a_refusal_is_a_word_of_a_protocol_and_no_evidence() {
        var refusal = hearing(SICS, "ES\r\n");
        assertTrue(refusal.speaks());
        assertFalse(refusal.accepted() || refusal.promising());
        assertFalse(hearing(Suspect.of(ScaleDialect.CAS_22), "ERR 01\r\n").speaks(),
                "who is never asked refuses nothing");
    }

    @Test
    void a_reply_without_a_value_is_evidence_where_it_was_asked_for() {
        var module = Suspect.of(TagDialect.PN532);
        byte[] acknowledged = Stranger.hex("00 00 FF 00 FF 00");
        assertTrue(Hearing.of(module, new Bursts(List.of(acknowledged), Stranger.SILENT, true)).accepted());
        assertFalse(Hearing.of(module, new Bursts(List.of(acknowledged), Stranger.SILENT, false)).accepted());
    }

    @Test
    void the_questions_of_a_host_are_no_evidence() {
        for (var probe : List.of(Probe.MODBUS, Probe.YAOHUA, Probe.FDX_B, Probe.R200, Probe.RCP, Probe.PN532,
                Probe.MERCURY, Probe.UHF_READER18)) {
            var bursts = new Bursts(List.of(probe.bytes(), probe.bytes(), probe.bytes()), Stranger.SILENT, true);
            Suspect.all().forEach(suspect -> assertEquals(0, Hearing.of(suspect, bursts).telling(),
                    probe + " as " + suspect.name()));
        }
    }

    @Test
    void a_yaohua_value_with_more_decimals_than_the_indicator_has_is_read_from_the_wrong_end() {
        var reversed = Suspect.of(ScaleDialect.YAOHUA_EQUALS_REVERSED);
        assertFalse(hearing(reversed, "=00012.34".repeat(3)).accepted());
        assertTrue(hearing(reversed, "=0012.345".repeat(3)).accepted());
    }

    @Test
    void the_evidence_says_what_it_rests_on() {
        assertEquals("3 frames, 3 in a row of one shape, no check, 0 of 57 bytes unexplained",
                hearing(SICS, STABLE + STABLE + STABLE).evidence());
        assertEquals("1 frame with a valid check, 0 of 14 bytes unexplained", hearing(CARDS, CARD).evidence());
        assertEquals("it refuses in this protocol's words", hearing(SICS, "ES\r\n").evidence());
    }
}
