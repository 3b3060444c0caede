package io.steelyard.sim.device;

import static io.steelyard.sim.device.Host.MILLI;
import static io.steelyard.sim.device.Host.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The board with eight outputs and eight inputs; requests and answers as in the maker's tables, CRCs computed. */
class IoModuleTest {
    private final IoModule board = new IoModule("io", 1, LineRate.eightN1(9600));
    private final Host host = new Host(board);

    @Test
    void an_output_is_switched_and_read_back() {
        // ad fn coil  value CRC
        assertEquals("01 05 00 00 FF 00 8C 3A", ask("01 05 00 00 FF 00 8C 3A"));
        assertEquals("01 05 00 07 FF 00 3D FB", ask("01 05 00 07 FF 00 3D FB"));
        assertEquals(crc("01 01 01 81"), ask("01 01 00 00 00 08 3D CC"));
        assertEquals("01 05 00 00 00 00 CD CA", ask("01 05 00 00 00 00 CD CA"));
        assertFalse(board.output(0));
        assertTrue(board.output(7));
    }

    @Test
    void inputs_are_read_the_first_in_the_lowest_bit() {
        board.input(0, true);
        board.input(5, true);
        assertEquals(crc("01 02 01 21"), ask("01 02 00 00 00 08 79 CC"));
        board.input(0, false);
        assertEquals(crc("01 02 01 20"), ask("01 02 00 00 00 08 79 CC"));
        assertEquals(crc("01 02 01 02"), ask(crc("01 02 00 04 00 04")));
    }

    @Test
    void all_outputs_are_switched_at_once() {
        assertEquals("01 0F 00 00 00 08 54 0D", ask("01 0F 00 00 00 08 01 FF BE D5"));
        assertTrue(board.output(0) && board.output(7));
        assertEquals("01 0F 00 00 00 08 54 0D", ask("01 0F 00 00 00 08 01 00 FE 95"));
        assertEquals(2 * IoModule.CHANNELS, board.switchings().size());
        assertFalse(board.output(0) || board.output(7));
    }

    @Test
    void a_flash_ends_by_the_boards_own_clock_though_nobody_asks_again() {
        assertEquals("01 05 02 00 00 07 8D B0", ask("01 05 02 00 00 07 8D B0"));
        assertTrue(board.output(0));
        host.listen(2 * SECOND);
        assertFalse(board.output(0));
        assertEquals(700 * MILLI, board.switchings().get(1).atNanos() - board.switchings().get(0).atNanos());
    }

    @Test
    void a_flash_is_ended_early_by_switching_off_and_its_clock_with_it() {
        ask("01 05 02 00 00 07 8D B0");
        ask("01 05 00 00 00 00 CD CA");
        assertFalse(board.output(0));
        ask("01 05 00 00 FF 00 8C 3A");
        host.listen(2 * SECOND);
        assertTrue(board.output(0), "switched on to stay");
    }

    @Test
    void flashes_end_in_the_order_of_their_ends_however_seldom_it_is_looked_at() {
        ask(crc("01 05 02 01 00 05"));
        ask(crc("01 05 02 02 00 01"));
        board.advance(host.nowNanos + 5 * SECOND, new byte[0]);
        assertEquals(List.of("1 true", "2 true", "2 false", "1 false"), board.switchings().stream()
                .map(switching -> switching.channel() + " " + switching.on()).toList());
    }

    @Test
    void without_power_nothing_is_on_and_nothing_is_answered() {
        ask("01 05 00 00 FF 00 8C 3A");
        board.power(host.nowNanos, false);
        assertFalse(board.output(0));
        assertEquals("", ask("01 01 00 00 00 08 3D CC"));
        board.power(host.nowNanos, true);
        assertEquals(crc("01 01 01 00"), ask("01 01 00 00 00 08 3D CC"));
    }

    @Test
    void what_it_does_not_have_is_refused_and_settings_are_counted() {
        assertEquals(crc("01 85 02"), ask(crc("01 05 00 08 FF 00")));
        assertEquals(crc("01 85 02"), ask(crc("01 05 02 08 00 01")));
        assertEquals(crc("01 85 03"), ask(crc("01 05 00 00 12 34")));
        assertEquals(crc("01 85 03"), ask(crc("01 05 02 00 80 00")));
        assertEquals(crc("01 82 02"), ask(crc("01 02 00 01 00 08")));
        assertEquals(crc("01 8F 02"), ask(crc("01 0F 00 00 00 09 02 FF 01")));
        assertEquals(crc("01 8F 03"), ask(crc("01 0F 00 00 00 08 02 FF 01")));
        assertEquals(0, board.commandsThatChange() + board.commandsUnknown());
        assertEquals(crc("01 86 01"), ask(crc("01 06 40 00 00 02")));
        assertEquals(crc("01 83 01"), ask(crc("01 03 00 00 00 01")));
        assertEquals(1, board.commandsThatChange());
        assertEquals(1, board.commandsUnknown());
    }

    @Test
    void damaged_requests_and_those_for_others_are_not_answered_and_a_broadcast_only_obeyed() {
        assertEquals("", ask("01 05 00 00 FF 00 8C 3B"));
        assertEquals("", ask(crc("02 05 00 00 FF 00")));
        assertFalse(board.output(0));
        assertEquals("", ask(crc("00 05 00 00 FF 00")));
        assertTrue(board.output(0));
    }

    private String ask(String request) {
        return Host.hex(host.ask(Host.hex(request), 100 * MILLI));
    }

    private static String crc(String bytes) {
        return Host.hex(ModbusEar.withCrc(Host.hex(bytes)));
    }
}
