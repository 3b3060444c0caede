package io.steelyard.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bin's configuration may have wrong: all of it at once, each with its path, its value and its remedy. */
class BinFaultsTest {
    private static final String EXAMPLES = ", as in \"500 ms\", \"30 s\", \"20 min\"";
    private static final String HEAD = """
            [gateway]
            id = "hz-yuhang-0107"
            city = "hangzhou"
            data = "/var/lib/steelyard"
            [uplink]
            broker = "tcp://broker.example:1883"
            platform_key = "platform.pem"
            """;
    private static final String READER = """
            [[bin.reader]]
            name = "bin-1-card"
            dialect = "rdm6300"
            link = "serial:/dev/ttyUSB0"
            """;
    private static final String PAPER = """
            [[bin.compartment]]
            name = "paper"
            material = "0101"
            [bin.compartment.scale]
            name = "paper-scale"
            dialect = "toledo-continuous"
            link = "serial:/dev/ttyUSB1"
            unit = "kg"
            division = "0.05"
            min = "0.10"
            max = "100.00"
            """;
    private static final String DOOR = """
            [[pin]]
            name = "paper-lock"
            role = "lock"
            line = 17
            station = "paper"
            [[pin]]
            name = "paper-lid"
            role = "lid"
            line = 27
            station = "paper"
            """;
    private static final String BIN = "[bin]\nname = \"bin-1\"\n";

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void platformKey() throws IOException {
        Files.writeString(folder.resolve("platform.pem"), Samples.PLATFORM_KEY);
    }

    @Test
    void a_bin_needs_no_more_than_a_reader_a_compartment_and_its_door() throws Exception {
        var config = ConfigFile.read(file(HEAD + BIN + READER + PAPER + DOOR));

        assertEquals("paper", config.bin().orElseThrow().compartments().getFirst().name());
    }

    @Test
    void all_faults_of_a_bin_come_out_together() throws IOException {
        var expected = """
                bin.name = "Bin 1": must be 1 to 63 lower-case letters, digits and hyphens
                bin.unknown_cards = "welcome": must be "refuse", or "quarantine": booked apart until the platform knows whose they are
                bin.cards_within = "10 min": must be a duration from 3600 s to 34560000 s%1$s
                bin.hours = "6-22": must be as in "06:00-22:00"
                bin.told_for = "1 h": must be a duration from 1 s to 60 s%1$s
                bin.next.zh = "": must be 1 to 80 characters
                bin.next.en: is missing; give where the next bin is, in English
                bin.compartment[1].material = "paper": is not a material code; use U, R, H1 to H7 or a GGSS code as 0103
                bin.compartment[1].full_at = "much": must be a decimal in quotes, as in "0.01"
                bin.compartment[1].scale.min = "0.01": must be at least the division, 0.05: less than a step cannot be credited
                bin.compartment[1].fill.empty_mm = 200: must be more than full_mm, 900: an empty compartment is deeper
                bin.compartment[1].full_percent = 101: must be a whole number from 1 to 100
                bin.after_wait = "5 s": must be longer than closed_for: a door counts as shut before its weight is given up
                bin.before_wait = "2 min": must be a duration from 1 s to 60 s%1$s
                bin.reader: is missing; nobody could open it: describe its card reader with [[bin.reader]]
                bin.temperature[1].dialect = "a02yyuw": is not a dialect of a sensor of temperature; known: xy-md02
                bin.temperature[1].limit = 20: must be a whole number from 40 to 120
                bin.greeting = "hello": is not a setting; known here: after_wait, before_wait, cards_within, choose_wait, \
                closed_for, compartment, hours, name, next, open_wait, reader, shut_wait, temperature, told_for, unknown_cards, \
                visit_quiet, visit_wait
                pin[1].station = "bay-1": must be one of paper
                pin = (a table or list): none is the lock of the compartment paper; add a [[pin]] with role = "lock" and \
                station = "paper"
                pin = (a table or list): none is the lid switch of the compartment paper; add a [[pin]] with role = "lid" and \
                station = "paper"
                bin = (a table or list): the link serial:/dev/ttyUSB1 is used twice; every station and device needs its own
                bin = (a table or list): the name paper is used twice; every station, device and pin needs its own
                """
                .formatted(EXAMPLES);

        var found = faults(HEAD + """
                [bin]
                name = "Bin 1"
                unknown_cards = "welcome"
                cards_within = "10 min"
                hours = "6-22"
                told_for = "1 h"
                closed_for = "10 s"
                after_wait = "5 s"
                before_wait = "2 min"
                greeting = "hello"
                [bin.next]
                zh = ""
                [[bin.compartment]]
                name = "paper"
                material = "paper"
                full_at = "much"
                full_percent = 101
                [bin.compartment.scale]
                name = "paper-scale"
                dialect = "toledo-continuous"
                link = "serial:/dev/ttyUSB1"
                unit = "kg"
                division = "0.05"
                min = "0.01"
                max = "100.00"
                [bin.compartment.fill]
                name = "paper-fill"
                dialect = "a02yyuw"
                link = "serial:/dev/ttyUSB1"
                empty_mm = 200
                full_mm = 900
                [[bin.compartment]]
                name = "paper"
                material = "0201"
                [bin.compartment.scale]
                name = "second-scale"
                dialect = "toledo-continuous"
                link = "serial:/dev/ttyUSB3"
                unit = "kg"
                division = "0.05"
                max = "100.00"
                [[bin.temperature]]
                name = "heat"
                dialect = "a02yyuw"
                link = "serial:/dev/ttyUSB2"
                limit = 20
                [[pin]]
                name = "paper-lid"
                role = "lid"
                line = 5
                station = "bay-1"
                """);

        assertEquals(expected, String.join("\n", found) + "\n");
    }

    @Test
    void a_bin_without_a_compartment_or_with_one_without_a_scale_is_told_what_is_missing() throws IOException {
        assertEquals(
                List.of("bin.compartment: is missing; describe at least one with [[bin.compartment]]"),
                faults(HEAD + BIN + READER));
        assertEquals("bin.compartment[1].scale: is missing; describe the scale with [bin.compartment.scale]",
                faults(HEAD + BIN + READER + PAPER.substring(0, PAPER.indexOf("[bin.compartment.scale]")) + DOOR)
                        .getFirst());
    }

    private List<String> faults(String text) throws IOException {
        var file = file(text);
        var refused = assertThrows(ConfigException.class, () -> ConfigFile.read(file));
        return String.valueOf(refused.getMessage()).lines().map(line -> line.substring((file + ": ").length()))
                .toList();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("gateway.toml"), text);
    }
}
