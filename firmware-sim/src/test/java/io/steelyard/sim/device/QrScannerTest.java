package io.steelyard.sim.device;

import static io.steelyard.sim.device.Host.MILLI;
import static io.steelyard.sim.device.Host.SECOND;
import static io.steelyard.sim.device.Host.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A scanner that was set up otherwise than delivered. */
final class QrScannerTest {
    private static final LineRate LINE = LineRate.eightN1(9600);
    private static final String START = "04 E4 04 00 FF 14";
    private static final String ACK = "04 D0 00 00 FF 2C";

    private final QrScanner scanner = new QrScanner("scanner", LINE,
            new QrScanner.Setup("", StandardCharsets.UTF_8, "\r", true));
    private final Host host = new Host(scanner);

    @Test
    void the_prefix_comes_first_and_text_leaves_in_its_charset() {
        QrScanner chinese = new QrScanner("scanner", LINE,
                new QrScanner.Setup("]Q1", Charset.forName("GBK"), "\r\n", false));
        Host other = new Host(chinese);
        chinese.scan(other.nowNanos, "袋01");
        // ]  Q  1  the bag in GBK, 0  1  CR LF
        assertEquals("5D 51 31 B4 FC 30 31 0D 0A", hex(other.listen(SECOND)));
        assertEquals("", hex(other.ask(hex("00 " + START), SECOND)));
    }

    @Test
    void a_sleeping_scanner_must_be_woken_and_given_fifty_milliseconds() {
        assertEquals("", ask("00"));
        assertEquals("", ask(START)); // after 30 ms
        assertEquals(ACK, ask(START)); // after 60 ms
        host.listen(11 * SECOND);
        assertEquals("", ask(START));
    }

    @Test
    void texts_leave_as_they_are_also_with_packets_and_while_it_sleeps() {
        scanner.scan(host.nowNanos, "BAG-0001");
        assertEquals("BAG-0001\r", Host.text(host.listen(SECOND)));
    }

    @Test
    void settings_are_counted_and_a_wrong_check_is_not_answered() {
        ask("00");
        host.listen(60 * MILLI);
        assertEquals(ACK, ask("07 C6 04 08 00 8A 08 FE 95")); // triggered by the host
        assertEquals(1, scanner.commandsThatChange());
        assertEquals("", ask("07 C6 04 08 00 8A 08 FE 94"));
        assertEquals(1, scanner.commandsThatChange());
        assertEquals("05 D1 00 00 06 FF 24", ask("04 A3 04 00 FF 55"));
        assertEquals(1, scanner.commandsUnknown());
    }

    private String ask(String request) {
        return hex(host.ask(hex(request), 30 * MILLI));
    }
}
