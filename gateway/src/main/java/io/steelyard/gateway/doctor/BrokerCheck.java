package io.steelyard.gateway.doctor;

import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.DataFolder;
import io.steelyard.gateway.journal.Fact;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.JournalReader;
import io.steelyard.gateway.run.CalendarFloor;
import io.steelyard.gateway.uplink.BrokerException;
import io.steelyard.gateway.uplink.BrokerVisit;
import io.steelyard.gateway.uplink.Tls;
import io.steelyard.gateway.uplink.TlsFileException;
import io.steelyard.gateway.uplink.Today;
import io.steelyard.gateway.uplink.Topics;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The way to the broker, step by step: name, connection, TLS, login, what may be heard and said, what the broker allows. As a client of
 * another name than the daemon's, which would be thrown out otherwise.
 */
final class BrokerCheck {
    /** As long before its end a certificate is spoken of. */
    private static final Duration SOON = Duration.ofDays(30);
    /** Behind the gateway's id. */
    private static final String VISITOR = "-doctor";

    private final GatewayConfig config;
    private final Instruments with;
    private final Today today;
    private final List<Finding> findings = new ArrayList<>();

    private BrokerCheck(GatewayConfig config, Instruments with) {
        this.config = config;
        this.with = with;
        this.today = new Today(with.time(), new CalendarFloor(config.data(), with.built()));
    }

    static List<Finding> look(GatewayConfig config, Instruments with) {
        var check = new BrokerCheck(config, with);
        check.own();
        if (check.isNameKnown()) {
            check.visit();
        }
        return check.findings;
    }

    private boolean isNameKnown() {
        var host = Objects.requireNonNull(URI.create(config.uplink().broker()).getHost());
        try {
            findings.add(Finding.well(Code.NAME, "", host + " is " + InetAddress.getByName(host).getHostAddress()));
            return true;
        } catch (UnknownHostException unknown) {
            findings.add(Finding.wrong(Code.NAME_UNKNOWN, "", "no name server knows the host " + host,
                    "correct uplink.broker, or this board's network and name server; try: getent hosts " + host));
            return false;
        }
    }

    private void visit() {
        var uplink = config.uplink();
        var visitor = config.id() + VISITOR;
        var tls = uplink.tls().map(files -> new Tls(files, today, _ -> {}));
        try {
            var visit = BrokerVisit.to(uplink.broker(), visitor, tls, new Topics(config.city(), config.id()), sample(),
                    with.time());
            tls.flatMap(Tls::brokers).ifPresentOrElse(shown -> dates(shown, "the broker's certificate",
                    "have it renewed at the broker"), this::unencrypted);
            findings.add(Finding.well(Code.BROKER, "", uplink.broker() + " lets " + visitor + " in; at most "
                    + visit.receiveMaximum() + " messages under way, "
                    + (visit.packetBytesMax() == Integer.MAX_VALUE
                            ? "of any size"
                            : visit.packetBytesMax() + " bytes each")));
            topics(visit);
            limits(visit);
        } catch (BrokerException failed) {
            tls.flatMap(Tls::brokers).ifPresent(shown -> dates(shown, "the broker's certificate",
                    "have it renewed at the broker"));
            findings.add(Finding.ofSentence(Grade.WRONG, code(failed), "", String.valueOf(failed.getMessage()),
                    "see the broker's log"));
        }
    }

    private static Code code(BrokerException failed) {
        return switch (failed.obstacle()) {
            case NAME -> Code.NAME_UNKNOWN;
            case WAY -> Code.BROKER_UNREACHABLE;
            case SILENCE, OTHER -> Code.BROKER_SILENT;
            case TLS -> Code.TLS_FAILED;
            case LOGIN -> Code.BROKER_LOGIN;
            case TOPICS -> Code.TOPIC_READ;
            case MESSAGE -> Code.TOPIC_WRITE;
        };
    }

    private void topics(BrokerVisit visit) {
        if (visit.sent().isEmpty()) {
            findings.add(Finding.unknown(Code.TOPICS, "",
                    "the platform's topics may be read; there is no acknowledged fact yet that could be sent once more to try the others"));
        } else if (visit.refusal().isEmpty()) {
            findings.add(Finding.well(Code.TOPICS, "",
                    "the platform's topics may be read, and " + visit.sent() + " written"));
        } else {
            findings.add(Finding.ofSentence(Grade.WRONG, Code.TOPIC_WRITE, "", visit.refusal(),
                    "at the broker, let " + config.id() + " write to " + visit.sent()));
        }
    }

    private void limits(BrokerVisit visit) {
        if (visit.receiveMaximum() < config.uplink().window()) {
            findings.add(Finding.mind(Code.RECEIVE_MAXIMUM, "", "the broker allows " + visit.receiveMaximum()
                    + " messages under way (Receive Maximum), uplink.window is " + config.uplink().window(),
                    "a backlog drains more slowly; raise the broker's Receive Maximum, or write window = "
                            + visit.receiveMaximum()));
        }
        if (visit.packetBytesMax() < BrokerVisit.PACKET_BYTES_MIN) {
            findings.add(Finding.wrong(Code.PACKET_SIZE, "", "the broker takes packets of " + visit.packetBytesMax()
                    + " bytes and no larger ones; a fact may need " + BrokerVisit.PACKET_BYTES_MIN,
                    "raise its Maximum Packet Size to " + BrokerVisit.PACKET_BYTES_MIN + " or more"));
        }
    }

    private void unencrypted() {
        config.uplink().unencrypted().ifPresent(sentence -> findings.add(
                Finding.ofSentence(Grade.MIND, Code.TLS_NONE, "", sentence, "")));
    }

    /** The gateway's own certificate. */
    private void own() {
        var files = config.uplink().tls();
        try {
            var shown = files.isEmpty() ? Optional.<X509Certificate>empty() : files.get().readCertificate();
            shown.ifPresent(certificate -> dates(certificate, "this gateway's certificate",
                    "have it renewed and put it into " + files.get().identity().orElseThrow().certificate()
                            + "; no restart is needed"));
            if (files.isPresent()) {
                files.get().checkKey();
            }
        } catch (TlsFileException unusable) {
            findings.add(Finding.ofSentence(Grade.WRONG, ConfigFindings.tls(String.valueOf(unusable.getMessage())), "",
                    String.valueOf(unusable.getMessage()), "copy it there anew"));
        }
    }

    private void dates(X509Certificate certificate, String whose, String remedy) {
        var end = certificate.getNotAfter().toInstant();
        var left = Duration.between(today.guess(), end);
        var evidence = whose + " (" + certificate.getSubjectX500Principal().getName() + ") "
                + (left.isNegative() ? "ran out on " : "is good until ") + LocalDate.ofInstant(end, ZoneOffset.UTC);
        if (left.isNegative()) {
            findings.add(Finding.wrong(Code.TLS_EXPIRED, "", evidence, remedy));
        } else {
            findings.add(left.compareTo(SOON) < 0
                    ? Finding.mind(Code.TLS_EXPIRING, "", evidence, remedy)
                    : Finding.well(Code.TLS, "", evidence));
        }
    }

    /** A fact that the platform has already: to send one again is harmless by the contract. */
    private Optional<Fact> sample() {
        if (!DataFolder.holdsJournal(config.data())) {
            return Optional.empty();
        }
        try (var journal = new JournalReader(config.data(), with.connections())) {
            long known = journal.acknowledged();
            return known == 0 ? Optional.empty() : journal.after(known - 1, 1).stream().findFirst();
        } catch (JournalException unreadable) {
            return Optional.empty(); // the journal's own check tells
        }
    }
}
