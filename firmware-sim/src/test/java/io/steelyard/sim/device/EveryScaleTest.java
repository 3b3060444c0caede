package io.steelyard.sim.device;

import static io.steelyard.sim.device.Host.MILLI;
import static io.steelyard.sim.device.Host.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.sim.script.Act;
import io.steelyard.sim.script.Cast;
import io.steelyard.sim.script.EventSpec;
import io.steelyard.sim.script.Kind;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every scale, as it is delivered, with a bag of 7.35 kg on it. */
final class EveryScaleTest {
    private static final String MODBUS_READ = "\1\3\0\u0050\0\2\u00C4\u001A";

    /** Each scale that is asked, and how it is asked for a reading at once. */
    private static final Map<Kind, String> READING = Map.ofEntries(
            Map.entry(Kind.YAOHUA_COMMAND, "\2AB03\3"),
            Map.entry(Kind.MT_SICS, "SI\r\n"),
            Map.entry(Kind.KERN_KCP, "SI\r\n"),
            Map.entry(Kind.AND_STANDARD, "Q\r\n"),
            Map.entry(Kind.AND_INDICATOR, "RW\r\n"),
            Map.entry(Kind.DINI_ARGEO, "READ\r\n"),
            Map.entry(Kind.SMA, "\nW\r"),
            Map.entry(Kind.NCI_ECR, "W\r"),
            Map.entry(Kind.TOLEDO_8217, "W"),
            Map.entry(Kind.SARTORIUS_SBI, "\33P\r\n"),
            Map.entry(Kind.OHAUS_3000, "IP\r\n"),
            Map.entry(Kind.OHAUS_BALANCE, "IP\r\n"),
            Map.entry(Kind.RADWAG, "SI\r\n"),
            Map.entry(Kind.MODBUS_RTU, MODBUS_READ));

    /** What would change a scale, one command each. */
    private static final Map<Kind, List<String>> CHANGES = Map.ofEntries(
            Map.entry(Kind.YAOHUA_COMMAND, List.of("\2AH09\3", "\2AG06\3")),
            Map.entry(Kind.MT_SICS, List.of("Z\r\n", "ZI\r\n", "T\r\n", "TI\r\n", "TA 1.50 kg\r\n", "TAC\r\n",
                    "D \"ON\"\r\n", "DW\r\n", "@\r\n")),
            Map.entry(Kind.KERN_KCP, List.of("Z\r\n", "ZI\r\n", "T\r\n", "TI\r\n", "TAC\r\n")),
            Map.entry(Kind.TOLEDO_CONTINUOUS, List.of("T\r\n", "Z\r\n", "C\r\n", "T1.500\r\n")),
            Map.entry(Kind.AND_STANDARD, List.of("Z\r\n", "R\r\n", "T\r\n", "\33T\r\n", "CAL\r\n", "U\r\n", "P\r\n",
                    "ON\r\n", "OFF\r\n", "PT:001.500 kg\r\n")),
            Map.entry(Kind.AND_INDICATOR, List.of("MZ\r\n", "MT\r\n", "CT\r\n")),
            Map.entry(Kind.DINI_ARGEO,
                    List.of("TARE\r\n", "T\r\n", "ZERO\r\n", "Z\r\n", "CLEAR\r\n", "C\r\n", "NTGS\r\n",
                            "TMAN1.5\r\n", "W1.5\r\n", "ALDL\r\n")),
            Map.entry(Kind.SMA, List.of("\nZ\r", "\nT\r", "\nT1.5\r", "\nC\r", "\nU\r")),
            Map.entry(Kind.NCI_ECR, List.of("Z\r", "T\r", "U\r", "X\r")),
            Map.entry(Kind.TOLEDO_8217, List.of("Z", "T", "C")),
            Map.entry(Kind.SARTORIUS_SBI, List.of("\33T", "\33V", "\33S\r\n", "\33K", "\33f3_\r\n", "\33f4_")),
            Map.entry(Kind.OHAUS_3000, List.of("T\r\n", "1.5T\r\n", "Z\r\n", "1M\r\n", "2U\r\n", "10P\r\n", "SLP\r\n")),
            Map.entry(Kind.OHAUS_BALANCE, List.of("T\r\n", "Z\r\n")),
            Map.entry(Kind.RICE_LAKE_CONDEC, List.of("Z\r", "T\r", "G\r", "N\r", "B\r", "K0101 01\r")),
            Map.entry(Kind.RADWAG, List.of("Z\r\n", "T\r\n", "UT 1.5\r\n", "K1\r\n")),
            Map.entry(Kind.MODBUS_RTU, List.of("\1\6\0\0\0\5\u0049\u00C9")));

    private final SplittableRandom random = new SplittableRandom(20261121);

    static List<Kind> scales() {
        return Arrays.stream(Kind.values()).filter(kind -> kind.role() == Kind.Role.SCALE).toList();
    }

