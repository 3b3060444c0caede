package io.steelyard.gateway.doctor;

import io.steelyard.gateway.journal.Audit;
import io.steelyard.gateway.journal.Chain;
import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.DataFolder;
import io.steelyard.gateway.journal.Fact;
import io.steelyard.gateway.journal.FactHeader;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.JournalReader;
import io.steelyard.gateway.journal.PemFile;
import io.steelyard.gateway.journal.Pruned;
import io.steelyard.gateway.journal.Trouble;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the journal beside the running daemon: its newest facts, and what waits to be sent. */
final class JournalCheck {
    /** Signatures take a small board a millisecond each. */
    private static final int FACTS = 500;
    private static final Duration OLD = Duration.ofHours(1);

    private final Path folder;
    private final JournalReader journal;
    private final Instant now;

    private JournalCheck(Path folder, JournalReader journal, Instant now) {
        this.folder = folder;
        this.journal = journal;
        this.now = now;
    }

    static List<Finding> look(Path folder, Connections connections, Instant now) {
        var findings = new ArrayList<Finding>();
        DataFolder.condemned(folder).ifPresent(why -> findings.add(Finding.wrong(Code.JOURNAL_CONDEMNED, "",
                "the journal was found damaged in service: " + why,
                "run: sudo systemctl restart steelyard; it moves it aside unharmed and rescues what reads")));
        var aside = DataFolder.unsalvaged(folder);
        if (!aside.isEmpty()) {
            findings.add(Finding.mind(Code.JOURNAL_ASIDE, "",
                    "a damaged journal, " + aside.getFirst().getFileName() + ", is not rescued to its end yet",
                    "let the daemon run with a broker; keep the file, and replace the card soon"));
        }
        if (!DataFolder.holdsJournal(folder)) {
            findings.add(Finding.unknown(Code.JOURNAL, "", "there is none yet; the first start makes it"));
            return findings;
        }
        try (var journal = new JournalReader(folder, connections)) {
            findings.addAll(new JournalCheck(folder, journal, now).look());
        } catch (JournalException failed) {
            findings.add(Finding.ofSentence(Grade.WRONG,
                    isDamage(failed) ? Code.JOURNAL_DAMAGED : Code.JOURNAL_UNREADABLE, "",
                    String.valueOf(failed.getMessage()), "ask again with sudo"));
        }
        return findings;
    }

    private static boolean isDamage(JournalException failed) {
        return failed.trouble() == Trouble.DAMAGED || failed.trouble() == Trouble.NOT_A_DATABASE;
    }

    private List<Finding> look() throws JournalException {
        long head = journal.head();
        var facts = journal.after(Math.max(journal.pruned().through(), head - FACTS), FACTS);
        return List.of(chain(head, facts), backlog(head));
    }

    private Finding chain(long head, List<Fact> facts) throws JournalException {
        PublicKey key;
        try {
            key = PemFile.readPublic(folder.resolve(DataFolder.PUBLIC_KEY));
        } catch (IOException | GeneralSecurityException unusable) {
            return Finding.wrong(Code.KEY_MISSING, "", folder.resolve(DataFolder.PUBLIC_KEY) + " holds no Ed25519 key",
                    "put it back: the platform's operator has a copy");
        }
        if (facts.isEmpty()) {
            return Finding.well(Code.JOURNAL, "", "it has no fact yet");
        }
        var fault = check(key, facts);
        return fault.map(what -> Finding.wrong(Code.JOURNAL_DAMAGED, "", what,
                "keep the card; run: steelyard records verify --data " + folder
                        + ", then sudo systemctl restart steelyard, which moves a damaged journal aside and rescues what reads"))
                .orElseGet(() -> Finding.well(Code.JOURNAL, "", "facts " + facts.getFirst().seq() + " to " + head
                        + ": numbers, chain and signatures hold; all of them: steelyard records verify"));
    }

    /** The first fact is where the chain is taken up. */
    private Optional<String> check(PublicKey key, List<Fact> facts) throws JournalException {
        var pruned = journal.pruned();
        var first = facts.getFirst();
        boolean fromTheBegin = first.seq() == pruned.through() + 1;
        var begin = fromTheBegin ? pruned : new Pruned(first.seq(), Chain.link(first.bytes()));
        var audit = new Audit(key, journal.id(), begin);
        return facts.stream().skip(fromTheBegin ? 0 : 1).map(audit::check).flatMap(Optional::stream).findFirst();
    }

    private Finding backlog(long head) throws JournalException {
        long acknowledged = journal.acknowledged();
        if (head <= acknowledged) {
            return Finding.well(Code.BACKLOG, "", "the centre has all " + head + " facts");
        }
        var evidence = head - acknowledged + " of " + head + " facts wait for the centre";
        var since = journal.after(acknowledged, 1).stream().findFirst().flatMap(fact -> FactHeader.read(fact.bytes()))
                .flatMap(JournalCheck::at);
        return since.filter(oldest -> Duration.between(oldest, now).compareTo(OLD) > 0)
                .map(oldest -> Finding.mind(Code.BACKLOG_OLD, "", evidence + ", the oldest since " + oldest,
                        "nothing is lost; mend what is said of broker and topics; if both are well, ask the platform's"
                                + " operator why it acknowledges nothing"))
                .orElseGet(() -> Finding.well(Code.BACKLOG, "", evidence));
    }

    private static Optional<Instant> at(FactHeader header) {
        try {
            return Optional.of(Instant.parse(header.at()));
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }
}
