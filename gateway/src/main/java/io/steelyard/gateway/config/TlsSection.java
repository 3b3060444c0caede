package io.steelyard.gateway.config;

import io.steelyard.gateway.uplink.TlsFileException;
import io.steelyard.gateway.uplink.TlsFiles;
import java.nio.file.Path;
import java.util.Optional;

/** Reads {@code [uplink.tls]} and {@code [kiosk.tls]}: the files must be there and fit each other; whether they are still valid is told, never refused. */
final class TlsSection {
    private final Section tls;
    private final Path base;

    TlsSection(Section tls, Path base) {
        this.tls = tls;
        this.base = base;
    }

    TlsFiles read() {
        var authorities = tls.has("ca") ? Optional.of(tls.path("ca", "", base)) : Optional.<Path>empty();
        boolean shows = tls.has("certificate") || tls.has("key");
        var identity = shows
                ? Optional.of(new TlsFiles.Identity(
                        tls.path("certificate", "the gateway's certificate (X.509, PEM) that belongs to the key", base),
                        tls.path("key", "the private key (PKCS#8, PEM) of the certificate", base)))
                : Optional.<TlsFiles.Identity>empty();
        tls.finish();
        var files = new TlsFiles(authorities, identity);
        if (tls.sound()) {
            check("ca", files::readAuthorities);
            check("certificate", files::readCertificate);
        }
        if (tls.sound()) {
            check("key", files::checkKey);
        }
        return files;
    }

    /** Of a server of ours: it shows itself and asks for nothing. */
    TlsFiles readServing() {
        var files = new TlsFiles(Optional.empty(), Optional.of(new TlsFiles.Identity(
                tls.path("certificate", "the certificate (X.509, PEM) that browsers are shown", base),
                tls.path("key", "the private key (PKCS#8, PEM) of the certificate", base))));
        tls.finish();
        if (tls.sound()) {
            check("certificate", files::readCertificate);
        }
        if (tls.sound()) {
            check("key", files::checkKey);
        }
        return files;
    }

    private interface Check {
        void run() throws TlsFileException;
    }

    private void check(String key, Check check) {
        try {
            check.run();
        } catch (TlsFileException unusable) {
            tls.fault(key, unusable.fault());
        }
    }
}
