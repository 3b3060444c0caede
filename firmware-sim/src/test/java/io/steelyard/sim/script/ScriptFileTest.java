package io.steelyard.sim.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.steelyard.sim.device.FaultRates;
import io.steelyard.sim.device.FdxbReader;
import io.steelyard.sim.device.LineRate;
import io.steelyard.sim.device.Mode;
import io.steelyard.sim.device.QrScanner;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScriptFileTest {
    private static final String SCALE = """
            [[device]]
            name = "scale"
            kind = "yaohua-continuous-0"
            wire = "pty"
            """;
    private static final String SCANNER = """
            [[device]]
            name = "scanner"
            kind = "scanner"
            wire = "tcp:7001"
            """;

    @ParameterizedTest
    @ValueSource(strings = {"service-station.toml", "three-bays.toml", "every-scale.toml", "every-reader.toml"})
    void the_samples_are_valid(String sample) throws IOException, ScriptException {
        ScriptFile.read(Path.of("scripts", sample));
    }

    @Test
    void a_sample_has_one_scale_of_every_kind() throws IOException, ScriptException {
        List<Kind> kinds = ScriptFile.read(Path.of("scripts", "every-scale.toml")).devices().stream()
                .map(DeviceSpec::kind).sorted().toList();
        assertEquals(Arrays.stream(Kind.values()).filter(kind -> kind.role() == Kind.Role.SCALE).toList(), kinds);
    }

    @Test
    void a_line_keeps_its_data_bits_at_another_rate() throws ScriptException {
        String balance = SCALE.replace("yaohua-continuous-0", "and-standard");
        assertEquals(LineRate.sevenAndParity(2400), lineOf(balance)); // 7E1
        assertEquals(LineRate.sevenAndParity(4800), lineOf(balance + "baud = 4800\n"));
        assertEquals(LineRate.sevenAndParity(1200), lineOf(SCALE.replace("yaohua-continuous-0", "sartorius-sbi")));
        assertEquals(LineRate.eightN1(9600), lineOf(SCALE.replace("yaohua-continuous-0", "radwag")));
    }

    @Test
    void a_scale_with_a_menu_for_it_is_asked_unless_it_streams() throws ScriptException {
        String balance = SCALE.replace("yaohua-continuous-0", "and-standard");
        DeviceSpec usual = ScriptFile.parse(balance).devices().getFirst();
        assertEquals(Mode.ASKED, usual.mode());
        assertEquals("\r\n", usual.terminator());
        DeviceSpec set = ScriptFile.parse(balance + "mode = \"stream\"\nterminator = \"\\r\"\n").devices().getFirst();
        assertEquals(Mode.STREAM, set.mode());
        assertEquals("\r", set.terminator());
        assertEquals(List.of("device[0].mode: \"often\": write \"asked\" or \"stream\""),
                faultsOf(balance + "mode = \"often\"\n"));
        assertEquals(
                List.of("device[0].mode: unknown key: take it out, or write one of [baud, decimals, division, faults, "
                        + "frames_per_second, kind, link, max, name, unit, wire]"),
                faultsOf(SCALE + "mode = \"stream\"\n"));
    }

    @Test
    void what_is_left_out_is_usual_for_the_kind() throws ScriptException {
        DeviceSpec scale = ScriptFile.parse(SCALE).devices().getFirst();
        assertEquals(9600, scale.baud());
        assertEquals(new BigDecimal("0.01"), scale.profile().orElseThrow().division());
        assertEquals(FaultRates.NONE, scale.faults());
        assertEquals(115_200,
                ScriptFile.parse(SCALE.replace("yaohua-continuous-0", "r200")).devices().getFirst().baud());
    }

    @Test
    void faults_on_the_line_are_read() throws ScriptException {
        DeviceSpec scale = ScriptFile.parse(SCALE + """
                faults = { flip = 0.1, drop = 0.2, noise = 0.3, stall = 0.4, split = 1, max_stall = "300 ms", seed = 7 }
                """).devices().getFirst();
        assertEquals(new FaultRates(0.1, 0.2, 0.3, 0.4, 1.0, 300_000_000), scale.faults());
        assertEquals(7, scale.seed());
    }

    @Test
    void every_fault_is_told_at_once_with_its_place_its_value_and_a_remedy() {
        assertEquals(List.of(
                "device[0].wire: \"usb\": write \"pty\" or \"tcp:7001\"",
                "device[0].baud: \"9\": write a whole number from 300 to 1000000",
                "device[0].max: \"60.0\": write a number in quotes, as \"7.35\"",
                "device[0].division: \"0.03\": no scale can be so: division must be 1, 2 or 5 times a power of ten: 0.03",
                "device[0].faults.flip: \"2\": write a probability from 0.0 to 1.0",
                "device[0].faults.smell: unknown key: take it out, or write one of "
                        + "[drop, flip, max_stall, noise, seed, split, stall]",
                "device[1].kind: \"camera\": write one of " + Kind.words(),
                "device[2].name: \"scale\": another device has this name; choose a new one",
                "event[0].at: \"2\": write a time with its unit, as \"2 s\" (ms, s, min, h; at most a year)",
                "event[0].scan: \"BAG\": write exactly one of [place, clear, present, withdraw, scan, measure]",
                "event[1].at: missing: write a time with its unit, as \"2 s\" (ms, s, min, h)",
                "event[1].device: \"nobody\": write the name of a device that can do this, one of []",
                "event[2].repeat_every: missing: write how long after one another, as \"8 s\"",
                "colour: unknown key: take it out, or write one of [bags, device, event]"), faultsOf("""
                        colour = "red"
                        [[device]]
                        name = "scale"
                        kind = "mt-sics"
                        wire = "usb"
                        baud = 9
                        division = "0.03"
                        max = 60.0
                        faults = { flip = 2, smell = 1 }
                        [[device]]
                        name = "eye"
                        kind = "camera"
                        lens = "wide"
                        [[device]]
                        name = "scale"
                        kind = "mt-sics"
                        wire = "pty"
                        [[event]]
                        at = 2
                        device = "eye"
                        place = "1"
                        scan = "BAG"
                        [[event]]
                        device = "nobody"
                        scan = "BAG"
                        [[event]]
                        at = "2 s"
                        device = "scale"
                        clear = true
                        repeat_times = 3
                        """));
    }

    @Test
    void an_act_that_a_device_cannot_suffer_is_a_fault() {
        assertEquals(
                List.of("event[0].device: \"scanner\": write the name of a device that can do this, one of [scale]"),
                faultsOf(SCALE + SCANNER + """
                        [[event]]
                        at = "1 s"
                        device = "scanner"
                        place = "7.35"
                        """));
    }

    @Test
    void codes_that_no_card_and_no_tag_can_hold_are_faults() {
        assertEquals(List.of("event[0].present: \"12345\": write ten hex digits, as \"0100A1B2C3\""),
                faultsOf(reader("rdm6300", "12345")));
        assertEquals(
                List.of("event[0].present: \"123\": write 1 to 31 words of four hex digits, as \"E28011700000020ABCDE1234\""),
                faultsOf(reader("r200", "123")));
        assertEquals(
                List.of("event[0].present: \"123\": write fifteen digits, country and number, as \"156000987654321\""),
                faultsOf(reader("wl-134", "123")));
        assertEquals(List.of("event[0].present: \"123\": write 8, 14 or 20 hex digits, as \"04A1B2C3\""),
                faultsOf(reader("pn532", "123")));
    }

    @Test
    void what_is_set_up_in_a_reader_is_read() throws ScriptException {
        ReaderSpec scanner = ScriptFile.parse(SCANNER + """
                prefix = "]Q1"
                charset = "gbk"
                packets = true
                """).devices().getFirst().reader();
        assertEquals(new ReaderSpec("]Q1", Charset.forName("GBK"), true, FdxbReader.Form.BLOCKS), scanner);
        assertEquals(FdxbReader.Form.ASKED, ScriptFile.parse(SCANNER.replace("\"scanner\"\nwire", "\"fdx-b\"\nwire")
                + "sends = \"asked\"\n").devices().getFirst().reader().sends());
        assertEquals(List.of("device[0].charset: \"latin\": write one of [utf-8, gbk]"),
                faultsOf(SCANNER + "charset = \"latin\"\n"));
    }

    @Test
    void a_key_of_another_kind_is_unknown() {
        assertEquals(List.of("device[0].division: unknown key: take it out, or write one of "
                + "[baud, charset, faults, kind, link, name, packets, prefix, terminator, wire]"),
                faultsOf(SCANNER + "division = \"0.01\"\n"));
    }

    @Test
    void what_is_not_toml_is_told_with_its_line() {
        assertEquals("line 2",
                assertThrows(ScriptException.class, () -> ScriptFile.parse("[[device]]\nname = \n")).faults()
                        .getFirst().path());
    }

    @Test
    void two_devices_cannot_have_one_link() {
        String linked = SCALE + "link = \"/tmp/one\"\n";
        assertEquals(List.of("device[1].link: \"/tmp/one\": another device has this link; choose a new one"),
                faultsOf(linked + linked.replace("scale", "scale-2")));
    }

    @Test
    void bags_must_leave_before_the_next_comes_and_codes_must_fit() {
        String bags = """
                [[device]]
                name = "cards"
                kind = "rdm6300"
                wire = "pty"
                [[bags]]
                scale = "scale"
                reader = "cards"
                count = 1000
                first_at = "1 s"
                every = "6 s"
                stay = "5 s"
                weight_min = "9"
                weight_max = "8"
                code_prefix = "01020304"
                """;
        assertEquals(List.of(
                "bags[0].every: \"6 s\": write more than stay and one second, or the next bag comes before this one has left",
                "bags[0].weight_min: \"9\": write no more than weight_max",
                "bags[0].code_prefix: \"01020304\": write digits that leave room for the bag's number: this reader's codes "
                        + "have 10"),
                faultsOf(SCALE + bags));
    }

    private static LineRate lineOf(String toml) throws ScriptException {
        return ScriptFile.parse(toml).devices().getFirst().profile().orElseThrow().line();
    }

    private static String reader(String kind, String code) {
        return """
                [[device]]
                name = "reader"
                kind = "%s"
                wire = "pty"
                [[event]]
                at = "1 s"
                device = "reader"
                present = "%s"
                """.formatted(kind, code);
    }

    private static List<String> faultsOf(String toml) {
        return assertThrows(ScriptException.class, () -> ScriptFile.parse(toml)).faults().stream()
                .map(ScriptFault::toString).toList();
    }
}
