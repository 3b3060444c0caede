package io.steelyard.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of fault of a catalog document: its path, its value, its remedy, and no fault more. */
class DocumentFaultsTest {
    private static final Path SAMPLE = Path.of("..", "config", "catalog", "materials-2026-11.toml");
    private static final String CODES = "is not a material code; use U, R, H1 to H7 or a GGSS code as 0103";
    private static final String DECIMALS = "must be a decimal in quotes, as in \"0.01\"";
    private static final String VERSIONS = "must be 1 to 63 lower-case letters, digits, dots and hyphens";
    private static final String NAMES = "is missing; give its names, as in { zh-CN = \"废纸\", en = \"Paper\" }";

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void samples() throws IOException {
        Files.writeString(folder.resolve("platform.pem"), Samples.PLATFORM_KEY);
        Files.writeString(folder.resolve("tariff.toml"), Samples.TARIFF);
        Files.writeString(folder.resolve("factors.toml"), Samples.FACTORS);
        Files.copy(SAMPLE, folder.resolve("materials.toml"));
    }

    /** A document, a text of it, what stands there instead, the faults. */
    static Stream<Arguments> single() {
        return Stream.of(
                fault("tariff", "document = \"tariff\"", "document = \"factors\"",
                        "document = \"factors\": is another document; \"tariff\" is wanted here"),
                fault("tariff", "document = \"tariff\"", "",
                        "document: is missing; give which document this is, \"tariff\""),
                fault("tariff", "version = \"2026-11\"", "",
                        "version: is missing; give a name for this edition; facts quote it"),
                fault("tariff", "version = \"2026-11\"", "version = \"\"", "version = \"\": " + VERSIONS),
                fault("tariff", "version = \"2026-11\"", "version = \"" + "9".repeat(64) + "\"",
                        "version = \"" + "9".repeat(64) + "\": " + VERSIONS),
                fault("tariff", "valid_from = \"2026-11-01\"", "valid_from = \"2026-02-30\"",
                        "valid_from = \"2026-02-30\": must be a date as \"2026-11-01\""),
                fault("tariff", "valid_from = \"2026-11-01\"", "",
                        "valid_from: is missing; give its first day, as in \"2026-11-01\""),
                fault("tariff", "name = { zh-CN = \"积分标准\", en = \"Points tariff\" }", "", "name: " + NAMES),
                fault("tariff", "name = { zh-CN = \"积分标准\", en = \"Points tariff\" }", "name = \"Points\"",
                        "name = \"Points\": must be a table, [name]"),
                fault("tariff", "zh-CN = \"积分标准\", ", "", "name.zh-CN: is missing; give its Chinese name"),
                fault("tariff", "\"Points tariff\"", "\" \"",
                        "name.en = \" \": must not be empty; give its English name"),
                fault("tariff", "\"Points tariff\"", "\"Points tariff\", de = \"Tarif\"",
                        "name.de = \"Tarif\": is not a setting; known here: en, zh-CN"),
                fault("tariff", "decimals = 1", "", "decimals: is missing; give the decimals of the points"),
                fault("tariff", "decimals = 1", "decimals = 5", "decimals = 5: must be a whole number from 0 to 4"),
                fault("tariff", "rounding = \"half-up\"", "rounding = \"half-even\"",
                        "rounding = \"half-even\": must be half-up; points are rounded once, in no other way"),
                fault("tariff", "unit = \"kg\"", "unit = \"jin\"",
                        "unit = \"jin\": must be kg; give the rates for a kilogram, not for a jin or a tonne"),
                fault("tariff", "0103 = \"1.20\"", "0199 = \"1.20\"",
                        "points_per_kilogram.0199 = \"1.20\": " + CODES),
                fault("tariff", "0103 = \"1.20\"", "0103 = \"1,20\"",
                        "points_per_kilogram.0103 = \"1,20\": " + DECIMALS),
                fault("tariff", "0103 = \"1.20\"", "0103 = 1.2",
                        "points_per_kilogram.0103 = 1.2: must be a text in quotes"),
                fault("tariff", "0103 = \"1.20\"", "0103 = \"-1.20\"",
                        "points_per_kilogram.0103 = \"-1.20\": must not be below zero"),
                fault("tariff", "[points_per_kilogram]\nU = \"0.80\"\n0103 = \"1.20\"", "",
                        "points_per_kilogram: names no material; give at least one rate, as in U = \"0.80\""),
                fault("tariff", "unit = \"kg\"", "unit = \"kg\"\nbonus = 2",
                        "bonus = 2: is not a setting; known here: decimals, document, name, points_per_kilogram,"
                                + " rounding, unit, valid_from, version"),
                fault("factors", "indicative = true", "indicative = false", "indicative = false: must be true; such"
                        + " factors are estimates, and every screen says so"),
                fault("factors", "indicative = true", "", "indicative: must be true; such factors are estimates, and"
                        + " every screen says so"),
                fault("factors", "source = \"WARM\"", "", "source: is missing; give whose figures these are"),
                fault("factors", "baseline = \"virgin manufacture\"", "baseline = \"\"",
                        "baseline = \"\": must not be empty; give what they compare recycling with"),
                fault("factors", "0103 =", "1001 =", "kg_co2e_per_kg.1001 = (a table or list): " + CODES),
                fault("factors", "\"-3.46\"", "\"much\"", "kg_co2e_per_kg.0103.value = \"much\": " + DECIMALS),
                fault("factors", ", of = \"Corrugated\"", "", "kg_co2e_per_kg.0103.of: is missing; give the material"
                        + " for which the source gives it"),
                fault("factors", "{ value = \"-3.46\", of = \"Corrugated\" }", "\"-3.46\"",
                        "kg_co2e_per_kg.0103 = \"-3.46\": must be a table, [kg_co2e_per_kg.0103]"),
                fault("factors", "0103 = { value = \"-3.46\", of = \"Corrugated\" }", "",
                        "kg_co2e_per_kg = (a table or list): names no material;"
                                + " give at least one factor, as in 0404 = { value = \"-10.06\", of = \"Aluminium cans\" }"),
                fault("materials", "0103 = { zh-CN = \"纸板箱\", en = \"Corrugated cardboard\" }", "",
                        "materials.0103: " + NAMES),
                fault("materials", "0903 =", "0904 =", "materials.0904 = (a table or list): " + CODES,
                        "materials.0903: " + NAMES),
                fault("materials", "09 =", "10 =",
                        "groups.10 = (a table or list): is not a group; use 01 to 09 or H", "groups.09: " + NAMES));
    }

