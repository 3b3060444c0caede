package io.steelyard.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.catalog.Catalog;
import io.steelyard.gateway.catalog.Document;
import io.steelyard.gateway.catalog.Materials;
import io.steelyard.gateway.catalog.Names;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documents in {@code config/catalog}, read as the sample configuration names them. */
class SampleDocumentsTest {
    private static final Path CONFIG = Path.of("..", "config");
    private static final BigDecimal TONNES_PER_SHORT_TON = new BigDecimal("0.90718474");
    /** WARM v16, net recycling factors, metric tons of CO2 equivalents for a short ton. */
    private static final Map<String, String> WARM = Map.ofEntries(Map.entry("Newspaper", "-2.71"),
            Map.entry("Magazines", "-3.07"), Map.entry("Corrugated", "-3.14"), Map.entry("Office paper", "-2.86"),
            Map.entry("Mixed paper", "-3.55"), Map.entry("PET", "-1.04"), Map.entry("HDPE", "-0.76"),
            Map.entry("PP", "-0.79"), Map.entry("Glass", "-0.28"), Map.entry("Steel cans", "-1.83"),
            Map.entry("Aluminium cans", "-9.13"), Map.entry("Aluminium ingot", "-7.20"),
            Map.entry("Copper wire", "-4.49"));

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void platformKey() throws IOException {
        Files.writeString(folder.resolve("platform.pub"), Samples.PLATFORM_KEY);
    }

    @Test
    void the_names_cover_exactly_the_codes_in_both_languages() throws Exception {
        var names = catalog().materials().orElseThrow();

        assertEquals(Set.copyOf(Materials.codes()), names.materials().keySet());
        assertEquals(Set.copyOf(Materials.groups()), names.groups().keySet());
        assertEquals(new Names("纸板箱", "Corrugated cardboard"), names.materials().get("0103"));
        var all = names.materials().values();
        assertEquals(all.size(), new HashSet<>(all.stream().map(Names::chinese).toList()).size(),
                "Chinese names differ");
        assertEquals(all.size(), new HashSet<>(all.stream().map(Names::english).toList()).size(),
                "English names differ");
        assertTrue(all.stream().allMatch(each -> each.chinese().codePoints()
                .anyMatch(letter -> Character.UnicodeScript.of(letter) == Character.UnicodeScript.HAN)));
    }

    @Test
    void the_tariff_pays_for_the_unsorted_bag_and_for_what_a_bin_takes() throws Exception {
        var tariff = catalog().tariff().orElseThrow();

        assertEquals("hz-2026-11", tariff.version());
        assertEquals(2, tariff.decimals());
        var paid = new BigDecimal("0.70");
        assertEquals(Map.of("U", new BigDecimal("0.80"), "0101", paid, "0103", paid, "0201", paid, "0301",
                BigDecimal.ZERO), tariff.pointsPerKilogram());
    }

    @Test
    void the_factors_are_the_sources_figures_converted_to_kilograms() throws Exception {
        var factors = catalog().factors().orElseThrow();

        factors.factors().forEach((code, factor) -> assertEquals(
                new BigDecimal(WARM.getOrDefault(factor.of(), "0")).divide(TONNES_PER_SHORT_TON, 2,
                        RoundingMode.HALF_UP),
                factor.perKilogram(), code));
        assertEquals(WARM.keySet(), new HashSet<>(factors.factors().values().stream().map(each -> each.of()).toList()));
        assertTrue(factors.source().contains("WARM v16"));
    }

    @Test
    void each_document_is_known_by_the_hash_of_its_bytes() throws Exception {
        var documents = catalog().documents();

        assertEquals(List.of("materials", "tariff", "factors"), documents.stream().map(Document::name).toList());
        for (var document : documents) {
            var bytes = Files.readAllBytes(CONFIG.resolve("catalog").resolve(document.name() + "-2026-11.toml"));
            assertEquals(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)),
                    document.sha256());
        }
    }

    @Test
    void the_sample_of_a_smart_bin_has_no_fault() throws Exception {
        var config = sample("smart-bin.toml");

        assertEquals(List.of(), config.stations());
        var bin = config.bin().orElseThrow();
        assertEquals(List.of("paper", "plastic"), bin.compartments().stream().map(each -> each.name()).toList());
        assertEquals(11, config.pins().pins().size());
        assertTrue(config.pins().board().isPresent());
    }

    private Catalog catalog() throws Exception {
        return sample("service-station.toml").catalog();
    }

    /** From a copy, because the sample's folder has no platform key. */
    private GatewayConfig sample(String sample) throws Exception {
        var catalog = Files.createDirectory(folder.resolve("catalog"));
        for (var name : List.of("materials", "tariff", "factors")) {
            Files.copy(CONFIG.resolve("catalog").resolve(name + "-2026-11.toml"),
                    catalog.resolve(name + "-2026-11.toml"));
        }
        return ConfigFile.read(Files.copy(CONFIG.resolve(sample), folder.resolve(sample)));
    }
}
