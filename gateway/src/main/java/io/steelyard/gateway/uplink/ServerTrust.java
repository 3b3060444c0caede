package io.steelyard.gateway.uplink;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Judges the broker's certificate as the Java runtime does, host name included, but on a day of our choosing, and says in one
 * sentence what is wrong. For one connection.
 */
final class ServerTrust extends X509ExtendedTrustManager {
    private final Set<TrustAnchor> anchors;
    private final Today today;
    private final String host;

    private ServerTrust(Set<TrustAnchor> anchors, Today today, String host) {
        this.anchors = anchors;
        this.today = today;
        this.host = host;
    }

    /** @param authorities empty for those that the Java runtime trusts */
    static ServerTrust in(List<X509Certificate> authorities, Today today, String host)
            throws GeneralSecurityException {
        var anchors = new HashSet<TrustAnchor>();
        for (var authority : authorities.isEmpty() ? usual() : authorities) {
            anchors.add(new TrustAnchor(authority, null));
        }
        return new ServerTrust(anchors, today, host);
    }

    private static List<X509Certificate> usual() throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init((KeyStore) null);
        return List.of(((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers());
    }

    /** The one that is asked: our sockets are always sockets with a handshake under way. */
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyType, Socket socket) throws CertificateException {
        CertificateException wrong = new CertificateException("the broker shows no certificate");
        for (var day : today.possible(chain)) {
            try {
                check(chain, keyType, socket, day);
                return;
            } catch (CertificateException notOnThisDay) {
                wrong = notOnThisDay;
            }
        }
        throw wrong;
    }

    private void check(X509Certificate[] chain, String keyType, Socket socket, Instant day)
            throws CertificateException {
        for (var certificate : chain) {
            checkDates(certificate, day);
        }
        var runtimes = on(day);
        try {
            runtimes.checkServerTrusted(chain, keyType);
        } catch (CertificateException unknown) {
            throw new CertificateException("no authority that this gateway knows vouches for the broker's certificate "
                    + name(chain[0]) + ", issued by " + chain[0].getIssuerX500Principal()
                    + "; put that authority's certificate into the file named by uplink.tls.ca", unknown);
        }
        try {
            runtimes.checkServerTrusted(chain, keyType, socket);
        } catch (CertificateException otherHost) {
            throw new CertificateException("the broker's certificate " + name(chain[0]) + " is not for " + host
                    + "; name the host in uplink.broker as the certificate does, or have one issued for " + host,
                    otherHost);
        }
    }

    private static void checkDates(X509Certificate certificate, Instant day) throws CertificateException {
        if (day.isAfter(certificate.getNotAfter().toInstant())) {
            throw new CertificateException("the broker's certificate " + name(certificate) + " ran out on "
                    + date(certificate.getNotAfter()) + " (today is taken for "
                    + LocalDate.ofInstant(day, ZoneOffset.UTC)
                    + "); it must be renewed at the broker");
        }
        if (day.isBefore(certificate.getNotBefore().toInstant())) {
            throw new CertificateException("the broker's certificate " + name(certificate) + " is valid only from "
                    + date(certificate.getNotBefore()) + " (today is taken for "
                    + LocalDate.ofInstant(day, ZoneOffset.UTC) + "); check the clocks of this board and of the issuer");
        }
    }

    private static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    private static LocalDate date(Date date) {
        return LocalDate.ofInstant(date.toInstant(), ZoneOffset.UTC);
    }

    private X509ExtendedTrustManager on(Instant day) throws CertificateException {
        try {
            var parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
            parameters.setRevocationEnabled(false); // as the runtime's own default: a weighing hut cannot fetch lists
            parameters.setDate(Date.from(day));
            var factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(new CertPathTrustManagerParameters(parameters));
            return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException missing) {
            throw new CertificateException("certificates cannot be judged: " + missing.getMessage(), missing);
        }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyType) throws CertificateException {
        throw noSocket();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyType, SSLEngine engine)
            throws CertificateException {
        throw noSocket();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyType) throws CertificateException {
        throw noSocket();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyType, Socket socket)
            throws CertificateException {
        throw noSocket();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyType, SSLEngine engine)
            throws CertificateException {
        throw noSocket();
    }

    private static CertificateException noSocket() {
        return new CertificateException("only a broker reached through a socket is judged");
    }
}