    private static Arguments fault(String document, String text, String instead, String... faults) {
        return Arguments.of(document, text, instead, List.of(faults));
    }

    @ParameterizedTest
    @MethodSource("single")
    void a_fault_gives_its_file_its_path_its_value_and_its_remedy_and_no_other_fault(String document, String text,
            String instead, List<String> faults) throws IOException {
        var file = folder.resolve(document + ".toml");
        var sound = Files.readString(file);
        assertEquals(sound.indexOf(text), sound.lastIndexOf(text), text + " stands once");
        assertTrue(sound.contains(text), text);
        Files.writeString(file, sound.replace(text, instead));

        assertEquals(faults.stream().map(fault -> file + ": " + fault).toList(), faults());
    }

    @Test
    void the_faults_of_the_configuration_and_of_every_document_come_out_together() throws IOException {
        replace("tariff", "decimals = 1", "decimals = 9");
        replace("factors", "indicative = true", "");
        replace("materials", "09 = {", "= {");

        var lines = faults("id = \"HZ\"");

        assertEquals(List.of("gateway", "materials", "tariff", "factors"),
                lines.stream().map(line -> line.substring((folder + "/").length(), line.indexOf(".toml: "))).toList());
    }

    @Test
    void a_document_saved_in_another_encoding_is_refused_and_not_shown_as_question_marks() throws IOException {
        Files.write(folder.resolve("tariff.toml"), Samples.TARIFF.getBytes(Charset.forName("GBK")));

        assertEquals(List.of(folder.resolve("tariff.toml") + ": is not UTF-8; save it in that encoding"), faults());
    }

    private void replace(String document, String text, String instead) throws IOException {
        var file = folder.resolve(document + ".toml");
        Files.writeString(file, Files.readString(file).replace(text, instead));
    }

    private List<String> faults() throws IOException {
        return faults("id = \"hz-yuhang-0042\"");
    }

    private List<String> faults(String id) throws IOException {
        var file = Files.writeString(folder.resolve("gateway.toml"), Samples.SHORTEST.replace("id = \"hz-yuhang-0042\"",
                id)
                + "\n[catalog]\nmaterials = \"materials.toml\"\ntariff = \"tariff.toml\"\nfactors = \"factors.toml\"\n");
        var refused = assertThrows(ConfigException.class, () -> ConfigFile.read(file));
        return String.valueOf(refused.getMessage()).lines().toList();
    }
}
