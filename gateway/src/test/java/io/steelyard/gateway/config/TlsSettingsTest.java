package io.steelyard.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.steelyard.gateway.uplink.TlsBench;
import io.steelyard.gateway.uplink.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsSettingsTest {
    private static final String TABLE = """
            [uplink.tls]
            ca = "ca.pem"
            certificate = "gateway.crt"
            key = "gateway.key"
            """;

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("platform.pem"), Samples.PLATFORM_KEY);
        new TlsBench(folder).files("ca", "gateway");
    }

    @Test
    void the_files_of_the_table_are_what_tls_uses() throws Exception {
        assertEquals(Optional.of(new TlsFiles(Optional.of(folder.resolve("ca.pem")),
                Optional.of(new TlsFiles.Identity(folder.resolve("gateway.crt"), folder.resolve("gateway.key"))))),
                read(TABLE).uplink().tls());
    }

    @Test
    void without_a_table_those_are_trusted_whom_everybody_trusts() throws Exception {
        assertEquals(Optional.of(TlsFiles.NONE), read("").uplink().tls());
    }

    @Test
    void an_unencrypted_way_out_of_this_machine_is_said() throws Exception {
        var remote = file("tcp://broker.example:1883", "");
        assertEquals(
                Optional.of("the uplink to tcp://broker.example:1883 is unencrypted: others on the way can read it; "
                        + "use ssl:// with [uplink.tls]"),
                ConfigFile.read(remote).uplink().unencrypted());
        assertEquals(Optional.empty(), read(TABLE).uplink().unencrypted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://localhost:1883", "tcp://127.0.0.1:1883", "tcp://127.1.2.3:1"})
    void within_this_machine_nobody_listens(String broker) throws Exception {
        assertEquals(Optional.empty(),
                ConfigFile.read(file(broker, "")).uplink().unencrypted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw------x", "rwx-w----"})
    void a_key_that_is_open_to_others_is_refused_with_the_remedy(String permissions) throws Exception {
        var key = folder.resolve("gateway.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(permissions));
        assertEquals(
                List.of("uplink.tls.key = \"gateway.key\": is open to others (" + permissions + "); run: chmod 600 "
                        + key),
                faults(TABLE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ca.pem      | none.pem     | uplink.tls.ca = "none.pem": is not there; copy it there
            ca.pem      | gateway.key  | uplink.tls.ca = "gateway.key": holds no certificate (X.509, PEM); copy it there anew
            gateway.crt | platform.pem | uplink.tls.certificate = "platform.pem": holds no certificate (X.509, PEM); copy it there anew
            gateway.key | none.key     | uplink.tls.key = "none.key": is not there; copy it there
            gateway.crt | ca.pem       | uplink.tls.key = "gateway.key": is not the key of the certificate FOLDER/ca.pem
            """)
    void a_file_of_no_use_is_named(String instead, String file, String fault) throws Exception {
        assertEquals(List.of(fault.replace("FOLDER", folder.toString())), faults(TABLE.replace(instead, file)));
    }

    @Test
    void a_key_in_another_form_is_refused_with_the_command_that_makes_it_one() throws Exception {
        var key = folder.resolve("gateway.key");
        Files.writeString(key, "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n");
        assertEquals(List.of("uplink.tls.key = \"gateway.key\": holds no private key without a password (PKCS#8, PEM); "
                + "make one with: openssl pkcs8 -topk8 -nocrypt -in OLD -out " + key), faults(TABLE));
    }

    @Test
    void a_certificate_and_its_key_belong_together() throws Exception {
        assertEquals(List.of("uplink.tls.key: is missing; give the private key (PKCS#8, PEM) of the certificate"),
                faults(TABLE.replace("key = \"gateway.key\"\n", "")));
        assertEquals(
                List.of("uplink.tls.certificate: is missing; give the gateway's certificate (X.509, PEM) that belongs "
                        + "to the key"),
                faults(TABLE.replace("certificate = \"gateway.crt\"\n", "")));
    }

    @Test
    void tls_settings_for_an_unencrypted_broker_and_unknown_ones_are_faults() throws Exception {
        assertEquals(List.of("uplink.tls = (a table or list): is for a broker reached with TLS; write ssl:// in "
                + "uplink.broker, or leave this table out"),
                faults(file("tcp://localhost:1883", TABLE)));
        assertEquals(List.of("uplink.tls.verify = false: is not a setting; known here: ca, certificate, key"),
                faults(TABLE + "verify = false\n"));
    }

    private GatewayConfig read(String table) throws IOException, ConfigException {
        return ConfigFile.read(file(table));
    }

    private Path file(String table) throws IOException {
        return file("ssl://localhost:8883", table);
    }

    private Path file(String broker, String table) throws IOException {
        var text = Samples.SHORTEST.replaceFirst("broker = \"[^\"]*\"", "broker = \"" + broker + "\"")
                .replace("[[station]]", table + "\n[[station]]");
        return Files.writeString(folder.resolve("gateway.toml"), text);
    }

    private List<String> faults(String table) throws IOException {
        return faults(file(table));
    }

    private static List<String> faults(Path file) {
        return String.valueOf(assertThrows(ConfigException.class, () -> ConfigFile.read(file)).getMessage()).lines()
                .map(line -> line.substring((file + ": ").length())).toList();
    }
}
