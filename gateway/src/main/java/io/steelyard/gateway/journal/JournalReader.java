package io.steelyard.gateway.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a journal through a read-only connection of its own, while the daemon writes or when it is down. One owner. */
public final class JournalReader implements AutoCloseable {
    private static final String AFTER = "SELECT seq, bytes, signature, key_id FROM fact WHERE seq>? ORDER BY seq LIMIT ?";

    private final Path file;
    private final Connections connections;
    private @Nullable Connection connection;

    public JournalReader(Path dataFolder, Connections connections) {
        this.file = dataFolder.resolve(JournalFile.NAME);
        this.connections = connections;
    }

    /** Up to so many facts after that number, in order. */
    public List<Fact> after(long seq, int factsMax) throws JournalException {
        try (var select = opened().prepareStatement(AFTER)) {
            select.setLong(1, seq);
            select.setInt(2, factsMax);
            var facts = new ArrayList<Fact>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    facts.add(fact(rows));
                }
            }
            return facts;
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    private static Fact fact(ResultSet row) throws SQLException {
        return new Fact(row.getLong(1), row.getBytes(2), row.getBytes(3), row.getString(4));
    }

    /** The journal's identity. */
    public String id() throws JournalException {
        try {
            return JournalFile.text(opened(), "SELECT id FROM journal");
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    /** The newest fact's number, 0 when there is none. */
    public long head() throws JournalException {
        try {
            return JournalFile.number(opened(), "SELECT max(seq) FROM fact");
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    /** The platform has committed the facts through this number. */
    public long acknowledged() throws JournalException {
        try {
            return JournalFile.number(opened(), "SELECT through FROM delivery");
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    /** Where the journal begins: what was before is removed. */
    public Pruned pruned() throws JournalException {
        try {
            return Pruned.read(opened());
        } catch (SQLException failed) {
            throw failure(failed);
        }
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
            if (!JournalFile.isOurs(open) || !JournalFile.isKnownVersion(open)) {
                throw new JournalException(Trouble.FOREIGN,
                        "read journal " + file + ": it is a database of another program or version");
            }
        }
        return open;
    }

    private JournalException failure(SQLException failed) {
        close();
        return JournalFailure.of("read journal " + file, failed);
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
