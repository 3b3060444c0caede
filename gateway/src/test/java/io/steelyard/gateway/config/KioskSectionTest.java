package io.steelyard.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.kiosk.KioskPlan;
import io.steelyard.gateway.kiosk.Operator.Role;
import io.steelyard.gateway.kiosk.PinHash;
import io.steelyard.gateway.uplink.TlsBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the kiosk listens, what that demands, and who may sign in. */
final class KioskSectionTest {
    private static final PinHash PIN = PinHash.of("4711", new SecureRandom());
    private static final String BEYOND = ", and [kiosk] listen is not this machine's loopback; ";

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void platformKey() throws IOException {
        Files.writeString(folder.resolve("platform.pem"), Samples.PLATFORM_KEY);
    }

    private KioskPlan read(String kiosk) throws ConfigException, IOException {
        return ConfigFile.read(Files.writeString(folder.resolve("gateway.toml"), Samples.SHORTEST + "\n" + kiosk))
                .kiosk();
    }

    private List<String> faults(String kiosk) {
        return assertThrows(ConfigException.class, () -> read(kiosk)).sentences().stream()
                .map(sentence -> sentence.replace(folder.resolve("gateway.toml") + ": ", "")).toList();
    }

    private void operators(String text) throws IOException {
        Files.writeString(folder.resolve("operators.toml"), text);
    }

    @Test
    void where_nothing_is_said_it_listens_on_the_loopback_and_nobody_signs_in() throws Exception {
        var plan = read("");
        assertEquals("127.0.0.1:8480", plan.listen().orElseThrow().toString());
        assertTrue(plan.listen().orElseThrow().loopback());
        assertEquals(8, plan.viewersMax());
        assertEquals(List.of(), plan.operators());
        assertEquals(Optional.empty(), read("[kiosk]\nlisten = \"off\"").listen());
        assertEquals(3, read("[kiosk]\nviewers = 3\nlisten = \"localhost:80\"").viewersMax());
        assertTrue(read("[kiosk]\nlisten = \"[::1]:8480\"").listen().orElseThrow().loopback());
    }

    @Test
    void beyond_the_loopback_it_insists_on_tls_operators_and_names() {
        assertEquals(List.of(
                "kiosk.tls: is missing" + BEYOND + "then others could read PINs on the way: give [kiosk.tls] its "
                        + "certificate and key, or listen on 127.0.0.1",
                "kiosk.operators: is missing" + BEYOND + "then everybody who reaches it could look on: name the file of"
                        + " who may sign in, or listen on 127.0.0.1",
                "kiosk.hosts: is missing" + BEYOND + "then it must list the names by which browsers reach the gateway,"
                        + " or listen on 127.0.0.1"),
                faults("[kiosk]\nlisten = \"0.0.0.0:8443\""));
        assertEquals(2, faults("[kiosk]\nlisten = \"10.0.0.7:8443\"").size(), "its number is its name");
        assertEquals(3, faults("[kiosk]\nlisten = \"[::]:8443\"").size());
        assertEquals(2, faults("[kiosk]\nlisten = \"127.0.0.1.evil.example:8443\"").size());
    }

    @Test
    void with_all_of_that_it_listens_anywhere() throws Exception {
        var bench = new TlsBench(folder);
        bench.identity("broker");
        operators("[[operator]]\nname = \"w1\"\npin = \"" + PIN + "\"\n");
        var plan = read("""
                [kiosk]
                listen = "0.0.0.0:8443"
                hosts = ["bay.example"]
                operators = "operators.toml"
                [kiosk.tls]
                certificate = "broker.crt"
                key = "broker.key"
                """);
        assertFalse(plan.listen().orElseThrow().loopback());
        assertEquals(List.of("bay.example", "0.0.0.0"), plan.hosts());
        assertEquals("w1", plan.operators().getFirst().display());
        assertEquals(List.of("kiosk.tls.key = \"platform.pem\": is open to others (rw-r--r--); run: chmod 600 "
                + folder.resolve("platform.pem")), faults("""
                        [kiosk]
                        [kiosk.tls]
                        certificate = "broker.crt"
                        key = "platform.pem"
                        """));
    }

    @Test
    void what_is_wrong_is_said() {
        var listens = "must be an address with a port, as in \"127.0.0.1:8480\", or off";
        for (var wrong : List.of("8480", "127.0.0.1", "127.0.0.1:65536", "http://127.0.0.1:80", "on")) {
            assertEquals(List.of("kiosk.listen = \"" + wrong + "\": " + listens),
                    faults("[kiosk]\nlisten = \"" + wrong + "\""));
        }
        assertEquals(List.of("kiosk.viewers = 0: must be a whole number from 1 to 64"), faults("[kiosk]\nviewers = 0"));
        assertEquals(
                List.of("kiosk.operators = \"nobody.toml\": cannot be read; make it with: steelyard operator --file "
                        + folder.resolve("nobody.toml") + " NAME"),
                faults("[kiosk]\noperators = \"nobody.toml\""));
        assertEquals(1, faults("[kiosk]\nport = 80").size());
    }

