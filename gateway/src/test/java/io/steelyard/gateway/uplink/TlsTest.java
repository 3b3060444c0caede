package io.steelyard.gateway.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.run.CalendarFloor;
import io.steelyard.gateway.run.ModelTime;
import io.steelyard.gateway.run.SystemTime;
import io.steelyard.gateway.uplink.ScriptedBroker.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real handshakes on the loopback interface, under a calendar of the test's choosing. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TlsTest {
    private static final Message WILL = new Message("status", new byte[]{'{', '}'}, Map.of(), true);
    private static final Message FACT = new Message("facts", new byte[]{'{', '}'}, Map.of(), false);
    private static final Instant BUILT = Instant.parse("2026-11-01T00:00:00Z");
    private static final String REFUSED = "the broker refuses this gateway's certificate";

    @TempDir
    private Path folder = Path.of("");
    private final ModelTime calendar = new ModelTime();
    private final List<String> said = new CopyOnWriteArrayList<>();

    @AfterEach
    void no_thread_stays() throws InterruptedException {
        MqttThreads.assertNone();
    }

    @Test
    void facts_go_over_tls_to_a_broker_that_demands_a_certificate() throws Exception {
        try (var server = broker("TLSv1.3", true)) {
            var heard = new Heard();
            var session = connect(server, "localhost", bench().files("ca", "gateway"), heard);
            session.publish(5, FACT);
            assertEquals(new BrokerEvent.Taken(5), heard.next());
            session.close();
        }
    }

    @Test
    void a_gateway_without_a_certificate_reaches_a_broker_that_demands_none() throws Exception {
        try (var server = broker("TLSv1.3", false)) {
            connect(server, "localhost", bench().files("ca"), new Heard()).close();
        }
    }

    @Test
    void an_authority_that_is_not_known_is_named() throws Exception {
        try (var server = broker("TLSv1.3", true)) {
            assertEquals(
                    "no authority that this gateway knows vouches for the broker's certificate CN=broker, issued by "
                            + "CN=Steelyard test ca; put that authority's certificate into the file named by uplink.tls.ca",
                    refusal(server, "localhost", bench().files("other-ca", "gateway")));
            assertTrue(refusal(server, "localhost", TlsFiles.NONE).startsWith("no authority that this gateway knows"),
                    "nor does the runtime know it");
        }
    }

    @Test
    void a_certificate_for_another_host_is_named() throws Exception {
        try (var server = broker("TLSv1.3", true)) {
            assertEquals(
                    "the broker's certificate CN=broker is not for 127.0.0.1; name the host in uplink.broker as the "
                            + "certificate does, or have one issued for 127.0.0.1",
                    refusal(server, "127.0.0.1", bench().files("ca", "gateway")));
        }
    }

    @Test
    void a_trusted_calendar_after_the_certificates_end_is_believed() throws Exception {
        calendar.corrected(Instant.parse("2121-06-01T00:00:00Z"));
        try (var server = broker("TLSv1.3", true)) {
            assertEquals(
                    "the broker's certificate CN=broker ran out on 2120-01-02 (today is taken for 2121-06-01); it must be "
                            + "renewed at the broker",
                    refusal(server, "localhost", bench().files("ca", "gateway")));
        }
    }

    /** A floor from before the certificate was made, for it would be believed otherwise. */
    @Test
    void a_trusted_calendar_before_the_certificates_beginning_is_believed() throws Exception {
        calendar.corrected(Instant.parse("2019-06-01T00:00:00Z"));
        try (var server = broker("TLSv1.3", true)) {
            assertEquals(
                    "the broker's certificate CN=broker is valid only from 2020-01-01 (today is taken for 2019-06-01); "
                            + "check the clocks of this board and of the issuer",
                    refusal(server, "localhost", bench().files("ca", "gateway"), Instant.EPOCH));
        }
    }

    /** 1970, ten years behind and ahead, beyond the certificate's end: what nobody vouches for decides nothing. */
    @ParameterizedTest
    @CsvSource({"1970-01-01T00:00:00Z, 2026-11-01T00:00:00Z", "2016-11-21T08:00:00Z, 2026-11-01T00:00:00Z",
            "2036-11-21T08:00:00Z, 2026-11-01T00:00:00Z", "2126-11-21T08:00:00Z, 2026-11-01T00:00:00Z",
            "1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z", "2126-11-21T08:00:00Z, 1970-01-01T00:00:00Z"})
    void a_calendar_that_nobody_vouches_for_never_stops_tls(Instant wall, Instant floor) throws Exception {
        calendar.untrusted();
        calendar.corrected(wall);
        try (var server = broker("TLSv1.3", true)) {
            broker(server, "localhost", bench().files("ca", "gateway"), floor)
                    .connect(WILL, List.of("ack"), new Heard().inbox).close();
        }
    }

    @Test
    void a_certificate_that_had_run_out_by_the_floor_is_refused_whatever_an_untrusted_calendar_says() throws Exception {
        calendar.untrusted();
        try (var server = broker("TLSv1.3", true)) {
            assertTrue(refusal(server, "localhost", bench().files("ca", "gateway"),
                    Instant.parse("2120-06-01T00:00:00Z")).contains("ran out on 2120-01-02"));
        }
    }

    /** A time server went wrong and set the floor in 2130; now it is right again. */
    @Test
    void where_trusted_calendars_contradict_each_other_either_will_do() throws Exception {
        try (var server = broker("TLSv1.3", true)) {
            broker(server, "localhost", bench().files("ca", "gateway"), Instant.parse("2130-06-01T00:00:00Z"))
                    .connect(WILL, List.of("ack"), new Heard().inbox).close();
        }
    }

    @Test
    void a_refused_certificate_is_told() throws Exception {
        try (var server = broker("TLSv1.3", true)) {
            var refusal = refusal(server, "localhost", bench().files("ca", "stranger"));
            assertTrue(refusal.contains(REFUSED), refusal);
        }
    }

    @Test
    void a_demanded_certificate_is_told() throws Exception {
        try (var server = broker("TLSv1.3", true)) {
            var refusal = refusal(server, "localhost", bench().files("ca"));
            assertTrue(refusal.contains("the broker demands a certificate of this gateway"), refusal);
        }
    }

    @Test
    void a_broker_that_knows_nothing_newer_than_tls_1_2_is_told() throws Exception {
        try (var server = broker("TLSv1.2", true)) {
            assertEquals(
                    "the broker knows no TLS 1.3, and nothing older is spoken here; switch TLS 1.3 on at the broker",
                    refusal(server, "localhost", bench().files("ca", "gateway")));
        }
    }

    @ParameterizedTest
    @CsvSource({"DROPS", "RESETS", "SILENT", "HAS_NO_SUBSCRIBERS"})
    void a_server_that_speaks_no_tls_is_told(Script script) throws Exception {
        try (var server = ScriptedBroker.playing(script)) {
            assertEquals(
                    "the server does not answer in TLS; name the broker's port for TLS, usually 8883, or write tcp:// "
                            + "for an unencrypted connection",
                    refusal(server, "localhost", bench().files("ca", "gateway")));
        }
    }

    @Test
    void renewed_files_are_taken_at_the_next_attempt() throws Exception {
        var files = bench().files("ca", "stranger");
        var identity = files.identity().orElseThrow();
        try (var server = broker("TLSv1.3", true)) {
            var broker = broker(server, "localhost", files, BUILT);
            assertThrows(BrokerException.class, () -> broker.connect(WILL, List.of("ack"), new Heard().inbox));
            Files.copy(bench().file("gateway.crt"), identity.certificate(),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Files.write(identity.key(), Files.readAllBytes(bench().file("gateway.key")));
            broker.connect(WILL, List.of("ack"), new Heard().inbox).close();
        }
    }

    @Test
    void a_key_that_became_open_to_others_is_not_used() throws Exception {
        var files = bench().files("ca", "gateway");
        var key = files.identity().orElseThrow().key();
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        try (var server = broker("TLSv1.3", true)) {
            assertEquals(key + " is open to others (rw-r-----); run: chmod 600 " + key,
                    refusal(server, "localhost", files));
        }
    }

    @Test
    void a_session_over_tls_whose_server_goes_is_told_and_can_be_closed() throws Exception {
        var heard = new Heard();
        Broker.Session session;
        try (var server = broker("TLSv1.3", true)) {
            session = connect(server, "localhost", bench().files("ca", "gateway"), heard);
        }
        assertTrue(heard.next() instanceof BrokerEvent.Lost);
        session.close();
    }

    private TlsBench bench() {
        return new TlsBench(folder);
    }

    private ScriptedBroker broker(String version, boolean demands) throws IOException, GeneralSecurityException {
        var socket = (SSLServerSocket) bench().brokersSockets().createServerSocket(0, 50,
                InetAddress.getLoopbackAddress());
        socket.setEnabledProtocols(new String[]{version});
        socket.setNeedClientAuth(demands);
        return ScriptedBroker.playing(Script.HAS_NO_SUBSCRIBERS, socket);
    }

    private Broker.Session connect(ScriptedBroker server, String host, TlsFiles files, Heard heard)
            throws BrokerException, IOException {
        return broker(server, host, files, BUILT).connect(WILL, List.of("ack"), heard.inbox);
    }

    private Broker broker(ScriptedBroker server, String host, TlsFiles files, Instant built) throws IOException {
        var tls = new Tls(files, new Today(calendar, new CalendarFloor(folder, built)), said::add);
        return new PahoBroker(uri(server, host), "gateway", 60, SystemTime.open(), Optional.of(tls));
    }

    private static String uri(ScriptedBroker server, String host) {
        return server.uri().replace("tcp://127.0.0.1", "ssl://" + host);
    }

    private String refusal(ScriptedBroker server, String host, TlsFiles files) throws IOException {
        return refusal(server, host, files, BUILT);
    }

    /** The reason, without the words before it that name the broker. */
    private String refusal(ScriptedBroker server, String host, TlsFiles files, Instant built) throws IOException {
        var broker = broker(server, host, files, built);
        var message = String.valueOf(assertThrows(BrokerException.class,
                () -> broker.connect(WILL, List.of("ack"), new Heard().inbox)).getMessage());
        var named = "connect " + uri(server, host) + ": ";
        assertTrue(message.startsWith(named), message);
        return message.substring(named.length());
    }
}
