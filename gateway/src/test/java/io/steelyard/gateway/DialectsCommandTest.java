package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.config.ConfigFile;
import io.steelyard.gateway.frame.Dialect;
import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.sensor.SensorDialect;
import io.steelyard.gateway.tag.TagDialect;
import io.steelyard.sim.platform.KeyFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code steelyard dialects} tells. */
final class DialectsCommandTest {
    private static final int COLUMNS = 100;

    @TempDir
    private Path folder;

    static Stream<Dialect> dialects() {
        return Stream.concat(ofStations(), Arrays.stream(SensorDialect.values()));
    }

    static Stream<Dialect> ofStations() {
        return Stream.concat(Arrays.stream(ScaleDialect.values()), Arrays.stream(TagDialect.values()));
    }

    @Test
    void the_table_has_every_dialect_once_and_the_refused_one_with_its_reason() {
        var told = Cli.run("dialects");
        assertEquals(0, told.code());
        var names = told.out().lines().map(line -> line.split(" ", 2)[0]).toList();
        assertEquals(dialects().map(Dialect::wireName).toList(),
                names.stream().filter(name -> dialects().anyMatch(one -> one.wireName().equals(name))).toList());
        assertTrue(told.out().contains("\ndialog-06 is known but not spoken: "), told.out());
        assertTrue(told.out().contains("\nmt-sics                 9600 8N1    SI CR LF              "
                + "unit stability overload            none\n"), told.out());
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void each_dialect_is_told_whole(Dialect dialect) {
        var told = Cli.run("dialects", dialect.wireName());
        assertEquals(0, told.code());
        var text = told.out().replaceAll("\\s+", " ");
        var protocol = dialect.protocol();
        assertTrue(text.startsWith(dialect.wireName() + ": what a "), text);
        assertTrue(text.contains(protocol.documents()) && text.contains(protocol.guard())
                && text.contains(protocol.proof().text()), text);
        protocol.question().ifPresent(question -> assertTrue(text.contains("when asked " + question + ","), text));
        protocol.usualLines().forEach(line -> assertTrue(text.contains(line), text));
        dialect.tells().forEach(tells -> assertTrue(text.contains(tells), text));
    }

    @ParameterizedTest
    @MethodSource("ofStations")
    void the_sample_of_each_dialect_is_a_good_configuration_of_it(Dialect dialect) throws Exception {
        var sample = Cli.run("dialects", dialect.wireName()).out().replaceFirst("(?s)^.*?\n\n", "");
        boolean scale = dialect instanceof ScaleDialect;
        KeyFiles.writePublic(folder.resolve("platform.pub"), KeyFiles.newPair().getPublic());
        var station = ConfigFile.read(Files.writeString(folder.resolve("gateway.toml"), """
                [gateway]
                id = "gateway-1"
                city = "hangzhou"
                data = "data"
                [uplink]
                broker = "tcp://127.0.0.1:1883"
                platform_key = "platform.pub"
                [[station]]
                name = "bay-1"
                """ + (scale ? "" : OTHER_SCALE) + sample)).stations().getFirst();
        assertEquals(dialect, scale ? station.scale().dialect() : station.readers().getFirst().dialect());
    }

    private static final String OTHER_SCALE = """
            [station.scale]
            name = "bay-1-scale"
            dialect = "toledo-continuous"
            link = "tcp://127.0.0.1:4001"
            unit = "kg"
            division = "0.01"
            max = "60.00"
            """;

    @Test
    void nothing_is_wider_than_a_hundred_columns() {
        Stream.concat(Stream.of(Cli.run("dialects")), dialects().map(one -> Cli.run("dialects", one.wireName())))
                .flatMap(told -> told.out().lines())
                .forEach(line -> assertTrue(line.codePointCount(0, line.length()) <= COLUMNS, line));
    }

    @Test
    void a_refused_dialect_is_told_with_its_reason_and_an_unknown_one_is_wrong_use() {
        assertTrue(Cli.run("dialects", "dialog-06").out().startsWith("dialog-06 is known but not spoken: "));
        assertEquals(new Cli(2, "", "dialects: there is no dialect \"dialog-07\"; `steelyard dialects` lists all."
                + System.lineSeparator()), Cli.run("dialects", "dialog-07"));
    }
}
