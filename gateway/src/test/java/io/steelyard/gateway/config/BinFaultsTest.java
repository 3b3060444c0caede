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
        assertEquals("", String.join("\n", faults(HEAD + """
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
                """)));
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
