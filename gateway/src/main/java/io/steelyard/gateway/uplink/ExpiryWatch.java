package io.steelyard.gateway.uplink;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Says at the start and then once a day which certificate runs out soon: the gateway's own, and the broker's once seen. */
final class ExpiryWatch {
    /** As long before its end a certificate is spoken of. */
    static final Duration SOON = Duration.ofDays(30);
    private static final long DAY_NANOS = TimeUnit.DAYS.toNanos(1);

    private final TlsFiles files;
    private final Today today;
    private final Consumer<String> say;
    private long ownDueNanos = Long.MIN_VALUE;
    private long brokersDueNanos = Long.MIN_VALUE;
    private Optional<X509Certificate> brokersSpokenOf = Optional.empty();

    ExpiryWatch(TlsFiles files, Today today, Consumer<String> say) {
        this.files = files;
        this.today = today;
        this.say = say;
    }

    /** @param brokers what the broker showed last */
    void look(long nowNanos, Optional<X509Certificate> brokers) {
        if (nowNanos >= ownDueNanos) {
            ownDueNanos = nowNanos + DAY_NANOS;
            own();
        }
        if (nowNanos >= brokersDueNanos || !brokers.equals(brokersSpokenOf)) {
            brokersDueNanos = nowNanos + DAY_NANOS;
            brokersSpokenOf = brokers;
            brokers.flatMap(shown -> sentence("the broker's certificate " + shown.getSubjectX500Principal().getName(),
                    shown, today.guess(), "; it must be renewed at the broker")).ifPresent(say);
        }
    }

    private void own() {
        try {
            own(files, today).ifPresent(say);
        } catch (TlsFileException unreadable) {
            say.accept(String.valueOf(unreadable.getMessage()));
        }
    }

    /** What there is to say of the gateway's own certificate. */
    static Optional<String> own(TlsFiles files, Today today) throws TlsFileException {
        var certificate = files.readCertificate();
        return certificate.isEmpty()
                ? Optional.empty()
                : sentence("this gateway's certificate " + files.identity().orElseThrow().certificate(),
                        certificate.get(), today.guess(), "; put a renewed one there, no restart is needed");
    }

    private static Optional<String> sentence(String whose, X509Certificate certificate, Instant now, String remedy) {
        var end = certificate.getNotAfter().toInstant();
        var left = Duration.between(now, end);
        if (left.compareTo(SOON) > 0) {
            return Optional.empty();
        }
        var day = LocalDate.ofInstant(end, ZoneOffset.UTC);
        return Optional.of(left.isNegative()
                ? whose + " ran out on " + day + remedy
                : whose + " runs out on " + day + ", in " + left.toDays() + " days" + remedy);
    }
}
