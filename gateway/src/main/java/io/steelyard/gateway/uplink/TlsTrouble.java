package io.steelyard.gateway.uplink;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** What a failure of TLS means for the person who must mend it. The alerts' names are those of RFC 8446, section 6.2. */
final class TlsTrouble {
    private static final Pattern ALERT = Pattern.compile("(?i)received fatal alert: (\\w+)|\\((\\w+)\\) .*");
    private static final String ONLY_1_3 = "the broker knows no TLS 1.3, and nothing older is spoken here; "
            + "switch TLS 1.3 on at the broker";
    private static final String NO_TLS = "the server does not answer in TLS; name the broker's port for TLS, usually 8883, "
            + "or write tcp:// for an unencrypted connection";
    private static final String REFUSED = "the broker refuses this gateway's certificate";
    private static final String REFUSED_REMEDY = "; compare it with what the broker trusts, and its dates "
            + "(uplink.tls.certificate)";
    private static final String DEMANDED = "the broker demands a certificate of this gateway; give one with "
            + "certificate and key in [uplink.tls]";

    private TlsTrouble() {}

    /** A handshake that failed, in words. */
    static IOException ofHandshake(IOException failed, boolean shown) {
        var judged = judgement(failed);
        return judged.isPresent() || isAlert(failed) || !ended(failed)
                ? told(failed, shown)
                : new IOException(NO_TLS, failed);
    }

    /**
     * A failure in words, where it is one of TLS.
     *
     * @param shown whether the gateway showed a certificate
     */
    static IOException told(IOException failed, boolean shown) {
        var judged = judgement(failed);
        if (judged.isPresent()) {
            return new IOException(judged.get(), failed);
        }
        var alert = ALERT.matcher(String.valueOf(failed.getMessage()));
        return alert.matches()
                ? new IOException(
                        ofAlert(String.valueOf(alert.group(1) == null ? alert.group(2) : alert.group(1)), shown),
                        failed)
                : failed;
    }

    /** The server ended the connection after the handshake and before its first word, without an alert that reached us. */
    static IOException endedAtOnce(IOException failed, boolean shown) {
        return new IOException(shown
                ? "the server ended the connection right after the handshake; probably " + REFUSED + REFUSED_REMEDY
                : "the server ended the connection right after the handshake; probably " + DEMANDED, failed);
    }

    static boolean isAlert(IOException failed) {
        return failed instanceof SSLException && ALERT.matcher(String.valueOf(failed.getMessage())).matches();
    }

    private static Optional<String> judgement(IOException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException judged) {
                return Optional.ofNullable(judged.getMessage());
            }
        }
        return Optional.empty();
    }

    /** The connection broke off, or what came was no TLS. */
    private static boolean ended(IOException failed) {
        return failed instanceof EOFException || failed instanceof SocketException
                || failed.getCause() instanceof EOFException || failed.getCause() instanceof SocketException
                || failed instanceof SocketTimeoutException
                || String.valueOf(failed.getMessage()).contains("SSL message");
    }

    private static String ofAlert(String alert, boolean shown) {
        return switch (alert.toLowerCase(Locale.ROOT)) {
            case "protocol_version", "insufficient_security" -> ONLY_1_3;
            case "certificate_required" -> shown ? REFUSED + " (" + alert + ")" + REFUSED_REMEDY : DEMANDED;
            case "bad_certificate", "unsupported_certificate", "certificate_revoked", "certificate_expired",
                    "certificate_unknown", "unknown_ca", "access_denied", "decrypt_error" ->
                REFUSED + " (" + alert + ")" + REFUSED_REMEDY;
            default -> "the broker ended the handshake with the alert " + alert
                    + "; its log says more; check [uplink.tls] against the broker's settings";
        };
    }
}
