package io.steelyard.gateway;

import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.DataFolder;
import io.steelyard.gateway.journal.Fact;
import io.steelyard.gateway.journal.Journal;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.station.Draft;
import io.steelyard.gateway.station.FactData;
import io.steelyard.gateway.station.FactType;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A data folder with a few facts in it, as a daemon would have left it, or still holds it. */
final class MadeJournal implements AutoCloseable {
    private final Path folder;
    private final DataFolder lock;
    private final Journal journal;
    private final List<Fact> facts;

    private MadeJournal(Path folder, DataFolder lock, Journal journal, List<Fact> facts) {
        this.folder = folder;
        this.lock = lock;
        this.journal = journal;
        this.facts = facts;
    }

    /** Still open for writing; the platform has acknowledged the first so many. */
    static MadeJournal in(Path folder, int facts, int acknowledged) throws JournalException {
        var time = new VirtualTime();
        var lock = DataFolder.lock(folder);
        var journal = lock.open("gw-1", "steelyard test", lock.signer(), time, new SplittableRandom(1),
                Connections.DISK).journal();
        var drafts = IntStream.rangeClosed(1, facts).mapToObj(
                number -> new Draft(FactType.DEVICE, time.monotonicNanos(), FactData.text("device", "scale-" + number)))
                .toList();
        var written = journal.commit(drafts, 0);
        journal.commit(List.of(), acknowledged);
        return new MadeJournal(folder, lock, journal, written);
    }

    String id() {
        return journal.id();
    }

    List<Fact> facts() {
        return facts;
    }

    /** Somebody with the file and without the key changes it. */
    void tamper(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Override
    public void close() {
        journal.close();
        lock.close();
    }
}
