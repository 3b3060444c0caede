package io.steelyard.sim.device;

import static io.steelyard.sim.device.Host.MILLI;
import static io.steelyard.sim.device.Host.SECOND;
import static io.steelyard.sim.device.Host.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Readers of cards and bin transponders. */
final class CardReadersTest {
    private static final LineRate LINE = LineRate.eightN1(9600);

    @Nested
    final class Id12 {
        private final Id12Reader reader = new Id12Reader("cards", LINE);
        private final Host host = new Host(reader);

        @Test
        void a_card_is_ten_hex_characters_their_check_and_a_line_end() {
            reader.present(host.nowNanos, "0c000621a5");
            // STX 0  C  0  0  0  6  2  1  A  5  XOR   CR LF ETX
            assertEquals("02 30 43 30 30 30 36 32 31 41 35 38 45 0D 0A 03", hex(host.listen(90 * MILLI)));
        }

        @Test
        void a_card_is_repeated_while_it_lies_there() {
            reader.present(host.nowNanos, "0C000621A5");
            assertEquals(10, Host.frames(host.listen(SECOND), 0x02, 16).size());
            reader.withdraw(host.nowNanos);
            host.listen(20 * MILLI);
            assertEquals("", hex(host.listen(SECOND)));
        }
    }

    @Nested
    final class Em18 {
        private final Em18Reader reader = new Em18Reader("cards", LINE);
        private final Host host = new Host(reader);

        @Test
        void a_card_is_twelve_characters_and_only_silence_parts_them() {
            reader.present(host.nowNanos, "0100A1B2C3");
            assertEquals("0100A1B2C3D1", Host.text(host.listen(90 * MILLI)));
            assertEquals("", Host.text(host.listen(10 * MILLI)));
            assertEquals("0100A1B2C3D1", Host.text(host.listen(80 * MILLI)));
            reader.withdraw(host.nowNanos);
            assertEquals("", Host.text(host.listen(SECOND)));
        }

        @Test
        void what_no_card_can_hold_is_refused() {
            assertThrows(IllegalArgumentException.class, () -> reader.present(0, "0100A1B2CG"));
        }
    }

    @Nested
    final class Wl134 {
        private final Wl134Reader reader = new Wl134Reader("bins", LINE);
        private final Host host = new Host(reader);

        @Test
        void a_bin_is_number_and_country_low_digit_first() {
            reader.present(host.nowNanos, "156000987654321");
            // STX 1  B  8  6  E  D  A  3  0  0  C  9  0  0  -  not an animal, reserved        XOR INV ETX
            assertEquals("02 31 42 38 36 45 44 41 33 30 30 43 39 30 30 30 30 30 30 30 30 30 30 30 30 30 30 74 8B 03",
                    hex(host.listen(90 * MILLI)));
        }

        @Test
        void an_animal_says_so() {
            reader.present(host.nowNanos, new Transponder(156, 987_654_321, true));
            assertEquals("02 31 42 38 36 45 44 41 33 30 30 43 39 30 30 30 31 30 30 30 30 30 30 30 30 30 30 75 8A 03",
                    hex(host.listen(90 * MILLI)));
        }

        @Test
        void a_number_of_more_than_38_bits_is_refused() {
            reader.present(host.nowNanos, "156274877906943");
            assertThrows(IllegalArgumentException.class, () -> reader.present(host.nowNanos, "156274877906944"));
        }
    }

    @Nested
    final class Fdxb {
        private static final String AS_DIGITS = "02 01 A7 01 00 A5 03";
        private static final String AS_BLOCK = "02 01 A7 01 02 A7 03";
        // 02 01 00 length, number, country, nothing, animal, XOR 03
        private static final String DIGITS = "02 01 00 0C 11 22 33 44 55 66 01 23 00 00 00 10 4A 03";
        // 02 01 00 length, eight bytes, CRC, XOR 03
        private static final String BLOCK = "02 01 00 0A BE 78 A2 21 DA 1E 00 80 D6 0F D1 03";
        private static final Transponder TAG = new Transponder(123, 112_233_445_566L, true);

        @Test
        void the_published_transponder_is_answered_as_block_and_as_digits() {
            FdxbReader reader = new FdxbReader("bins", LINE, FdxbReader.Form.ASKED);
            Host host = new Host(reader);
            reader.present(host.nowNanos, TAG);
            assertEquals("", hex(host.listen(SECOND)));
            assertEquals(BLOCK, hex(host.ask(hex(AS_BLOCK), 30 * MILLI)));
            assertEquals(DIGITS, hex(host.ask(hex(AS_DIGITS), 30 * MILLI)));
            reader.withdraw(host.nowNanos);
            assertEquals("02 01 01 00 02 03", hex(host.ask(hex(AS_BLOCK), 30 * MILLI)));
        }

        @Test
        void a_reader_that_sends_by_itself_repeats() {
            FdxbReader blocks = new FdxbReader("bins", LINE, FdxbReader.Form.BLOCKS);
            Host host = new Host(blocks);
            blocks.present(host.nowNanos, TAG);
            assertEquals(BLOCK + " " + BLOCK, hex(host.listen(190 * MILLI)));
            FdxbReader digits = new FdxbReader("bins", LINE, FdxbReader.Form.DIGITS);
            Host other = new Host(digits);
            digits.present(other.nowNanos, "123112233445566");
            assertEquals(DIGITS.replace("10 4A", "00 5A"), hex(other.listen(90 * MILLI)));
        }

