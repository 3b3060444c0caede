package io.steelyard.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.steelyard.gateway.tag.ScannerSettings;
import io.steelyard.gateway.tag.ScannerSettings.Encoding;
import io.steelyard.gateway.tag.ScannerSettings.Terminator;
import io.steelyard.gateway.tag.TagDialect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys of {@code [[station.reader]]} that say how a scanner was set up. */
final class ReaderSettingsTest {
    @TempDir
    Path folder;

    @Test
    void a_scanner_is_as_usual_unless_the_file_says_otherwise() throws Exception {
        assertEquals(ScannerSettings.USUAL, reader("dialect = \"scanner\"").scanner());
        assertEquals(new ScannerSettings(Terminator.NONE, Encoding.GBK, "]Q1", true), reader("""
                dialect = "scanner"
                terminator = "none"
                charset = "gbk"
                prefix = "]Q1"
                gs1 = true
                """).scanner());
    }

    @Test
    void every_terminator_is_set_by_its_word() throws Exception {
        for (var terminator : Terminator.values()) {
            var reader = reader("dialect = \"scanner\"\nterminator = \"" + terminator.word() + '"');
            assertEquals(terminator, reader.scanner().terminator());
        }
    }

    @Test
    void every_fault_of_a_scanner_comes_with_its_path_its_value_and_its_remedy() {
        assertEquals(List.of(
                "station[1].reader[1].terminator = \"CR\": must be one of any, cr, lf, crlf, tab, none",
                "station[1].reader[1].charset = \"big5\": must be one of utf-8, gbk",
                "station[1].reader[1].prefix = \"\": must be 1 to 16 printable ASCII characters, as in \"]Q1\";"
                        + " leave it out for none",
                "station[1].reader[1].gs1 = \"true\": must be true or false, without quotes"), faults("""
                        dialect = "scanner"
                        terminator = "CR"
                        charset = "big5"
                        prefix = ""
                        gs1 = "true"
                        """));
    }

    @Test
    void a_prefix_is_short_and_printable() {
        for (var prefix : List.of("12345678901234567", "\\u0002", "袋")) {
            var faults = faults("dialect = \"scanner\"\nprefix = \"" + prefix + '"');
            assertEquals(1, faults.size(), prefix);
        }
    }

    @Test
    void what_sets_a_scanner_is_no_setting_of_another_reader() throws Exception {
        for (var key : List.of("terminator = \"cr\"", "charset = \"gbk\"", "prefix = \"]Q1\"", "gs1 = true")) {
            var faults = faults("dialect = \"rdm6300\"\n" + key);
            assertEquals(List.of("station[1].reader[1]." + key
                    + ": is not a setting; known here: dialect, line, link, name, pattern, reads"), faults);
        }
        var cards = reader("dialect = \"rdm6300\"");
        assertEquals(TagDialect.RDM6300, cards.dialect());
        assertEquals(ScannerSettings.USUAL, cards.scanner());
    }

    private GatewayConfig.Reader reader(String settings) throws Exception {
        return ConfigFile.read(file(settings)).stations().getFirst().readers().getFirst();
    }

    private List<String> faults(String settings) {
        var refused = assertThrows(ConfigException.class, () -> ConfigFile.read(file(settings)));
        var before = folder.resolve("station.toml") + ": ";
        return String.valueOf(refused.getMessage()).lines().map(fault -> fault.substring(before.length())).toList();
    }

    private Path file(String settings) throws Exception {
        writeKey();
        return Files.writeString(folder.resolve("station.toml"), """
                [gateway]
                id = "gateway-1"
                city = "hangzhou"
                data = "data"
                [uplink]
                broker = "tcp://127.0.0.1:1883"
                platform_key = "platform.pub"
                [[station]]
                name = "bay-1"
                [station.scale]
                name = "bay-1-scale"
                dialect = "toledo-continuous"
                link = "tcp://127.0.0.1:4001"
                unit = "kg"
                division = "0.01"
                max = "60.00"
                [[station.reader]]
                name = "bay-1-qr"
                reads = "bag"
                link = "tcp://127.0.0.1:4002"
                """ + settings + '\n');
    }

    private void writeKey() throws Exception {
        var key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
        Files.writeString(folder.resolve("platform.pub"), "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getEncoder().encodeToString(key) + "\n-----END PUBLIC KEY-----\n");
    }
}
