package io.steelyard.sim.device;

import static io.steelyard.sim.device.Host.MILLI;
import static io.steelyard.sim.device.Host.SECOND;
import static io.steelyard.sim.device.Host.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Modules for UHF tags; the R200 is in ReadersTest. */
final class UhfReadersTest {
    private static final String EPC = "E28011700000020ABCDE1234";
    private static final String EPC_BYTES = "E2 80 11 70 00 00 02 0A BC DE 12 34";

    @Nested
    final class Rcp {
        private static final String READ_ONE = "BB 00 22 00 00 7E 54 73";
        // BB answer 22 length, PC, EPC, 7E, CRC behind it
        private static final String ONE = "BB 01 22 00 0E 30 00 " + EPC_BYTES + " 7E E8 6E";
        private static final String NOTICE = "BB 02 22 00 0E 30 00 " + EPC_BYTES + " 7E 9A 6E";
        private static final String NO_TAG = "BB 01 FF 00 01 15 7E 45 F0";
        private static final String STARTED = "BB 01 36 00 01 00 7E 22 B2";
        private static final String STOPPED = "BB 01 37 00 01 00 7E 88 E3";

        private final RcpReader reader = new RcpReader("tags", LineRate.eightN1(115_200));
        private final Host host = new Host(reader);

        @Test
        void one_tag_is_answered_and_an_empty_field_is_said_to_be_empty() {
            assertEquals(NO_TAG, ask(READ_ONE));
            reader.present(host.nowNanos, EPC);
            assertEquals(ONE, ask(READ_ONE));
            reader.withdraw(host.nowNanos);
            assertEquals(NO_TAG, ask(READ_ONE));
        }

        @Test
        void rounds_without_number_go_on_until_stopped() {
            reader.present(host.nowNanos, EPC);
            assertEquals(STARTED + " " + NOTICE, ask("BB 00 36 00 05 02 00 00 00 00 7E 22 0D"));
            assertEquals(40, Host.frames(host.listen(SECOND), 0xBB - 256, 22).size());
            String last = ask("BB 00 37 00 00 7E F3 91");
            assertEquals(STOPPED, last.substring(last.length() - STOPPED.length()));
            assertEquals("", hex(host.listen(SECOND)));
        }

        @Test
        void rounds_end_with_their_number() {
            reader.present(host.nowNanos, EPC);
            assertEquals(STARTED + (" " + NOTICE).repeat(3),
                    hex(host.ask(hex("BB 00 36 00 05 02 00 00 00 03 7E 77 5E"), SECOND)));
        }

        @Test
        void marks_within_a_command_do_not_end_it() {
            assertEquals("BB 01 03 00 07 53 49 4D 2D 52 43 50 7E FB 39", ask("BB 00 03 00 02 BB 7E 7E 68 47"));
        }

        @Test
        void the_sister_s_check_is_not_this_one_s() {
            assertEquals("", ask("BB 00 22 00 00 22 7E")); // the R200's poll
            host.listen(SECOND);
            assertEquals("", ask("BB 00 22 00 00 7E 54 74"));
            assertEquals(NO_TAG, ask(READ_ONE));
        }

        @Test
        void a_command_is_found_after_noise_and_in_pieces() {
            assertEquals("", ask("00 BB BB 00 22"));
            assertEquals(NO_TAG, ask("00 00 7E 54 73"));
        }

        @Test
        void setting_the_power_is_counted_and_an_unknown_command_fails() {
            assertEquals("BB 01 16 00 01 00 7E 2A 06", ask("BB 00 16 00 02 00 C8 7E 8B 67"));
            assertEquals(1, reader.commandsThatChange());
            assertEquals("BB 01 FF 00 01 17 7E 23 92", ask("BB 00 99 00 00 7E BB BD"));
            assertEquals(1, reader.commandsUnknown());
        }

        private String ask(String request) {
            return hex(host.ask(hex(request), 20 * MILLI));
        }
    }

    @Nested
    final class Reader18 {
        private static final String INVENTORY = "04 00 01 DB 4B";
        private static final String NO_TAG = "05 00 01 FB F2 3D";

        private final UhfReader18 reader = new UhfReader18("tags", LineRate.eightN1(57_600));
        private final Host host = new Host(reader);

        @Test
        void a_captured_inventory_is_answered_byte_for_byte() {
            assertEquals(NO_TAG, ask(INVENTORY));
            reader.present(host.nowNanos, "E2806915000050324241CCED");
            // length, address, command, finished, one tag, 12 bytes of EPC, CRC
            assertEquals("13 00 01 01 01 0C E2 80 69 15 00 00 50 32 42 41 CC ED 57 78", ask(INVENTORY));
            reader.withdraw(host.nowNanos);
            assertEquals(NO_TAG, ask(INVENTORY));
        }

        @Test
        void two_tags_are_in_one_frame() {
            reader.present(host.nowNanos, "000000000000000000000313");
            reader.present(host.nowNanos, "000000000000000000000314");
            assertEquals(
                    "20 00 01 01 02 0C 00 00 00 00 00 00 00 00 00 00 03 13 0C 00 00 00 00 00 00 00 00 00 00 03 14 B7 5D",
                    ask(INVENTORY));
        }

