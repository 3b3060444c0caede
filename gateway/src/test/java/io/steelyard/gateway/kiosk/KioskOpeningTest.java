package io.steelyard.gateway.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.kiosk.KioskPlan.Listen;
import io.steelyard.gateway.uplink.TlsBench;
import io.steelyard.gateway.uplink.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class KioskOpeningTest {
    @TempDir
    private Path folder;

    @Test
    void a_port_in_use_is_a_complaint_with_a_remedy_and_is_tried_again() throws Exception {
        var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        int port = holder.getLocalPort();
        var plan = new KioskPlan(Optional.of(new Listen("127.0.0.1", port, true)), List.of(), 8, List.of(),
                Optional.empty());
        try (var booth = Booth.open(plan, folder)) {
            try (holder) {
                assertEquals("open the kiosk on 127.0.0.1:" + port + ": Address already in use; stop the program that "
                        + "listens there or name another port in [kiosk] listen; it is tried again, weighing goes on",
                        booth.complaint());
            }
            assertEquals(200, booth.get("/api/site").statusCode());
        }
    }

    @Test
    void beyond_the_loopback_everything_is_encrypted_and_who_looks_on_has_signed_in() throws Exception {
        var bench = new TlsBench(Files.createDirectories(folder.resolve("tls")));
        var operator = new Operator("w1", "Wang", Operator.Role.CLERK, Optional.empty(),
                PinHash.of("4711", new SecureRandom()));
        var plan = new KioskPlan(Optional.of(new Listen("127.0.0.1", 0, false)), List.of("localhost"), 8,
                List.of(operator), Optional.of(new TlsFiles(Optional.empty(), Optional.of(bench.identity("broker")))));
        try (var booth = Booth.open(plan, folder.resolve("data"))) {
            assertTrue(booth.address().startsWith("https://127.0.0.1:"), booth.address());
            assertTrue(secured(bench, booth, "TLSv1.3", "/api/live").startsWith("HTTP/1.1 401 "));
            assertTrue(secured(bench, booth, "TLSv1.3", "/api/standing").startsWith("HTTP/1.1 401 "));
            assertTrue(secured(bench, booth, "TLSv1.3", "/api/session").startsWith("HTTP/1.1 200 "));
            assertThrows(SSLHandshakeException.class, () -> secured(bench, booth, "TLSv1.2", "/api/session"));
            try (var plain = new RawClient(booth.port())) {
                var status = plain.status("/api/session", "localhost");
                assertTrue(status == null || !status.contains(" 200"), status);
            } catch (IOException reset) {
                assertTrue(String.valueOf(reset.getMessage()).contains("reset"), reset.toString());
            }
        }
    }

    private static String secured(TlsBench bench, Booth booth, String protocol, String path) throws Exception {
        var known = KeyStore.getInstance("PKCS12");
        known.load(null, new char[0]);
        known.setCertificateEntry("ca", bench.files("ca").readAuthorities().getFirst());
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(known);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(),
                booth.port())) {
            socket.setEnabledProtocols(new String[]{protocol});
            socket.startHandshake();
            try (var client = new RawClient(socket)) {
                return String.valueOf(client.status(path, "localhost:" + booth.port()));
            }
        }
    }
}
