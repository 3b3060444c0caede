package io.steelyard.gateway.bench;

import io.steelyard.gateway.journal.Fact;
import io.steelyard.gateway.uplink.BareSender;
import io.steelyard.gateway.uplink.BrokerException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteConfig;

/** The design that everybody writes first: read one, publish it, wait for the broker, mark it as sent, commit; again. */
final class OneByOne implements AutoCloseable {
    private final Connection connection;

    private OneByOne(Connection connection) {
        this.connection = connection;
    }

    /** A table of so many unsent messages, in WAL mode and as durable as ours. */
    static OneByOne open(Path file, List<Fact> facts) throws SQLException {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        var connection = DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties());
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE message(seq INTEGER PRIMARY KEY, bytes BLOB, signature BLOB, key_id TEXT,"
                    + " sent INTEGER NOT NULL DEFAULT 0)");
            statement.execute("CREATE INDEX unsent ON message(seq) WHERE sent=0");
        }
        connection.setAutoCommit(false);
        try (var insert = connection.prepareStatement("INSERT INTO message VALUES(?,?,?,?,0)")) {
            for (var fact : facts) {
                insert.setLong(1, fact.seq());
                insert.setBytes(2, fact.bytes());
                insert.setBytes(3, fact.signature());
                insert.setString(4, fact.keyId());
                insert.executeUpdate();
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
        return new OneByOne(connection);
    }

    /** Sends them all; how long it took. */
    long drainNanos(BareSender sender) throws SQLException, BrokerException {
        long began = System.nanoTime();
        try (var select = connection
                .prepareStatement("SELECT seq, bytes, signature, key_id FROM message WHERE sent=0 ORDER BY seq LIMIT 1");
                var update = connection.prepareStatement("UPDATE message SET sent=1 WHERE seq=?")) {
            while (true) {
                Fact fact;
                try (var rows = select.executeQuery()) {
                    if (!rows.next()) {
                        return System.nanoTime() - began;
                    }
                    fact = new Fact(rows.getLong(1), rows.getBytes(2), rows.getBytes(3), rows.getString(4));
                }
                sender.sendNanos(BareSender.messages(List.of(fact), Line.TOPICS));
                update.setLong(1, fact.seq());
                update.executeUpdate();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
