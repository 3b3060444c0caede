package io.steelyard.gateway.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A second copy of how far a journal goes, in a file of its own beside it: {@code journal seq link}, one line. It is written anew
 * with every acknowledgement and never ahead of the journal, so a journal that does not hold this fact was put back to an
 * earlier state. Going on with that one would number new facts as the platform already knows other ones.
 *
 * <p>The file is replaced whole and not synced: after a power cut it may be older than it was, which proves less and nothing
 * wrong.
 *
 * @param journal the journal's identity
 * @param seq the number of its newest fact
 * @param link that fact's hash, see {@link Chain#link}
 */
record ChainHead(String journal, long seq, String link) {
    static final String NAME = "chain.head";
    private static final int FIELDS = 3;

    /** What the file's first line says; empty when there is none, or none that can be read: then it proves nothing. */
    static Optional<ChainHead> read(Path file) {
        try {
            var fields = Files.readString(file, StandardCharsets.UTF_8).lines().findFirst().orElse("").split(" ");
            return fields.length == FIELDS
                    ? Optional.of(new ChainHead(fields[0], Long.parseLong(fields[1]), fields[2]))
                    : Optional.empty();
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    void write(Path folder) throws IOException {
        var fresh = folder.resolve(NAME + ".new");
        Files.writeString(fresh, line(), StandardCharsets.US_ASCII);
        Files.move(fresh, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    }

    /** As it stands in a file. */
    String line() {
        return journal + " " + seq + " " + link + "\n";
    }
}
