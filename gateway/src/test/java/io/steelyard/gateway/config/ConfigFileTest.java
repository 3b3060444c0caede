package io.steelyard.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.catalog.Catalog;
import io.steelyard.gateway.catalog.Document;
import io.steelyard.gateway.catalog.Names;
import io.steelyard.gateway.catalog.Tariff;
import io.steelyard.gateway.journal.Keep;
import io.steelyard.gateway.link.LineSettings;
import io.steelyard.gateway.link.SerialAddress;
import io.steelyard.gateway.link.TcpAddress;
import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.scale.ScaleSettings;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.tag.TagDialect;
import io.steelyard.gateway.weighing.Event.CodeKind;
import io.steelyard.gateway.weighing.Rules;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a good file means. */
class ConfigFileTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void platformKey() throws IOException {
        Files.writeString(folder.resolve("platform.pem"), Samples.PLATFORM_KEY);
        Files.writeString(folder.resolve("tariff.toml"), Samples.TARIFF);
    }

    @Test
    void the_shortest_file_means_the_defaults() throws Exception {
        var config = read(Samples.SHORTEST);

        assertEquals("hz-yuhang-0042", config.id());
        assertEquals("hangzhou", config.city());
        assertEquals(Path.of("/var/lib/steelyard"), config.data());
        assertEquals("tcp://broker.example:1883", config.uplink().broker());
        assertEquals(200_000_000, config.reserveBytes());
        assertEquals(new Keep(Duration.ofDays(400), 2_000_000_000), config.keep());
        assertEquals(Duration.ofMinutes(20), config.uplink().keepAlive());
        assertEquals(Duration.ofMinutes(1), config.uplink().acknowledgeWithin());
        assertEquals(32, config.uplink().window());
        assertFalse(config.uplink().brokerAcknowledges());
        assertEquals(Catalog.undocumented(Optional.empty()), config.catalog());
        var station = config.stations().getFirst();
        assertEquals("U", station.material());
        assertEquals(List.of(), station.readers());
        assertEquals(new Rules(WeightUnit.KILOGRAM, new BigDecimal("0.01"), new BigDecimal("0.20"),
                new BigDecimal("60.00"), 5, SECOND, SECOND / 2, 3 * SECOND, 10 * SECOND, 60 * SECOND, 30 * SECOND,
                Set.of()), station.rules());
        assertFalse(station.manual());
        assertEquals(new GatewayConfig.Scale("bay-1-scale", ScaleDialect.TOLEDO_CONTINUOUS, ScaleSettings.USUAL,
                new SerialAddress("/dev/serial/by-id/usb-scale", new LineSettings(9600, 8, LineSettings.Parity.N, 1)),
                Optional.empty(), Optional.empty()), station.scale());
    }

    @Test
    void the_longest_file_means_what_it_says() throws Exception {
        var config = read(Samples.LONGEST);

        assertEquals(1_000_000_000, config.reserveBytes());
        assertEquals(new Keep(Duration.ofDays(31), 500_000_000), config.keep());
        assertEquals(Duration.ofHours(1), config.uplink().keepAlive());
        assertEquals(Duration.ofSeconds(30), config.uplink().acknowledgeWithin());
        assertEquals(64, config.uplink().window());
        var hash = hash(Samples.TARIFF);
        assertEquals(Optional.of(new Tariff("2026-11", Optional.of(hash), 1,
                Map.of("U", new BigDecimal("0.80"), "0103", new BigDecimal("1.20")))), config.catalog().tariff());
        assertEquals(List.of(new Document("tariff", "2026-11", "2026-11-01", new Names("积分标准", "Points tariff"), hash)),
                config.catalog().documents());
        var station = config.stations().getFirst();
        assertEquals("0103", station.material());
        assertEquals(new Rules(WeightUnit.GRAM, new BigDecimal("5"), new BigDecimal("50"), new BigDecimal("15000"), 8,
                SECOND / 2, SECOND / 2, 5 * SECOND, 20 * SECOND, 120 * SECOND, 60 * SECOND,
                Set.of(CodeKind.BAG, CodeKind.HOUSEHOLD), Rules.Commit.CONFIRM), station.rules());
        assertTrue(station.manual());
        assertEquals(ScaleDialect.MT_SICS, station.scale().dialect());
        assertEquals(new TcpAddress("10.0.0.7", 4001), station.scale().link());
        assertEquals(Optional.of("SN-7"), station.scale().serial());
        assertEquals(SECOND / 4, station.scale().poll().orElseThrow().everyNanos());
        assertEquals("SI\r\n",
                new String(station.scale().poll().orElseThrow().request(), StandardCharsets.US_ASCII));
        assertReaders(station.readers());
    }

    private static void assertReaders(List<GatewayConfig.Reader> readers) {
        assertEquals(List.of("bay-1-qr", "bay-1-card"), readers.stream().map(GatewayConfig.Reader::name).toList());
        var bags = readers.getFirst();
        assertEquals(TagDialect.SCANNER, bags.dialect());
        assertEquals(Optional.of(CodeKind.BAG), bags.reads());
        assertEquals("BAG-[0-9]{6}", bags.pattern().pattern());
        assertEquals(
                new SerialAddress("/dev/ttyUSB1", new LineSettings(115_200, 7, LineSettings.Parity.E, 2)), bags.link());
        assertTrue(readers.getLast().pattern().matcher("any code").matches());
        assertEquals(Optional.empty(), bags.poll());
    }

    @Test
    void the_platforms_key_is_the_one_in_its_file() throws Exception {
        var key = read(Samples.SHORTEST).uplink().platformKey();

        assertEquals("302a300506032b6570032100" + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                HexFormat.of().formatHex(key.getEncoded()));
    }

    @Test
    void relative_paths_start_at_the_files_folder() throws Exception {
        assertEquals(folder.resolve("var/data"),
                read(Samples.SHORTEST.replace("/var/lib/steelyard", "./etc/../var/data")).data());
    }

    @Test
    void the_hash_is_that_of_the_files_bytes() throws Exception {
        assertEquals(hash(Samples.SHORTEST), read(Samples.SHORTEST).hash());
    }

    private static String hash(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        var missing = folder.resolve("missing.toml");
        var refused = assertThrows(ConfigException.class, () -> ConfigFile.read(missing));
        assertEquals(List.of("read configuration " + missing + ": cannot be read; name an existing file"),
                refused.sentences());
    }

    @Test
    void a_folder_is_told_apart_from_a_file_that_is_not_there() {
        var refused = assertThrows(ConfigException.class, () -> ConfigFile.read(folder));
        assertEquals(List.of("read configuration " + folder + ": is a folder; name the file in it, as in "
                + folder.resolve("gateway.toml")), refused.sentences());
    }

    private GatewayConfig read(String text) throws Exception {
        var file = folder.resolve("gateway.toml");
        Files.writeString(file, text);
        return ConfigFile.read(file);
    }
}
