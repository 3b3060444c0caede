package io.steelyard.sim.device;

import static io.steelyard.sim.device.Host.MILLI;
import static io.steelyard.sim.device.Host.SECOND;
import static io.steelyard.sim.device.Host.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class ReadersTest {
    @Nested
    final class Rdm6300 {
        private final Rdm6300Reader reader = new Rdm6300Reader("cards", Rdm6300Reader.LINE);
        private final Host host = new Host(reader);

        @Test
        void a_card_is_ten_hex_characters_and_their_check() {
            reader.present(host.nowNanos, "0100A1B2C3");
            // STX 0  1  0  0  A  1  B  2  C  3  XOR   ETX
            assertEquals("02 30 31 30 30 41 31 42 32 43 33 44 31 03", hex(host.listen(40 * MILLI)));
        }

        @Test
        void a_card_is_repeated_every_fifty_milliseconds_while_it_lies_there() {
            reader.present(host.nowNanos, "0100A1B2C3");
            assertEquals(20, Host.frames(host.listen(SECOND), 0x02, 14).size());
            reader.withdraw(host.nowNanos);
            host.listen(20 * MILLI);
            assertEquals("", hex(host.listen(SECOND)));
        }

        @Test
        void a_card_seen_for_a_moment_between_two_steps_is_read_once() {
            Host sleepy = new Host(reader, SECOND);
            reader.present(sleepy.nowNanos + 100 * MILLI, "0100A1B2C3");
            reader.withdraw(sleepy.nowNanos + 130 * MILLI);
            assertEquals(1, Host.frames(sleepy.listen(SECOND), 0x02, 14).size());
        }

        @Test
        void what_no_card_can_hold_is_refused() {
            assertThrows(IllegalArgumentException.class, () -> reader.present(0, "0100A1B2C"));
        }
    }

    @Nested
    final class R200 {
        private static final String EPC = "E28011700000020ABCDE1234";
        private static final String POLL = "BB 00 22 00 00 22 7E";
        private static final String NOTICE = "BB 02 22 00 11 C8 34 00 E2 80 11 70 00 00 02 0A BC DE 12 34 28 5F 87 7E";
        private static final String NO_TAG = "BB 01 FF 00 01 15 16 7E";
        private static final String STOPPED = "BB 01 28 00 01 00 2A 7E";

        private final R200Reader reader = new R200Reader("tags", R200Reader.LINE);
        private final Host host = new Host(reader);

        @Test
        void a_tag_in_the_field_is_a_notice_with_rssi_pc_epc_and_crc() {
            reader.present(host.nowNanos, EPC);
            assertEquals(NOTICE, ask(POLL));
        }

        @Test
        void an_empty_field_is_said_to_be_empty() {
            assertEquals(NO_TAG, ask(POLL));
            reader.present(host.nowNanos, EPC);
            reader.withdraw(host.nowNanos);
            assertEquals(NO_TAG, ask(POLL));
        }

        @Test
        void two_tags_are_two_notices_and_the_length_follows_the_epc() {
            reader.present(host.nowNanos, EPC);
            reader.present(host.nowNanos, "30AA"); // one word: PC 0C 00, 7 bytes of parameters
            String answer = ask(POLL);
            assertEquals(NOTICE, answer.substring(0, NOTICE.length()));
            assertEquals("BB 02 22 00 07 C8 0C 00 30 AA", answer.substring(NOTICE.length() + 1, NOTICE.length() + 30));
        }

        @Test
        void rounds_go_on_until_stopped() {
            reader.present(host.nowNanos, EPC);
            host.ask(hex("BB 00 27 00 03 22 27 10 83 7E"), 0);
            assertEquals(40, Host.frames(host.listen(SECOND), 0xBB - 256, 24).size());
            String last = ask("BB 00 28 00 00 28 7E");
            assertEquals(STOPPED, last.substring(last.length() - STOPPED.length()));
            assertEquals("", hex(host.listen(SECOND)));
        }

        @Test
        void rounds_end_with_their_number() {
            assertEquals(3 * 8, host.ask(hex("BB 00 27 00 03 22 00 03 4F 7E"), SECOND).length); // three times "no tag"
        }

        @Test
        void a_command_is_found_in_pieces_and_after_noise_and_a_wrong_sum_is_not_answered() {
            assertEquals("", ask("00 FF 12"));
            assertEquals("", ask("BB 00 22"));
            assertEquals(NO_TAG, ask("00 00 22 7E"));
            assertEquals("", ask("BB 00 22 00 00 23 7E"));
            assertEquals("", ask("BB 00 22 FF FF"));
            assertEquals(NO_TAG, ask(POLL));
            assertEquals("BB 01 FF 00 01 17 18 7E", ask("BB 00 99 00 00 99 7E"));
        }

        @Test
        void the_power_may_be_asked_and_setting_it_is_counted() {
            assertEquals("BB 01 B7 00 02 07 D0 91 7E", ask("BB 00 B7 00 00 B7 7E"));
            assertEquals(0, reader.commandsThatChange());
            assertEquals("BB 01 B6 00 01 00 B8 7E", ask("BB 00 B6 00 02 07 D0 8F 7E"));
            assertEquals(1, reader.commandsThatChange());
            ask("BB 00 99 00 00 99 7E");
            assertEquals(1, reader.commandsUnknown());
        }

        private String ask(String request) {
            return hex(host.ask(hex(request), 20 * MILLI));
        }
    }

    @Nested
    final class Qr {
        @Test
        void a_text_is_sent_once_with_its_terminator() {
            QrScanner scanner = new QrScanner("scanner", LineRate.eightN1(9600), "\r\n");
            Host host = new Host(scanner);
            scanner.scan(host.nowNanos, "BAG-0001");
            assertEquals("BAG-0001\r\n", Host.text(host.listen(SECOND)));
        }

        @Test
        void two_scans_in_a_row_do_not_overlap() {
            QrScanner scanner = new QrScanner("scanner", LineRate.eightN1(9600), QrScanner.CARRIAGE_RETURN);
            Host host = new Host(scanner);
            scanner.scan(host.nowNanos, "BAG-0001");
            scanner.scan(host.nowNanos, "BAG-0002");
            assertEquals("BAG-0001\rBAG-0002\r", Host.text(host.listen(SECOND)));
        }
    }
}