    @Test
    void every_fault_of_the_operators_comes_out() throws Exception {
        operators("""
                [[operator]]
                name = "W1"
                pin = "4711"
                [[operator]]
                name = "w2"
                role = "boss"
                badge = "B"
                pin = "%1$s"
                [[operator]]
                name = "w2"
                badge = "B"
                pin = "%1$s"
                password = "x"
                """.formatted(PIN));
        var file = folder.resolve("operators.toml") + ": operator";
        assertEquals(List.of(
                file + "[1].name = \"W1\": must be 1 to 63 lower-case letters, digits and hyphens",
                file + "[1].pin = \"4711\": is no Argon2id hash that this gateway computes; write it with: steelyard"
                        + " operator",
                file + "[2].role = \"boss\": must be clerk or technician",
                file + "[3].password = \"x\": is not a setting; known here: badge, display, name, pin, role",
                file + "[3].name = \"w2\": is used twice; every operator needs their own",
                file + "[3].badge = \"B\": is used twice; a badge says who somebody is"),
                faults("[kiosk]\noperators = \"operators.toml\""));
    }

    @Test
    void an_operator_is_added_and_given_a_new_pin_and_all_else_stays() throws Exception {
        var file = folder.resolve("operators.toml");
        assertTrue(OperatorsFile.write(file, written("w1", Optional.of("王 \"小\""), PIN)));
        Files.writeString(file, Files.readString(file) + "# kept\n");
        var other = PinHash.of("0815", new SecureRandom());
        assertTrue(OperatorsFile.write(file, new OperatorsFile.Written("t1", Optional.empty(),
                Optional.of("technician"), Optional.of("BADGE-7"), other)));
        assertFalse(OperatorsFile.write(file, written("w1", Optional.empty(), other)));
        var read = OperatorsFile.read(file);
        assertEquals(List.of("王 \"小\"", "t1"), read.stream().map(one -> one.display()).toList());
        assertTrue(read.getFirst().pin().fits("0815"));
        assertEquals(Role.TECHNICIAN, read.getLast().role());
        assertTrue(Files.readString(file).contains("# kept\n"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void what_would_spoil_the_file_leaves_it_alone() throws Exception {
        var file = folder.resolve("operators.toml");
        OperatorsFile.write(file, written("w1", Optional.empty(), PIN));
        var before = Files.readString(file);
        assertThrows(ConfigException.class, () -> OperatorsFile.write(file, written("W 2", Optional.empty(), PIN)));
        assertThrows(ConfigException.class, () -> OperatorsFile.write(file, written("w1", Optional.of("Li"), PIN)));
        assertThrows(ConfigException.class,
                () -> OperatorsFile.write(file, written("w3", Optional.of("x\ny"), PIN)));
        assertEquals(before, Files.readString(file));
        try (var left = Files.list(folder)) {
            assertEquals(0, left.filter(path -> path.toString().endsWith(".new")).count());
        }
    }

    private static OperatorsFile.Written written(String name, Optional<String> display, PinHash pin) {
        return new OperatorsFile.Written(name, display, Optional.empty(), Optional.empty(), pin);
    }

    @Test
    void a_scrapers_token_is_read_from_its_file_and_a_short_one_is_refused() throws Exception {
        var token = "0123456789abcdef0123456789abcdef";
        Files.writeString(folder.resolve("scraper.token"), token + "\n");
        assertEquals(Optional.of(token), read("[kiosk]\nscraper_token = \"scraper.token\"").scraper());
        assertEquals(Optional.empty(), read("[kiosk]\n").scraper());
        Files.writeString(folder.resolve("scraper.token"), "secret");
        var remedy = "make it with: openssl rand -hex 32 > " + folder.resolve("scraper.token");
        assertEquals(
                List.of("kiosk.scraper_token = \"scraper.token\": must name a file with one token of 32 to 256 letters and digits; "
                        + remedy),
                faults("[kiosk]\nscraper_token = \"scraper.token\""));
        Files.delete(folder.resolve("scraper.token"));
        assertEquals(List.of("kiosk.scraper_token = \"scraper.token\": cannot be read; " + remedy),
                faults("[kiosk]\nscraper_token = \"scraper.token\""));
    }
}
