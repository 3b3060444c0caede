package io.steelyard.gateway;

import io.steelyard.gateway.journal.WholeFile;
import io.steelyard.gateway.ledger.BinLedger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Keeps what the facts say of a bin in a file beside the journal, so that old facts need not be kept for it: however long nobody
 * came, what a compartment should weigh is known. It says nothing that the facts did not, and is of one journal.
 */
final class BinBooks {
    static final String NAME = "bin.books";
    /** So many facts later the file is written anew: as many are kept at least, acknowledged or not. */
    static final int FACTS_BEHIND_MAX = 50;
    private static final int FILE_BYTES_MAX = 1_000_000;

    private final Path file;
    private final String heading;
    private final BinLedger ledger;
    private final Consumer<String> complaints;
    /** Written by the journal's thread. */
    private volatile long kept;
    private boolean failing;

    private BinBooks(Path file, String heading, BinLedger ledger, Consumer<String> complaints) {
        this.file = file;
        this.heading = heading;
        this.ledger = ledger;
        this.complaints = complaints;
        this.kept = ledger.through();
    }

    /**
     * Takes up the books of this journal. Those of another, or none, begin anew.
     *
     * @param journal its id
     * @param head its newest fact: books that know of later ones are of another
     */
    static BinBooks open(Path folder, String journal, long head, Consumer<String> complaints) {
        var file = folder.resolve(NAME);
        var heading = "journal " + journal + "\n";
        return new BinBooks(file, heading, read(file, heading, head, complaints), complaints);
    }

    private static BinLedger read(Path file, String heading, long head, Consumer<String> complaints) {
        try {
            if (Files.exists(file) && Files.size(file) <= FILE_BYTES_MAX) {
                var text = Files.readString(file, StandardCharsets.UTF_8);
                var ledger = BinLedger.of(text.substring(Math.min(heading.length(), text.length())));
                if (text.startsWith(heading) && ledger.through() <= head) {
                    return ledger;
                }
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            complaints.accept("read " + file + ": " + unreadable.getMessage()
                    + "; what the bin should hold is taken from the facts that are still here");
        }
        return new BinLedger();
    }

    BinLedger ledger() {
        return ledger;
    }

    /** Facts with higher numbers are needed here. Any thread. */
    long kept() {
        return kept;
    }

    /** Writes the file when it is due; of the journal's thread. One that cannot be written only keeps more facts. */
    void keep() {
        long through = ledger.through();
        if (through - kept < FACTS_BEHIND_MAX) {
            return;
        }
        try {
            WholeFile.write(file, (heading + ledger.text()).getBytes(StandardCharsets.UTF_8));
            kept = through;
            failing = false;
        } catch (IOException failed) {
            if (!failing) {
                failing = true;
                complaints.accept("write " + file + ": " + failed.getMessage()
                        + "; old facts are kept until it can be written; check the data folder");
            }
        }
    }
}