    static List<Kind> asked() {
        return scales().stream().filter(READING::containsKey).toList();
    }

    static List<Kind> changeable() {
        return scales().stream().filter(CHANGES::containsKey).toList();
    }

    @ParameterizedTest
    @MethodSource("scales")
    void a_scale_sends_by_itself_or_answers_and_a_silent_host_changes_nothing(Kind kind) {
        Device scale = withBag(kind);
        Host host = new Host(scale);
        host.listen(3 * SECOND);
        assertEquals(READING.containsKey(kind), host.listen(SECOND).length == 0);
        assertEquals(0, scale.commandsThatChange() + scale.commandsUnknown());
    }

    @ParameterizedTest
    @MethodSource("asked")
    void a_reading_is_answered_once_and_counts_as_no_change(Kind kind) {
        Device scale = withBag(kind);
        Host host = new Host(scale);
        host.listen(3 * SECOND);
        byte[] answer = ask(host, READING.getOrDefault(kind, ""));
        assertTrue(Host.hex(answer).matches(".*37 2E 33 35.*|.*37 33 35.*|.*02 DF.*"), Host.hex(answer)); // 7.35, 735
        assertEquals(0, host.listen(SECOND).length);
        assertEquals(0, scale.commandsThatChange() + scale.commandsUnknown());
    }

    @ParameterizedTest
    @MethodSource("asked")
    void a_command_in_two_pieces_is_one_command(Kind kind) {
        String reading = READING.getOrDefault(kind, "");
        for (int cut = 1; cut < reading.stripTrailing().length(); cut++) {
            Device scale = withBag(kind);
            Host host = new Host(scale, MILLI);
            host.listen(3 * SECOND);
            assertEquals(0, host.ask(Words.bytes(reading.substring(0, cut)), MILLI).length);
            assertFalse(ask(host, reading.substring(cut)).length == 0, "cut at " + cut);
        }
    }

    @ParameterizedTest
    @MethodSource("asked")
    void two_commands_in_one_burst_have_two_answers_except_on_modbus(Kind kind) {
        Host host = new Host(withBag(kind));
        host.listen(3 * SECOND);
        String reading = READING.getOrDefault(kind, "");
        int once = ask(host, reading).length;
        assertEquals(kind == Kind.MODBUS_RTU ? 0 : 2 * once, ask(host, reading + reading).length);
    }

    @ParameterizedTest
    @MethodSource("changeable")
    void each_command_that_would_change_a_scale_is_counted_and_changes_no_reading(Kind kind) {
        Device scale = withBag(kind);
        Host host = new Host(scale);
        host.listen(3 * SECOND);
        int count = 0;
        for (String change : CHANGES.getOrDefault(kind, List.of())) {
            ask(host, change);
            count++;
            assertEquals(count, scale.commandsThatChange(), () -> "after " + change.strip());
        }
        assertEquals(0, scale.commandsUnknown());
        byte[] reading = READING.containsKey(kind) ? ask(host, READING.getOrDefault(kind, "")) : host.listen(SECOND);
        assertTrue(Host.hex(reading).matches(".*37 2E 33 35.*|.*37 33 35.*|.*02 DF.*"), Host.hex(reading));
    }

    @ParameterizedTest
    @MethodSource("scales")
    void any_bytes_whatever_are_borne_and_a_scale_goes_on_after_them(Kind kind) {
        Device scale = withBag(kind);
        Host host = new Host(scale);
        host.listen(3 * SECOND);
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[random.nextInt(100)];
            random.nextBytes(noise);
            host.ask(noise, 20 * MILLI);
        }
        ask(host, "F\r\n"); // ends an echo, and whatever line the noise began
        host.listen(3 * SECOND);
        byte[] reading = READING.containsKey(kind) ? ask(host, READING.getOrDefault(kind, "")) : host.listen(SECOND);
        assertTrue(Host.hex(reading).matches(".*(37 2E 33 35|35 33 2E 37|37 33 35|33 37 33 35|02 DF).*"),
                () -> Host.hex(reading));
    }

    @ParameterizedTest
    @MethodSource("scales")
    void what_is_heard_does_not_depend_on_how_finely_time_is_stepped(Kind kind) {
        assertEquals(heard(kind, MILLI), heard(kind, 37 * MILLI));
        assertEquals(heard(kind, MILLI), heard(kind, 5 * SECOND));
    }

    private static String heard(Kind kind, long stepNanos) {
        Host host = new Host(withBag(kind), stepNanos);
        return Host.hex(host.ask(Words.bytes(READING.getOrDefault(kind, "")), 5 * SECOND));
    }

    private static byte[] ask(Host host, String request) {
        return host.ask(Words.bytes(request), 700 * MILLI);
    }

    private static Device withBag(Kind kind) {
        Cast cast = Cast.ofOne(kind);
        cast.perform(EventSpec.once(0, kind.word(), new Act.Place(new BigDecimal("7.35"))), 0);
        return cast.device(kind.word());
    }
}
