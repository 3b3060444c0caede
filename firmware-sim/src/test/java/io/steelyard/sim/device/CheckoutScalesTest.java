package io.steelyard.sim.device;

import static io.steelyard.sim.device.Bench.still;
import static io.steelyard.sim.device.Host.hex;
import static io.steelyard.sim.device.Host.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** NCI and Toledo 8217: a weight when there is one, otherwise a status. */
final class CheckoutScalesTest {
    private static final ScaleProfile PROFILE = ScaleProfile.BENCH_60_KG;

    private final Bench nci = new Bench(pan -> new NciScale("scale", PROFILE, pan));
    private final Bench toledo = new Bench(pan -> new Toledo8217Scale("scale", PROFILE, pan));

    @Test
    void nci_answers_a_weight_and_a_status() {
        nci.rests("7.35");
        // LF 0  7  .  3  5  0  K  G  CR LF S  h  h  CR ETX
        assertEquals("0A 30 37 2E 33 35 30 4B 47 0D 0A 53 30 30 0D 03", nci.askHex("57 0D"));
        assertEquals("\n07.3500KG\r\nS00\r\3", nci.ask("H\r"));
        assertEquals("\nS00\r\3", nci.ask("S\r"));
        nci.rests("0");
        assertEquals("\n00.000KG\r\nS20\r\3", nci.ask("W\r")); // 32: bit 1, at zero
    }

    @Test
    void nci_answers_only_a_status_when_there_is_no_weight() {
        nci.swings("20");
        assertEquals("\nS10\r\3", nci.ask("W\r")); // 31: bit 0, motion
        nci.rests("61");
        assertEquals("\nS02\r\3", nci.ask("W\r")); // second 32: bit 1, over
        nci.rests("-0.05");
        assertEquals("\nS01\r\3", nci.ask("H\r")); // second 31: bit 0, under
    }

    @Test
    void nci_tells_net_in_a_third_status_character() {
        NciScale scale = new NciScale("scale", PROFILE, new Pan());
        scale.presetTare(new BigDecimal("1.50"));
        // second 70: another follows; third 34: bit 2, net
        assertEquals("0A 30 35 2E 38 35 30 4B 47 0D 0A 53 30 70 34 0D 03", hex(scale.frame(still("7.35"))));
    }

    @Test
    void nci_does_not_know_other_commands() {
        assertEquals("\n?\r\3", nci.ask("w\r"));
        assertEquals("\n?\r\3\n00.000KG\r\nS20\r\3", nci.ask("zzW\rW\r"));
        assertEquals("", nci.ask("W"));
        assertEquals("\n00.000KG\r\nS20\r\3", nci.ask("\r\n"));
    }

    @Test
    void toledo_answers_a_weight_without_any_terminator() {
        toledo.rests("7.35");
        // STX 0  7  .  3  5  0  CR
        assertEquals("02 30 37 2E 33 35 30 0D", toledo.askHex("57"));
        assertEquals("\2" + "07.3500\r", toledo.ask("H"));
        assertEquals("\2" + "07.350\r\2" + "07.350\r", toledo.ask("WW"));
    }

    @Test
    void both_always_tell_three_decimals_of_a_kilogram() {
        ScaleProfile grams = Bench.grams(0, "5", "15000");
        assertEquals("\2" + "07.350\r", text(new Toledo8217Scale("scale", grams, new Pan()).frame(still("7350"))));
        assertEquals("\n12.345KG\r\nS00\r\3", text(new NciScale("scale", grams, new Pan()).frame(still("12345"))));
    }

    @Test
    void toledo_answers_a_status_when_there_is_no_weight() {
        toledo.swings("20");
        // STX ?  41: 6 always, 0 motion   CR
        assertEquals("02 3F 41 0D", toledo.askHex("57"));
        toledo.rests("61");
        assertEquals("02 3F 42 0D", toledo.askHex("57")); // 1 over
        toledo.rests("-0.05");
        assertEquals("02 3F 44 0D", toledo.askHex("57")); // 2 under zero
    }

    @Test
    void toledo_marks_a_net_weight_and_a_net_status() {
        Toledo8217Scale scale = new Toledo8217Scale("scale", PROFILE, new Pan());
        scale.presetTare(new BigDecimal("1.50"));
        assertEquals("\2" + "05.850N\r", text(scale.frame(still("7.35"))));
        assertEquals("02 3F 64 0D", hex(scale.frame(still("0.00")))); // 5 net, 2 under zero
    }

    @Test
    void toledo_echoes_what_it_hears_from_e_to_f() {
        // STX E  CR h  e  l  l  o
        assertEquals("02 45 0D 68 65 6C 6C 6F", toledo.askHex("45 68 65 6C 6C 6F"));
        assertEquals("ZW", toledo.ask("ZW")); // and obeys none of it
        assertEquals("\2F\r", toledo.ask("F"));
        assertEquals("\2" + "00.000\r", toledo.ask("W"));
    }

    @Test
    void toledo_answers_any_other_letter_with_its_status() {
        assertEquals("02 3F 50 0D", toledo.askHex("78")); // 4 centre of zero
        assertEquals("\2?\r\2@\r", toledo.ask("AB")); // the confidence test, passed
    }
}
