package io.steelyard.sim.device;

import static io.steelyard.sim.device.Host.MILLI;
import static io.steelyard.sim.device.Host.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModbusScaleTest {
    // address, function, first register, words, CRC
    private static final String READ_WEIGHT = "01 03 00 50 00 02 C4 1A"; // published
    private static final String READ_NET = "01 03 00 52 00 02 65 DA";
    private static final String READ_STATUS = "01 03 00 08 00 01 05 C8";

    private final Pan pan = new Pan();
    private final ModbusScale scale = new ModbusScale("scale", Bench.kilograms(2, "0.01", "300.00"), pan);
    private final Host host = new Host(scale);

    @Test
    void weight_and_net_are_signed_two_word_numbers_without_a_point() {
        rests("1.32");
        // address, function, bytes, high word, low word, CRC
        assertEquals("01 03 04 00 00 00 84 FA 50", ask(READ_WEIGHT)); // published: 132
        rests("7.35");
        assertEquals("01 03 04 00 00 02 DF BA CB", ask(READ_WEIGHT)); // 735
        assertEquals("01 03 04 00 00 02 DF BA CB", ask("01 03 00 1E 00 02 A4 0D")); // measured
        rests("0");
        scale.presetTare(new BigDecimal("158.89"));
        assertEquals("01 03 04 FF FF C1 EF EA 0B", ask(READ_NET)); // published: -15889
    }

    @Test
    void the_status_has_the_decimals_and_a_bit_for_each_state() {
        rests("7.35");
        assertEquals("01 03 02 00 02 39 85", ask(READ_STATUS)); // two decimals
        rests("0");
        assertEquals("01 03 02 00 82", ask(READ_STATUS).substring(0, 14)); // 7 zero
        rests("-0.30");
        assertEquals("01 03 02 00 0A 38 43", ask(READ_STATUS)); // 3 negative
        rests("301");
        assertEquals("01 03 02 02 02 38 E5", ask(READ_STATUS)); // 9 overload
        pan.place(host.nowNanos, new BigDecimal("20"));
        host.listen(500 * MILLI);
        assertEquals("01 03 02 00 22 38 5D", ask(READ_STATUS)); // 5 unstable
    }

    @Test
    void one_read_takes_the_whole_block_from_the_status_to_the_net_weight() {
        rests("7.35");
        String answer = ask("01 03 00 08 00 4C C5 FD"); // 0008h..0053h
        String[] bytes = answer.split(" ");
        assertEquals(3 + 2 * 0x4C + 2, bytes.length);
        assertTrue(answer.startsWith("01 03 98 00 02 00 00"), answer); // 98: 152 bytes; status; 0009h
        assertEquals("00 00 02 DF", registers(bytes, 0x1E));
        assertEquals("00 00 02 DF", registers(bytes, 0x50));
        assertEquals("00 00 02 DF", registers(bytes, 0x52));
    }

    @ParameterizedTest
    @CsvSource({
            // request, answer
            "01 03 00 54 00 01 C5 DA, 01 83 02 C0 F1", // begins beyond the last register
            "01 03 00 53 00 02 34 1A, 01 83 02 C0 F1", // ends beyond it
            "01 03 00 50 00 00 45 DB, 01 83 03 01 31", // no words
            "01 03 00 50 00 7E C5 FB, 01 83 03 01 31", // 126 words
            "01 01 00 00 00 01 FD CA, 01 81 01 81 90", // coils
            "01 06 00 54 00 01 09 DA, 01 86 02 C3 A1"}) // a write beyond the last register
    void what_cannot_be_done_is_refused_with_a_reason_and_a_check(String request, String refusal) {
        assertEquals(refusal, ask(request));
    }

    @Test
    void writes_are_answered_and_counted_also_to_everyone() {
        assertEquals("01 06 00 00 00 05 49 C9", ask("01 06 00 00 00 05 49 C9"));
        assertEquals("01 10 00 00 00 01 01 C9", ask("01 10 00 00 00 01 02 00 05 66 53"));
        assertEquals("", ask("00 06 00 00 00 05 48 18")); // broadcast
        assertEquals(3, scale.commandsThatChange());
    }

    @Test
    void another_address_and_a_wrong_check_are_not_answered() {
        assertEquals("", ask("02 03 00 50 00 02 C4 29"));
        assertEquals("", ask("01 03 00 50 00 02 C4 1B"));
        assertEquals(0, scale.commandsUnknown());
    }

    @Test
    void silence_ends_a_request_so_garbage_spoils_only_what_it_touches() {
        rests("7.35");
        assertEquals("", ask("FF " + READ_WEIGHT));
        assertEquals("", ask(READ_WEIGHT + " " + READ_WEIGHT)); // two without a pause are one, and no good one
        assertEquals("", ask("01 03 00 50"));
        assertEquals("", ask("00 02 C4 1A"));
        assertEquals("01 03 04 00 00 02 DF BA CB", ask(READ_WEIGHT));
    }

    @Test
    void a_request_in_pieces_is_answered_if_the_pauses_are_short() {
        rests("7.35");
        scale.advance(host.nowNanos, Host.hex("01 03 00 50"));
        host.nowNanos += 3 * MILLI; // 3.5 characters take 3.6 ms
        assertEquals("01 03 04 00 00 02 DF BA CB", ask("00 02 C4 1A"));
    }

    @Test
    void what_is_too_long_for_a_request_is_forgotten() {
        rests("7.35");
        assertEquals("", ask("01 06 00 00 00 05 " + "00 ".repeat(292) + "78 26")); // 300 bytes, a good check
        assertEquals(0, scale.commandsThatChange());
        assertEquals("01 03 04 00 00 02 DF BA CB", ask(READ_WEIGHT));
    }

    private void rests(String kilograms) {
        pan.place(host.nowNanos, new BigDecimal(kilograms));
        host.listen(3 * SECOND);
    }

    private String ask(String request) {
        return Host.hex(host.ask(Host.hex(request), 250 * MILLI));
    }

    private static String registers(String[] bytes, int first) {
        int at = 3 + 2 * (first - 0x08);
        return String.join(" ", bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]);
    }
}