        @Test
        void more_tags_than_a_frame_holds_come_in_two() {
            for (int i = 0; i < 20; i++) {
                reader.present(host.nowNanos, "%024X".formatted(i));
            }
            byte[] answer = host.ask(hex(INVENTORY), 200 * MILLI);
            assertEquals("FD 00 01 03 13 0C", hex(answer).substring(0, 17)); // 19 tags, more follow
            assertEquals("13 00 01 01 01 0C", hex(answer).substring(254 * 3, 254 * 3 + 17)); // the last
        }

        @Test
        void everybody_hears_an_inventory_and_a_stranger_does_not() {
            assertEquals(NO_TAG, ask("04 FF 01 1B B4"));
            assertEquals("", ask("04 05 01 63 35"));
        }

        @Test
        void it_tells_about_itself() {
            assertEquals("0D 00 21 00 02 10 09 02 4E 00 1E 0A 0F 00", ask("04 00 21 D9 6A"));
        }

        @Test
        void a_wrong_check_is_not_answered_and_half_a_command_is_forgotten() {
            assertEquals("", ask("04 00 01 DB 4C"));
            assertEquals("", ask("04 00 01"));
            host.listen(SECOND);
            assertEquals(NO_TAG, ask(INVENTORY));
        }

        @Test
        void setting_the_power_is_counted_and_an_unknown_command_fails() {
            assertEquals("05 00 2F 00 8D CD", ask("05 00 2F 1E 72 34"));
            assertEquals(1, reader.commandsThatChange());
            assertEquals("05 00 77 FE 4B CE", ask("04 00 77 6A 5D"));
            assertEquals(1, reader.commandsUnknown());
        }

        private String ask(String request) {
            return hex(host.ask(hex(request), 20 * MILLI));
        }
    }

    @Nested
    final class Mercury {
        private static final String READ_ONE = "FF 02 21 03 E8 D5 09";
        private static final String ABOUT = "07 10 23 00 01 00 00 03 20 14 10 07 01 07 02 09 00 00 00 10";

        private final MercuryReader reader = new MercuryReader("tags", LineRate.eightN1(115_200));
        private final Host host = new Host(reader);

        @Test
        void the_logged_exchange_is_repeated_byte_for_byte() {
            assertEquals("FF 14 04 00 00 " + ABOUT + " 52 51", ask("FF 00 04 1D 0B"));
            assertEquals("FF 14 03 00 00 " + ABOUT + " 5B D1", ask("FF 00 03 1D 0C"));
            assertEquals("FF 02 63 00 00 00 05 21 46", ask("FF 00 63 1D 6C"));
            assertEquals("FF 00 21 04 00 B4 83", ask(READ_ONE));
            reader.present(host.nowNanos, "E200322FE20DF9311328B7E3");
            // FF length 21 status, EPC, its CRC, CRC
            assertEquals("FF 0E 21 00 00 E2 00 32 2F E2 0D F9 31 13 28 B7 E3 D1 00 AA D0", ask(READ_ONE));
            reader.withdraw(host.nowNanos);
            assertEquals("FF 00 21 04 00 B4 83", ask(READ_ONE));
        }

        @Test
        void many_tags_are_counted_and_then_fetched() {
            assertEquals("FF 00 22 04 00 84 E0", ask("FF 05 22 00 00 00 03 E8 0B 57"));
            reader.present(host.nowNanos, EPC);
            assertEquals("FF 04 22 00 00 00 00 00 01 7B A9", ask("FF 05 22 00 00 00 03 E8 0B 57"));
            assertEquals("FF 07 22 00 00 00 00 10 00 00 00 01 D2 08", ask("FF 05 22 00 00 10 03 E8 19 66"));
            // flags, options, one tag: read once, -56 dBm, antenna 1; 128 bits: PC, EPC, CRC
            assertEquals("FF 19 29 00 00 00 07 00 01 01 C8 11 00 80 30 00 " + EPC_BYTES + " D5 FA 59 07",
                    ask("FF 03 29 00 07 00 F3 22"));
            assertEquals("FF 04 29 00 00 00 00 00 00 97 57", ask("FF 03 29 00 00 00 F4 22"));
        }

        @Test
        void what_was_read_is_forgotten_when_asked() {
            reader.present(host.nowNanos, EPC);
            ask("FF 05 22 00 00 00 03 E8 0B 57");
            assertEquals("FF 00 2A 00 00 01 E8", ask("FF 00 2A 1D 25"));
            assertEquals("FF 04 29 00 00 00 00 00 00 97 57", ask("FF 03 29 00 00 00 F4 22"));
        }

        @Test
        void a_wrong_check_is_not_answered_and_flushing_bytes_do_no_harm() {
            assertEquals("", ask("FF 00 03 1D 0D"));
            assertEquals("", ask("FF FF FF FF FF FF FF FF"));
            assertEquals("FF 00 21 04 00 B4 83", ask(READ_ONE));
        }

        @Test
        void setting_the_region_is_counted_and_what_is_wrong_is_told() {
            assertEquals("FF 00 97 00 00 77 9E", ask("FF 01 97 02 4B BF"));
            assertEquals(1, reader.commandsThatChange());
            assertEquals("FF 00 77 01 01 8B B1", ask("FF 00 77 1D 78"));
            assertEquals(1, reader.commandsUnknown());
            assertEquals("FF 00 21 01 00 B1 83", ask("FF 01 21 03 FD BE"));
        }

        private String ask(String request) {
            return hex(host.ask(hex(request), 20 * MILLI));
        }
    }
}
