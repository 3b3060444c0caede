package io.steelyard.gateway.journal;

import io.steelyard.gateway.run.Time;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Where damaged journals lie, in the data folder beside the one in use. None is ever deleted or written to.
 *
 * <pre>
 *   journal.condemned                  the journal was found to be damaged in service: {@link ChainHead}, then why; the next
 *                                      start moves the journal aside and this file with it
 *   journal.db.damaged-… (-wal, -shm)  a damaged journal, moved aside unharmed
 *   journal.db.damaged-….head          how far it was known to go, a {@link ChainHead}
 *   journal.db.damaged-….salvaged      the platform has what could be rescued of it
 * </pre>
 */
final class Quarantine {
    private static final String CONDEMNED = "journal.condemned";
    private static final String ASIDE = JournalFile.NAME + ".damaged-";
    private static final String HEAD = ".head";
    private static final String DONE = ".salvaged";
    private static final Pattern WRECK = Pattern.compile("(" + Pattern.quote(ASIDE) + "[^.]*?)(-wal|-shm)?");
    /** SQLite's files beside the database itself. */
    private static final List<String> DATABASE_FILES = List.of("", JournalFile.LOG, "-shm");

    private Quarantine() {}

    /** Leaves word for the next start; durable when this returns. */
    static void condemn(Path folder, ChainHead head, String reason) throws IOException {
        var file = folder.resolve(CONDEMNED);
        Files.writeString(file, head.line() + reason + "\n", StandardCharsets.UTF_8);
        sync(file);
        sync(folder);
    }

    /** Why the journal was condemned, if it was. */
    static Optional<String> condemned(Path folder) throws IOException {
        var file = folder.resolve(CONDEMNED);
        return Files.exists(file)
                ? Optional.of(
                        String.join(" ", Files.readAllLines(file, StandardCharsets.UTF_8).stream().skip(1).toList()))
                : Optional.empty();
    }

    /** Moves a journal aside, what is known of it first and the word that condemned it last. */
    static Path moveAside(Path file, Time time) throws IOException {
        var folder = file.resolveSibling("");
        var aside = file.resolveSibling(ASIDE + time.boot() + "-" + time.monotonicNanos());
        var head = ChainHead.read(folder.resolve(CONDEMNED)).or(() -> ChainHead.read(folder.resolve(ChainHead.NAME)));
        if (head.isPresent()) {
            Files.writeString(headOf(aside), head.get().line(), StandardCharsets.US_ASCII);
            sync(headOf(aside));
        }
        for (var suffix : DATABASE_FILES) {
            var part = file.resolveSibling(file.getFileName() + suffix);
            if (Files.exists(part)) {
                Files.move(part, aside.resolveSibling(aside.getFileName() + suffix));
            }
        }
        sync(folder);
        Files.deleteIfExists(folder.resolve(CONDEMNED));
        sync(folder);
        return aside;
    }

    /** The journals that were moved aside and of which the platform does not have yet what can be rescued, oldest name first. */
    static List<Path> wrecks(Path folder) throws IOException {
        var names = new TreeSet<String>();
        try (var files = Files.list(folder)) {
            files.map(file -> WRECK.matcher(String.valueOf(file.getFileName()))).filter(name -> name.matches())
                    .forEach(name -> names.add(name.group(1)));
        }
        return names.stream().filter(name -> !Files.exists(folder.resolve(name + DONE))).map(folder::resolve).toList();
    }

    /** How far a journal that was moved aside was known to go. */
    static Path headOf(Path aside) {
        return aside.resolveSibling(aside.getFileName() + HEAD);
    }

    /** The platform has what could be rescued of it. */
    static void done(Path aside) throws IOException {
        var file = aside.resolveSibling(aside.getFileName() + DONE);
        Files.writeString(file, "The centre has what could be rescued of " + aside.getFileName() + ".\n",
                StandardCharsets.US_ASCII);
    }

    private static void sync(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
