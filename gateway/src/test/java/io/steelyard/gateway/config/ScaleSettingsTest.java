package io.steelyard.gateway.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.scale.Calibration;
import io.steelyard.gateway.scale.Flag;
import io.steelyard.gateway.scale.RegisterMap.Point;
import io.steelyard.gateway.scale.RegisterMap.Status;
import io.steelyard.gateway.scale.RegisterMap.Word;
import io.steelyard.gateway.scale.RegisterMap;
import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.scale.ScaleSettings;
import io.steelyard.gateway.scale.WeightUnit;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The keys of {@code [station.scale]} that say how a device was set up whose dialect leaves that open. */
final class ScaleSettingsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void a_scale_that_must_be_asked_is_asked_at_the_configured_rate(ScaleDialect dialect) throws Exception {
        var question = dialect.protocol().question();
        var usual = scale(dialect, "").poll();
        assertEquals(question.isPresent(), usual.isPresent());
        if (question.isPresent()) {
            assertEquals(dialect.protocol().askEvery().toNanos(), usual.orElseThrow().everyNanos());
            var often = scale(dialect, "poll = \"1500 ms\"").poll().orElseThrow();
            assertEquals(TimeUnit.MILLISECONDS.toNanos(1500), often.everyNanos());
            assertArrayEquals(question.get().bytes(), often.request());
        } else {
            var known = faults(dialect, "poll = \"1500 ms\"").getFirst();
            assertEquals("station[1].scale.poll = \"1500 ms\": is not a setting", known.split(";", 2)[0]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_dialect_that_leaves_nothing_open_has_no_settings(ScaleDialect dialect) throws Exception {
        assertEquals(ScaleSettings.USUAL, scale(dialect, "").settings());
        var open = switch (dialect) {
            case YAOHUA_COMMAND -> Set.of("address");
            case MODBUS_RTU -> Set.of("address", "registers");
            case HX711 -> Set.of("zero", "counts_per_unit");
            default -> Set.<String>of();
        };
        for (var key : List.of("address", "registers", "zero", "counts_per_unit")) {
            if (!open.contains(key)) {
                var fault = faults(dialect, key + " = 1").getFirst();
                assertTrue(fault.startsWith("station[1].scale." + key + " = 1: is not a setting"), fault);
            }
        }
    }

    @Test
    void an_indicator_is_asked_by_its_address() throws Exception {
        assertEquals(26, scale(ScaleDialect.YAOHUA_COMMAND, "address = 26").settings().address());
        assertEquals("02 41 42 30 33 03", question(ScaleDialect.YAOHUA_COMMAND, "address = 1"));
        //            STX C  B  '0'1' ETX
        assertEquals("02 43 42 30 31 03", question(ScaleDialect.YAOHUA_COMMAND, "address = 3"));
        //            STX Z  B  '1'8' ETX
        assertEquals("02 5A 42 31 38 03", question(ScaleDialect.YAOHUA_COMMAND, "address = 26"));
        //            ad 03 first registers CRC
        assertEquals("01 03 00 08 00 4A 45 FF", question(ScaleDialect.MODBUS_RTU, "address = 1"));
        assertEquals("F7 03 00 08 00 4A 51 69", question(ScaleDialect.MODBUS_RTU, "address = 247"));
    }

    @Test
    void an_address_that_the_protocol_cannot_say_is_a_fault() {
        for (int address : new int[]{0, 27}) {
            assertEquals(List.of("station[1].scale.address = " + address + ": must be a whole number from 1 to 26"),
                    faults(ScaleDialect.YAOHUA_COMMAND, "address = " + address));
        }
        for (int address : new int[]{0, 248}) {
            assertEquals(List.of("station[1].scale.address = " + address + ": must be a whole number from 1 to 247"),
                    faults(ScaleDialect.MODBUS_RTU, "address = " + address));
        }
    }

    @Test
    void a_table_of_registers_says_all_of_the_map() throws Exception {
        var longest = scale(ScaleDialect.MODBUS_RTU, """
                address = 9
                [station.scale.registers]
                weight = 0x0100
                words = 2
                signed = false
                high_word_first = false
                decimals_register = 0x0110
                decimals_mask = 0x0700
                status = 0x0108
                bits = { motion = 0, stable = 15, overload = 1, underload = 2, hold = 4, zero = 7 }
                """).settings();
        assertEquals(new ScaleSettings(
                9, new RegisterMap(new Word(0x100, 2, false, false), new Point.Mask(0x110, 0x700),
                        new Status(0x108, 1, 1 << 15,
                                Map.of(Flag.OVERLOAD, 2, Flag.UNDERLOAD, 4, Flag.HOLD, 16, Flag.ZERO,
                                        128))),
                Optional.empty()), longest);

        var shortest = scale(ScaleDialect.MODBUS_RTU, "[station.scale.registers]\nweight = 0\ndecimals = 3").settings();
        assertEquals(new RegisterMap(new Word(0, 2, true, true), new Point.Fixed(3), null), shortest.registers());

        var whole = scale(ScaleDialect.MODBUS_RTU,
                "[station.scale.registers]\nweight = 0xFFFF\nwords = 1\ndecimals_register = 0xFFFE").settings();
        assertEquals(new RegisterMap(new Word(0xFFFF, 1, true, true), new Point.Mask(0xFFFE, 0xFFFF), null),
                whole.registers());
    }

    @Test
    void the_sample_table_is_the_documented_module() throws Exception {
        assertEquals(ScaleSettings.USUAL,
                scale(ScaleDialect.MODBUS_RTU, ScaleDialect.MODBUS_RTU.protocol().settings()).settings());
    }

    @Test
    void every_fault_of_the_registers_comes_with_its_path_its_value_and_its_remedy() {
        assertEquals(List.of("station[1].scale.address = 300: must be a whole number from 1 to 247",
                "station[1].scale.registers.words = 3: must be a whole number from 1 to 2",
                "station[1].scale.registers.weight = 65535: must be a whole number from 0 to 65534",
                "station[1].scale.registers.signed = \"no\": must be true or false, without quotes",
                "station[1].scale.registers.decimals = 2: cannot be fixed and read from decimals_register; leave one of"
                        + " them out",
                "station[1].scale.registers.decimals_mask = 5: must be bits side by side, as in 0x07",
                "station[1].scale.registers.bits.zero = 16: must be a whole number from 0 to 15",
                "station[1].scale.registers.bits.steady = 3: is not a setting; known here: count, expanded,"
                        + " high-resolution, hold, motion, net-preset, out-of-range, overload, power-up, stable,"
                        + " tare-recall, underload, zero, zero-error",
                "station[1].scale.registers.net = 82: is not a setting; known here: bits, decimals, decimals_mask,"
                        + " decimals_register, high_word_first, signed, status, weight, words"),
                faults(ScaleDialect.MODBUS_RTU, """
                        address = 300
                        [station.scale.registers]
                        weight = 0xFFFF
                        words = 3
                        signed = "no"
                        decimals = 2
                        decimals_register = 8
                        decimals_mask = 0x05
                        status = 8
                        bits = { zero = 16, steady = 3 }
                        net = 0x52
                        """));
    }

    @Test
    void a_half_said_map_is_a_fault() {
        assertEquals(List.of("station[1].scale.registers.weight: is missing; give the first register of the weight",
                "station[1].scale.registers.decimals: is missing; give how many digits of the weight stand behind its"
                        + " point, or decimals_register"),
                faults(ScaleDialect.MODBUS_RTU, "[station.scale.registers]"));
        assertEquals(List.of("station[1].scale.registers.bits = (a table or list): need the register that holds them,"
                + " status"),
                faults(ScaleDialect.MODBUS_RTU,
                        "[station.scale.registers]\nweight = 1\ndecimals = 0\nbits = { motion = 1 }"));
        assertEquals(List.of("station[1].scale.registers.bits: is missing; give the meanings of its bits, as in"
                + " { motion = 5, overload = 9 }"),
                faults(ScaleDialect.MODBUS_RTU, "[station.scale.registers]\nweight = 1\ndecimals = 0\nstatus = 4"));
    }

    @Test
    void registers_too_far_apart_for_one_question_are_a_fault() throws Exception {
        var far = "[station.scale.registers]\nweight = 0x50\ndecimals = 2\nbits = { motion = 1 }\nstatus = ";
        assertEquals(125, scale(ScaleDialect.MODBUS_RTU, far + (0x50 + 124)).settings().registers().registers());
        assertEquals(List.of("station[1].scale.registers.weight = 80: must lie within 125 registers of the others,"
                + " because all are read in one question"), faults(ScaleDialect.MODBUS_RTU, far + (0x50 + 125)));
    }

    @Test
    void counts_become_a_weight_by_a_calibration_in_the_scales_unit_and_step() throws Exception {
        assertEquals(Optional.of(new Calibration(-84210, new BigDecimal("21450.5"), new BigDecimal("0.01"),
                WeightUnit.KILOGRAM)),
                scale(ScaleDialect.HX711, "zero = -84210\ncounts_per_unit = \"21450.5\"").settings().calibration());
        assertEquals(Optional.empty(), scale(ScaleDialect.HX711, "").settings().calibration());
    }

    @Test
    void half_a_calibration_and_an_impossible_one_are_faults() {
        assertEquals(List.of("station[1].scale.zero: is missing; give the counts with the empty pan"),
                faults(ScaleDialect.HX711, "counts_per_unit = \"21450.5\""));
        assertEquals(List.of("station[1].scale.counts_per_unit: is missing; give how many more counts each kg of load"
                + " makes"), faults(ScaleDialect.HX711, "zero = 84210"));
        assertEquals(List.of("station[1].scale.zero = 8388608: must be a whole number from -8388608 to 8388607",
                "station[1].scale.counts_per_unit = \"-3\": must be above zero; if the counts fall under load, swap the"
                        + " load cell's two signal wires"),
                faults(ScaleDialect.HX711, "zero = 8388608\ncounts_per_unit = \"-3\""));
        assertEquals(1, faults(ScaleDialect.HX711, "zero = 84210\ncounts_per_unit = \"0\"").size());
    }

    private String question(ScaleDialect dialect, String settings) throws Exception {
        return HexFormat.ofDelimiter(" ").withUpperCase()
                .formatHex(scale(dialect, settings).poll().orElseThrow().request());
    }

    private GatewayConfig.Scale scale(ScaleDialect dialect, String settings) throws Exception {
        return ConfigFile.read(file(dialect, settings)).stations().getFirst().scale();
    }

    private List<String> faults(ScaleDialect dialect, String settings) {
        var refused = assertThrows(ConfigException.class, () -> ConfigFile.read(file(dialect, settings)));
        var before = folder.resolve("station.toml") + ": ";
        return String.valueOf(refused.getMessage()).lines().map(fault -> fault.substring(before.length())).toList();
    }

    private Path file(ScaleDialect dialect, String settings) throws Exception {
        Files.writeString(folder.resolve("platform.pem"), Samples.PLATFORM_KEY);
        return Files.writeString(folder.resolve("station.toml"),
                Samples.SHORTEST.replace("toledo-continuous", dialect.wireName()) + settings);
    }
}
