package io.steelyard.gateway;

import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.field.KioskClient;
import io.steelyard.gateway.journal.DataFolder;
import io.steelyard.gateway.kiosk.KioskPlan.Listen;
import io.steelyard.gateway.uplink.TlsFileException;
import io.steelyard.gateway.uplink.TlsFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Where a running daemon is asked. */
final class KioskPlace {
    /** Addresses that mean all of this machine's. */
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "[::]", "::");

    private KioskPlace() {}

    /** Empty where the configuration says that it has no web server. */
    static Optional<KioskClient> of(GatewayConfig config) {
        return config.kiosk().listen().map(listen -> {
            var trust = config.kiosk().tls().map(KioskPlace::trusting);
            return new KioskClient(URI.create((trust.isPresent() ? "https://" : "http://") + here(listen)), trust);
        });
    }

    private static String here(Listen listen) {
        return EVERYWHERE.contains(listen.host()) ? "127.0.0.1:" + listen.port() : listen.toString();
    }

    /** The daemon's own certificate and no other, whoever issued it. */
    private static SSLSocketFactory trusting(TlsFiles files) {
        try {
            var known = KeyStore.getInstance("PKCS12");
            known.load(null, new char[0]);
            known.setCertificateEntry("kiosk", files.readCertificate().orElseThrow());
            var trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(known);
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (TlsFileException gone) {
            return (SSLSocketFactory) SSLSocketFactory.getDefault(); // was there when the configuration was read
        } catch (GeneralSecurityException | IOException missing) {
            throw new IllegalStateException("every Java runtime has TLS 1.3", missing);
        }
    }

    /** Why nobody answers there: no daemon at all is another thing than one that is mute. */
    static String silence(GatewayConfig config, IOException silent) {
        var daemon = DataFolder.holder(config.data(), Path.of("/"));
        return daemon.isPresent()
                ? "a daemon runs (process " + daemon.getAsLong() + ") and does not answer (" + silent.getMessage()
                        + "); see its log: journalctl -u steelyard -e"
                : "no daemon runs; start it with: sudo systemctl start steelyard";
    }
}