        @Test
        void writing_is_counted_and_a_wrong_check_is_not_heard() {
            FdxbReader reader = new FdxbReader("bins", LINE, FdxbReader.Form.ASKED);
            Host host = new Host(reader);
            assertEquals("", hex(host.ask(hex("02 01 A8 01 00 AB 03"), 30 * MILLI)));
            assertEquals(0, reader.commandsThatChange());
            assertEquals("02 01 00 00 03 03", hex(host.ask(hex("02 01 A8 01 00 AA 03"), 30 * MILLI)));
            assertEquals(1, reader.commandsThatChange());
            host.ask(hex("02 01 55 00 56 03"), 30 * MILLI);
            assertEquals(1, reader.commandsUnknown());
        }
    }

    @Nested
    final class Pn532 {
        private static final String WAKE = "55 55 00 00 00";
        private static final String ACK = "00 00 FF 00 FF 00";
        private static final String VERSION = "00 00 FF 02 FE D4 02 2A 00";
        private static final String POLL = "00 00 FF 04 FC D4 4A 01 00 E1 00";
        // TFI 4B, one card, first, ATQA, SAK, four bytes of UID
        private static final String CARD = "00 00 FF 0C F4 D5 4B 01 01 00 04 08 04 04 A1 B2 C3 B4 00";
        private static final String NO_CARD = "00 00 FF 03 FD D5 4B 00 E0 00";
        // a poll gives up after three tries
        private static final String THREE_TRIES = "00 00 FF 06 FA D4 32 05 FF 01 02 F3 00";

        private final Pn532Reader reader = new Pn532Reader("cards", LineRate.eightN1(115_200));
        private final Host host = new Host(reader);

        @Test
        void nothing_is_heard_until_it_is_woken() {
            assertEquals("", ask(VERSION));
            assertEquals("", ask(WAKE));
            assertEquals(ACK + " 00 00 FF 06 FA D5 03 32 01 06 07 E8 00", ask(VERSION));
        }

        @Test
        void waking_and_the_first_command_may_come_in_one() {
            assertEquals(ACK + " 00 00 FF 02 FE D5 15 16 00",
                    ask("55 55 00 00 00 00 00 00 00 00 00 00 00 00 00 00 FF 03 FD D4 14 01 17 00"));
        }

        @Test
        void a_card_in_the_field_is_told_at_once() {
            reader.present(host.nowNanos, "04A1B2C3");
            ask(WAKE);
            assertEquals(ACK + " " + CARD, ask(POLL));
        }

        @Test
        void a_poll_waits_for_a_card_until_it_is_told_to_stop() {
            ask(WAKE);
            assertEquals(ACK, ask(POLL));
            assertEquals("", hex(host.listen(SECOND)));
            reader.present(host.nowNanos, "04A1B2C3");
            assertEquals(CARD, hex(host.listen(20 * MILLI)));
            reader.withdraw(host.nowNanos);
            ask(POLL);
            ask(ACK);
            reader.present(host.nowNanos, "04A1B2C3");
            assertEquals("", hex(host.listen(SECOND)));
        }

        @Test
        void a_poll_that_gives_up_says_that_there_is_no_card() {
            ask(WAKE);
            assertEquals(ACK + " 00 00 FF 02 FE D5 33 F8 00", ask(THREE_TRIES));
            assertEquals(ACK, ask(POLL));
            assertEquals(NO_CARD, hex(host.listen(20 * MILLI)));
            assertEquals(0, reader.commandsThatChange());
        }

        @Test
        void a_longer_uid_and_a_second_card_are_told_apart() {
            reader.present(host.nowNanos, "04A1B2C3D4E5F6");
            reader.present(host.nowNanos, "04A1B2C3");
            ask(WAKE);
            // two cards: 1, ATQA 0044, SAK 00, seven bytes; 2, ATQA 0004, SAK 08, four bytes
            assertEquals(ACK
                    + " 00 00 FF 18 E8 D5 4B 02 01 00 44 00 07 04 A1 B2 C3 D4 E5 F6 02 00 04 08 04 04 A1 B2 C3 9D 00",
                    ask("00 00 FF 04 FC D4 4A 02 00 E0 00"));
        }

        @Test
        void a_wrong_check_is_not_answered_and_an_unknown_command_is_an_error() {
            ask(WAKE);
            assertEquals("", ask("00 00 FF 02 FE D4 02 2B 00"));
            assertEquals("", ask("00 00 FF 02 FD D4 02 2A 00"));
            assertEquals(ACK + " 00 00 FF 01 FF 7F 81 00", ask("00 00 FF 02 FE D4 99 93 00"));
            assertEquals(1, reader.commandsUnknown());
        }

        @Test
        void writing_to_a_card_is_counted_and_reading_it_is_not() {
            ask(WAKE);
            ask("00 00 FF 05 FB D4 40 01 30 04 B7 00"); // read block 4 of card 1
            assertEquals(0, reader.commandsThatChange());
            ask("00 00 FF 09 F7 D4 40 01 A2 04 00 00 00 00 45 00"); // write page 4
            assertEquals(1, reader.commandsThatChange());
        }

        @Test
        void powered_down_it_sleeps() {
            ask(WAKE);
            assertEquals(ACK + " 00 00 FF 03 FD D5 17 00 14 00", ask("00 00 FF 03 FD D4 16 F0 26 00"));
            assertEquals("", ask(VERSION));
        }

        private String ask(String request) {
            return hex(host.ask(hex(request), 20 * MILLI));
        }
    }
}
