package io.steelyard.gateway;

import io.steelyard.gateway.journal.Audit;
import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.DataFolder;
import io.steelyard.gateway.journal.Fact;
import io.steelyard.gateway.journal.FactHeader;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.JournalReader;
import io.steelyard.gateway.journal.PemFile;
import io.steelyard.gateway.journal.Pruned;
import io.steelyard.gateway.stick.Recipient;
import io.steelyard.gateway.stick.StickFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads the journal, also while the daemon runs and when it is down. */
@Command(name = "records", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Reads the journal of a data folder, also while the daemon runs and when it is down."})
final class RecordsCommand {
    /** Facts read at a time: memory stays small however long the journal is. */
    private static final int PAGE_FACTS = 500;
    private static final String LAST_DEFAULT = "20";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** What is done with an open journal; answers the exit code. */
    private interface Work {
        int on(JournalReader journal) throws JournalException;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = {
            "One line a fact: number, time, type, whether the centre has it, content."})
    int list(@Option(names = "--data", required = true, paramLabel = "DIR", description = "the data folder") Path data,
            @Option(names = "--last", paramLabel = "N", defaultValue = LAST_DEFAULT, description = "how many of the newest; 0 for all (default ${DEFAULT-VALUE})") long last) {
        if (last < 0) {
            return fail(ExitCode.WRONG_USE, "--last " + last + " must be a number of facts, or 0 for all");
        }
        return read(data, journal -> {
            long acknowledged = journal.acknowledged();
            long from = last == 0 ? 0 : Math.max(0, journal.head() - last);
            tellPruned(journal.pruned(), from);
            return each(journal, from, fact -> {
                out().println(line(fact, fact.seq() <= acknowledged));
                return ExitCode.WELL;
            });
        });
    }

    private static String line(Fact fact, boolean acknowledged) {
        var header = FactHeader.read(fact.bytes());
        return String.format("%6d  %-24s  %-9s  %-12s  %s", fact.seq(), header.map(FactHeader::at).orElse("?"),
                header.map(FactHeader::type).orElse("?"), acknowledged ? "acknowledged" : "waiting", data(fact));
    }

    /** The fact's content: its {@code data} is the last thing in its bytes. */
    private static String data(Fact fact) {
        var text = new String(fact.bytes(), StandardCharsets.UTF_8);
        int from = text.indexOf(",\"data\":");
        return from < 0 ? text : text.substring(from + ",\"data\":".length(), text.length() - 1);
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = {
            "One fact: its exact bytes on the first line, then its signature and key id."})
    int show(@Option(names = "--data", required = true, paramLabel = "DIR", description = "the data folder") Path data,
            @Parameters(paramLabel = "SEQ", description = "the fact's number") long seq) {
        return read(data, journal -> {
            var found = journal.after(seq - 1, 1);
            if (found.isEmpty() || found.getFirst().seq() != seq) {
                return fail(ExitCode.CHECK_SAYS_NO, absent(seq, journal));
            }
            var fact = found.getFirst();
            out().println(new String(fact.bytes(), StandardCharsets.UTF_8));
            out().println("signature " + Base64.getEncoder().encodeToString(fact.signature()));
            out().println("key " + fact.keyId());
            out().println(fact.seq() <= journal.acknowledged() ? "the centre has it" : "waiting for the centre");
            return ExitCode.WELL;
        });
    }

    private static String absent(long seq, JournalReader journal) throws JournalException {
        long pruned = journal.pruned().through();
        return seq >= 1 && seq <= pruned
                ? "fact " + seq + " was removed after the centre had acknowledged it; the oldest kept is "
                        + (pruned + 1)
                : "there is no fact " + seq + "; the newest is " + journal.head();
    }

    /** On the other stream than facts: whoever reads them by program sees facts only. */
    private void tellPruned(Pruned begin, long from) {
        if (from < begin.through()) {
            spec.commandLine().getErr().println("facts 1 to " + begin.through()
                    + " were removed after the centre had acknowledged them; these begin at " + (begin.through() + 1));
        }
    }

    @Command(name = "verify", mixinStandardHelpOptions = true, description = {
            "Checks numbers, chain and signatures; names the first bad fact (exit code 1).",
            "Where old facts were removed (gateway.keep), it begins at the first that is kept and says so."})
    int verify(
            @Option(names = "--data", required = true, paramLabel = "DIR", description = "the data folder") Path data,
            @Option(names = "--public-key", paramLabel = "FILE", description = "check against this key instead of the folder's "
                    + DataFolder.PUBLIC_KEY) Optional<Path> publicKey) {
        if (!DataFolder.holdsJournal(data)) {
            return fail(ExitCode.CANNOT_RUN,
                    "verify " + data + ": no journal is there; name the daemon's data folder, or a backup's");
        }
        var keyFile = publicKey.orElse(data.resolve(DataFolder.PUBLIC_KEY));
        PublicKey key;
        try {
            key = PemFile.readPublic(keyFile);
        } catch (IOException | GeneralSecurityException unusable) {
            return fail(ExitCode.CANNOT_RUN, "read public key " + keyFile + ": no Ed25519 key in PEM form is there");
        }
        return read(data, journal -> verify(journal, key));
    }

    private int verify(JournalReader journal, PublicKey key) throws JournalException {
        var begin = journal.pruned();
        var audit = new Audit(key, journal.id(), begin);
        var progress = new Progress(spec.commandLine().getErr(), journal.head());
        var faults = new ArrayList<String>();
        pages(journal, begin.through(), page -> {
            progress.at(page.getFirst().seq());
            audit.check(page).ifPresent(faults::add);
            return faults.isEmpty() ? ExitCode.WELL : ExitCode.CHECK_SAYS_NO;
        });
        progress.end();
        if (faults.isEmpty()) {
            return verified(journal, audit, begin);
        }
        boolean prunedMeanwhile = !journal.pruned().equals(begin); // by the daemon; then facts are missing rightly
        return prunedMeanwhile ? verify(journal, key) : fail(ExitCode.CHECK_SAYS_NO, faults.getFirst());
    }

    private int verified(JournalReader journal, Audit audit, Pruned begin) throws JournalException {
        tellPruned(begin, 0);
        out().println(audit.checked() + " facts of journal " + journal.id()
                + ": numbers, chain and signatures hold; chain head " + audit.link());
        return ExitCode.WELL;
    }

    @Command(name = "export", mixinStandardHelpOptions = true, description = {
            "One line a fact, three fields separated by tabs: the exact bytes, the signature (Base64), the key id.",
            "With --usb into a new file, the same lines encrypted so that only the platform can read them (age -d): the facts that it"
                    + " has not acknowledged, or all. For a gateway that is replaced, or a place without a network.",
            "To check one with nothing of ours:",
            "  steelyard records export --data DIR | sed -n 1p > line",
            "  cut -f1 line | tr -d '\\n' > fact.json; cut -f2 line | base64 -d > fact.sig",
            "  openssl pkeyutl -verify -pubin -inkey DIR/" + DataFolder.PUBLIC_KEY + " \\",
            "      -rawin -in fact.json -sigfile fact.sig"})
    int export(
            @Option(names = "--data", required = true, paramLabel = "DIR", description = "the data folder") Path data,
            @ArgGroup(exclusive = false) @Nullable ToStick stick) {
        return read(data, journal -> stick == null ? export(journal) : export(journal, stick));
    }

    /** Where to, for whom, and which facts. */
    static final class ToStick {
        @Option(names = "--usb", required = true, paramLabel = "FILE", description = "a new file, on a stick for instance")
        private Path file = Path.of("");

        @Option(names = "--to", required = true, paramLabel = "KEY", description = "the file with the platform's stick key: one line, age1…")
        private Path key = Path.of("");

        @Option(names = "--all", description = "also what the platform has acknowledged")
        private boolean all;
    }

    private int export(JournalReader journal) throws JournalException {
        tellPruned(journal.pruned(), 0);
        return each(journal, 0, fact -> {
            out().println(new String(exported(fact), StandardCharsets.UTF_8));
            return ExitCode.WELL;
        });
    }

    /** The fact's bytes go over as they are, never through a text. */
    private static byte[] exported(Fact fact) {
        byte[] tail = ("\t" + Base64.getEncoder().encodeToString(fact.signature()) + "\t" + fact.keyId())
                .getBytes(StandardCharsets.US_ASCII);
        byte[] line = Arrays.copyOf(fact.bytes(), fact.bytes().length + tail.length);
        System.arraycopy(tail, 0, line, fact.bytes().length, tail.length);
        return line;
    }

    private int export(JournalReader journal, ToStick asked) throws JournalException {
        long pruned = journal.pruned().through();
        long after = asked.all ? pruned : Math.max(pruned, journal.acknowledged());
        tellPruned(journal.pruned(), asked.all ? 0 : after);
        long through = journal.head(); // what is weighed meanwhile is for the next stick
        if (through <= after) {
            return fail(ExitCode.WELL, "the platform has acknowledged every fact of journal " + journal.id()
                    + "; nothing was written (--all writes them all)");
        }
        try (var file = StickFile.create(asked.file, Recipient.read(asked.key))) {
            for (long seq = after; seq < through;) {
                var page = journal.after(seq, (int) Math.min(PAGE_FACTS, through - seq));
                for (var fact : page) {
                    seq++;
                    if (fact.seq() != seq) {
                        break;
                    }
                    file.line(exported(fact));
                }
                if (page.isEmpty() || page.getLast().seq() != seq) {
                    return fail(ExitCode.CANNOT_RUN, "export of journal " + journal.id() + ": fact "
                            + (page.isEmpty() ? seq + 1 : seq)
                            + " cannot be read; nothing was written; see `steelyard records verify`");
                }
            }
            file.finish();
        } catch (IOException failed) {
            return fail(ExitCode.CANNOT_RUN, String.valueOf(failed.getMessage()));
        }
        out().println(
                "facts " + (after + 1) + " to " + through + " of journal " + journal.id() + " are in " + asked.file
                        + ", for the platform's eyes only; they stay here too, until it acknowledges them");
        return ExitCode.WELL;
    }

    @Command(name = "backup", mixinStandardHelpOptions = true, description = {
            "Copies the journal as of this moment into a new folder, also while the daemon runs. No private key goes with it.",
            "'steelyard records verify --data DIR' checks the copy."})
    int backup(
            @Option(names = "--data", required = true, paramLabel = "DIR", description = "the data folder") Path data,
            @Option(names = "--out", required = true, paramLabel = "DIR", description = "the new folder") Path out) {
        return read(data, journal -> {
            journal.backup(out);
            try (var copy = new JournalReader(out, Connections.DISK)) {
                out().println(copy.head() - copy.pruned().through() + " facts of journal " + copy.id()
                        + " are copied to " + out
                        + "; check them with: steelyard records verify --data " + out);
            }
            return ExitCode.WELL;
        });
    }

    private int read(Path data, Work work) {
        try (var journal = new JournalReader(data, Connections.DISK)) {
            int code = work.on(journal);
            out().flush();
            return code;
        } catch (JournalException failed) {
            return fail(ExitCode.CANNOT_RUN, String.valueOf(failed.getMessage()));
        }
    }

    /** What is done with one fact; an exit code other than {@link ExitCode#WELL} ends the walk. */
    private interface Visit {
        int fact(Fact fact);
    }

    private static int each(JournalReader journal, long after, Visit visit) throws JournalException {
        return pages(journal, after, page -> page.stream().mapToInt(visit::fact).filter(code -> code != ExitCode.WELL)
                .findFirst().orElse(ExitCode.WELL));
    }

    /** The same with some facts at once, never none. */
    private interface PageVisit {
        int page(List<Fact> page);
    }

    private static int pages(JournalReader journal, long after, PageVisit visit) throws JournalException {
        long seq = after;
        for (var page = journal.after(seq, PAGE_FACTS); !page.isEmpty(); page = journal.after(seq, PAGE_FACTS)) {
            int code = visit.page(page);
            if (code != ExitCode.WELL) {
                return code;
            }
            seq = page.getLast().seq();
        }
        return ExitCode.WELL;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private int fail(int code, String message) {
        spec.commandLine().getErr().println(message);
        return code;
    }
}
