package io.steelyard.gateway.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Reads a journal through a read-only connection of its own, while the daemon writes or when it is down. One owner. */
public final class JournalReader implements AutoCloseable {
    private static final String AFTER = "SELECT seq, bytes, signature, key_id FROM fact WHERE seq>? ORDER BY seq LIMIT ?";

    private final Path file;
    private final Connections connections;
    private final Consumer<JournalException> damage;
    private final LongSupplier head;
    private final boolean checking;
    private @Nullable Connection connection;
    // of the newest fact that was read, where facts are checked
    private long newest;
    private String newestLink = Chain.START;

    public JournalReader(Path dataFolder, Connections connections) {
        this(dataFolder, connections, () -> 0, false, _ -> {});
    }

    /**
     * A reader in the daemon: what it reads must be dense and chained.
     *
     * @param head the number through which facts must be there
     * @param damage told when the journal reads damaged, and again so on a second look
     */
    JournalReader(Path dataFolder, Connections connections, LongSupplier head, Consumer<JournalException> damage) {
        this(dataFolder, connections, head, true, damage);
    }

    private JournalReader(Path dataFolder, Connections connections, LongSupplier head, boolean checking,
            Consumer<JournalException> damage) {
        this.head = head;
        this.file = dataFolder.resolve(JournalFile.NAME);
        this.connections = connections;
        this.checking = checking;
        this.damage = damage;
    }

    private interface Question<T> {
        T to(Connection open) throws SQLException, JournalException;
    }

    /** One damaged reading may be the card's mood; a second, on a new connection, is the file's state. */
    private <T> T ask(Question<T> question) throws JournalException {
        try {
            return askOnce(question);
        } catch (DamagedJournalException _) {
            close();
            try {
                return askOnce(question);
            } catch (DamagedJournalException again) {
                damage.accept(again);
                throw again;
            }
        }
    }

    private <T> T askOnce(Question<T> question) throws JournalException {
        try {
            return question.to(opened());
        } catch (SQLException failed) {
            close();
            throw JournalFailure.of("read journal " + file, failed);
        }
    }

    /** Up to so many facts after that number, in order. */
    public List<Fact> after(long seq, int factsMax) throws JournalException {
        return ask(open -> {
            long knownHead = head.getAsLong();
            var facts = after(open, seq, factsMax);
            if (checking) {
                checkDense(open, facts, seq, knownHead);
                checkChained(facts);
            }
            return facts;
        });
    }

    /** A damaged tree of pages may hide rows without a word. */
    private void checkDense(Connection open, List<Fact> facts, long after, long knownHead)
            throws SQLException, DamagedJournalException {
        long expected = after + 1;
        for (var fact : facts) {
            if (fact.seq() != expected && fact.seq() > Pruned.read(open).through() + 1) {
                break;
            }
            expected = fact.seq() + 1;
        }
        boolean whole = facts.isEmpty() ? after >= knownHead : expected == facts.getLast().seq() + 1;
        if (!whole) {
            throw new DamagedJournalException("read journal " + file + ": fact " + expected + " is missing");
        }
    }

    /** A changed fact would be sent for ever: its signature does not fit, so no platform ever acknowledges it. */
    private void checkChained(List<Fact> facts) throws DamagedJournalException {
        long before = newest;
        var link = newestLink;
        for (var fact : facts) {
            if (fact.seq() == before + 1 && !Chain.follows(fact.bytes(), link)) {
                throw new DamagedJournalException("read journal " + file + ": fact " + fact.seq()
                        + " does not name the fact before it; one of the two was changed");
            }
            before = fact.seq();
            link = Chain.link(fact.bytes());
        }
        newest = before;
        newestLink = link;
    }

    private static List<Fact> after(Connection open, long seq, int factsMax) throws SQLException {
        try (var select = open.prepareStatement(AFTER)) {
            select.setLong(1, seq);
            select.setInt(2, factsMax);
            var facts = new ArrayList<Fact>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    facts.add(new Fact(rows.getLong(1), JournalFile.bytes(rows, 2), JournalFile.bytes(rows, 3),
                            JournalFile.text(rows, 4)));
                }
            }
            return facts;
        }
    }

    /** The journal's identity. */
    public String id() throws JournalException {
        return ask(open -> JournalFile.text(open, "SELECT id FROM journal"));
    }

    /** The newest fact's number, 0 when there is none. */
    public long head() throws JournalException {
        return ask(open -> JournalFile.number(open, "SELECT max(seq) FROM fact"));
    }

    /** The platform has committed the facts through this number. */
    public long acknowledged() throws JournalException {
        return ask(open -> JournalFile.number(open, "SELECT through FROM delivery"));
    }

    /** Where the journal begins: what was before is removed. */
    public Pruned pruned() throws JournalException {
        return ask(Pruned::read);
    }

    /**
     * Copies the journal into a new folder while the daemon goes on writing: {@code journal.db} as of one moment, and the public
     * key that checks it. The private keys stay where they are.
     *
     * @throws JournalException when the folder is not empty or the copy cannot be written; nothing of it then counts
     */
    public void backup(Path folder) throws JournalException {
        var copy = folder.resolve(JournalFile.NAME);
        var part = folder.resolve(JournalFile.NAME + ".part");
        try {
            Files.createDirectories(folder);
            if (Files.exists(copy)) {
                throw new JournalException("back up to " + folder + ": a journal is there already; name a new folder");
            }
            Files.deleteIfExists(part); // of a backup that was cut off
            copyInto(part);
            var publicKey = file.resolveSibling(DataFolder.PUBLIC_KEY);
            Files.copy(publicKey, folder.resolve(DataFolder.PUBLIC_KEY), StandardCopyOption.REPLACE_EXISTING);
            sync(folder.resolve(DataFolder.PUBLIC_KEY));
            sync(part);
            Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
            sync(folder);
        } catch (SQLException failed) {
            throw JournalFailure.of("back up to " + folder, failed);
        } catch (IOException failed) {
            throw new JournalException("back up to " + folder + ": " + failed
                    + "; check that there is room and that you may write there", failed);
        }
    }

    private void copyInto(Path part) throws SQLException, JournalException {
        try (var vacuum = opened().prepareStatement("VACUUM INTO ?")) {
            vacuum.setString(1, part.toString());
            vacuum.execute();
        }
    }

    private static void sync(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Connection opened() throws SQLException, JournalException {
        var open = connection;
        if (open == null) {
            if (!Files.exists(file)) {
                throw new JournalException("read journal " + file + ": there is none; name the daemon's data folder");
            }
            open = connections.open(JournalFile.url(file), JournalFile.reader());
            connection = open;
            var refusal = JournalFile.refusal(open, "read journal " + file);
            if (refusal.isPresent()) {
                throw refusal.get();
            }
        }
        return open;
    }

    @Override
    public void close() {
        var open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException gone) {
                return; // it only read
            }
        }
    }
}
