package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.journal.DataFolder;
import io.steelyard.sim.platform.KeyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What people type, what they are told, and the exit code. */
final class CommandLineTest {
    private static final String GOOD = """
            [gateway]
            id = "hz-yuhang-0042"
            city = "hangzhou"
            data = "data"

            [uplink]
            broker = "tcp://127.0.0.1:1883"
            platform_key = "platform.pub"

            [[station]]
            name = "bay-1"

            [station.scale]
            name = "bay-1-scale"
            dialect = "yaohua-continuous-0"
            link = "serial:/dev/ttyUSB0"
            unit = "kg"
            division = "0.01"
            max = "60.00"
            """;

    @TempDir
    private Path folder;

    /** Every command there is, as typed. */
    static Stream<List<String>> commands() {
        var found = new ArrayList<List<String>>();
        collect(SteelyardCommand.line(), List.of(), found);
        return found.stream();
    }

    private static void collect(CommandLine line, List<String> words, List<List<String>> found) {
        found.add(words);
        line.getSubcommands().forEach((name, sub) -> {
            var more = new ArrayList<>(words);
            more.add(name);
            collect(sub, more, found);
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_explains_itself(List<String> words) {
        var asked = new ArrayList<Object>(words);
        asked.add("--help");
        var told = Cli.run(asked.toArray());
        assertEquals(0, told.code());
        assertEquals("", told.err());
        assertTrue(told.out().startsWith(String.join(" ", Stream.concat(Stream.of("Usage: steelyard"), words.stream())
                .toList())), told.out());
        assertTrue(told.out().lines().count() > 3, "more than its options: " + told.out());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void an_unknown_option_is_wrong_use_and_named(List<String> words) {
        var asked = new ArrayList<Object>(words);
        asked.add("--no-such-option");
        var told = Cli.run(asked.toArray());
        assertEquals(2, told.code());
        assertEquals("", told.out());
        assertTrue(told.err().contains("--no-such-option") || told.err().contains("Missing required"), told.err());
    }

    @Test
    void there_are_the_commands_that_the_help_names() {
        assertEquals(
                List.of("run", "check", "ports", "detect", "dialects", "decode", "record", "records", "pins",
                        "provision", "operator", "doctor", "status", "tail"),
                List.copyOf(SteelyardCommand.line().getSubcommands().keySet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"weigh", "Run", "records lst"})
    void an_unknown_command_is_wrong_use_and_named(String words) {
        var told = Cli.run((Object[]) words.split(" "));
        assertEquals(2, told.code());
        assertTrue(told.err().contains("'" + words.substring(words.indexOf(' ') + 1) + "'"), told.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "records"})
    void no_command_is_wrong_use_and_shows_the_usage(String words) {
        var told = Cli.run(words.isEmpty() ? new Object[0] : new Object[]{words});
        assertEquals(2, told.code());
        assertTrue(told.err().contains("Usage: steelyard"), told.err());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_that_has_the_option_tells_the_version(List<String> words) {
        var asked = new ArrayList<Object>(words);
        asked.add("--version");
        var told = Cli.run(asked.toArray());
        assertEquals(told.code() == 0 ? Gateway.SOFTWARE : "", told.out().strip());
        assertTrue(told.code() == 0 || told.code() == 2, told.err());
    }

    @Test
    void the_version_is_that_of_the_facts() {
        assertEquals(Gateway.SOFTWARE, Cli.run("--version").out().strip());
    }

    @Test
    void a_good_configuration_is_called_good() throws IOException {
        var file = write(GOOD);
        assertEquals(
                new Cli(0, file + ": good; gateway hz-yuhang-0042 with station bay-1" + System.lineSeparator(), ""),
                Cli.run("check", "--config", file));
    }

    @Test
    void the_documents_in_force_are_printed_with_the_hashes_that_facts_quote() throws Exception {
        var sample = Path.of("..", "config", "catalog", "tariff-2026-11.toml");
        var hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(sample)));
        Files.copy(sample, folder.resolve("tariff.toml"));

        var told = Cli.run("check", "--config", write(GOOD + "\n[catalog]\ntariff = \"tariff.toml\"\n"));

        assertEquals(0, told.code());
        assertTrue(told.out().lines().toList()
                .contains("  tariff hz-2026-11, valid from 2026-11-01, sha256 " + hash), told.out());
    }

    @Test
    void all_faults_of_a_configuration_are_listed_at_once() throws IOException {
        var file = write(GOOD.replace("tcp://127.0.0.1:1883", "http://127.0.0.1").replace("0.01", "0.03")
                .replace("hangzhou", "Hangzhou").replace("unit", "units"));
        var told = Cli.run("check", "--config", file);
        assertEquals(2, told.code());
        assertEquals("", told.out());
        var starts = List.of("gateway.city = \"Hangzhou\": ", "uplink.broker = \"http://127.0.0.1\": ",
                "station[1].scale.unit: ", "station[1].scale.division = \"0.03\": ",
                "station[1].scale.units = \"kg\": ");
        var lines = told.err().lines().toList();
        assertEquals(starts.size(), lines.size(), told.err());
        for (int index = 0; index < starts.size(); index++) {
            assertTrue(lines.get(index).startsWith(file + ": " + starts.get(index)), lines.get(index));
        }
    }

    @Test
    void a_file_that_is_not_toml_is_told_with_its_place() throws IOException {
        var told = Cli.run("check", "--config", write("[gateway\nid = "));
        assertEquals(2, told.code());
        assertTrue(told.err().contains(": line 1, column "), told.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "run"})
    void a_missing_configuration_is_wrong_use(String command) {
        var file = folder.resolve("none.toml");
        assertEquals(new Cli(2, "", "read configuration " + file + ": cannot be read; name an existing file"
                + System.lineSeparator()), Cli.run(command, "--config", file));
    }

    @Test
    void a_faulty_configuration_does_not_run() throws IOException {
        var told = Cli.run("run", "--config", write(GOOD.replace("bay-1-scale", "")));
        assertEquals(2, told.code());
        assertTrue(told.err().contains("station[1].scale.name"), told.err());
    }

    @Test
    void a_daemon_does_not_run_on_the_folder_of_another() throws Exception {
        var file = write(GOOD);
        try (var _ = DataFolder.lock(folder.resolve("data"))) {
            var told = Cli.run("run", "--config", file);
            assertEquals(3, told.code());
            assertEquals("lock data folder " + folder.resolve("data") + ": another daemon, process "
                    + ProcessHandle.current().pid() + ", is using it; stop that one or name another folder",
                    told.err().strip());
        }
    }

    private Path write(String toml) throws IOException {
        KeyFiles.writePublic(folder.resolve("platform.pub"), KeyFiles.newPair().getPublic());
        return Files.writeString(folder.resolve("gateway.toml"), toml);
    }
}
