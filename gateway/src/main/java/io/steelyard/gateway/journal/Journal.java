package io.steelyard.gateway.journal;

import io.steelyard.gateway.station.Draft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The journal's one writer: appends facts and the platform's acknowledgement, both in one commit. Owned by one thread; only
 * {@link #head()}, {@link #acknowledged()} and {@link #pruned()} may be asked from any. {@link JournalFile} specifies the file.
 */
public final class Journal implements AutoCloseable {
    /** Enough to find a fact in a journal that holds any, and soon done in a database that is another's. */
    private static final long IMAGES_LOOKED_AT = 256;
    private static final String INSERT = "INSERT INTO fact(seq, bytes, signature, key_id) VALUES (?, ?, ?, ?)";
    private static final String ACKNOWLEDGE = "UPDATE delivery SET through=?, inverse=? WHERE through<?";

    private final Path file;
    private final Connections connections;
    private final FactEncoder encoder;

    // for the life of the process
    private String id = "";
    private volatile long head;
    private volatile long acknowledged;
    private volatile long pruned;
    private String headLink = Chain.START;
    /** Handed to a commit that failed, not yet found out about. */
    private List<Fact> inDoubt = List.of();
    // for one connection
    private @Nullable Connection connection;

    Journal(Path file, Connections connections, FactEncoder encoder) {
        this.file = file;
        this.connections = connections;
        this.encoder = encoder;
    }

    /**
     * Opens or makes the journal of a data folder. Cost does not depend on how much is in it.
     *
     * @throws JournalException when the file belongs to somebody else, is damaged, or cannot be written
     */
    static Journal open(Path file, String gateway, Connections connections, FactEncoder encoder,
            RandomGenerator random) throws JournalException {
        var journal = new Journal(file, connections, encoder);
        try {
            journal.connect(gateway, new UUID(random.nextLong(), random.nextLong()));
            return journal;
        } catch (SQLException failed) {
            journal.close();
            throw JournalFailure.of("open journal " + file, failed);
        } catch (JournalException refused) {
            journal.close();
            throw refused;
        }
    }

    private void connect(String gateway, UUID newId) throws SQLException, JournalException {
        look(gateway);
        var opened = connections.open(JournalFile.url(file), JournalFile.writer());
        connection = opened;
        if (JournalFile.isEmpty(opened)) {
            JournalFile.create(opened, newId.toString(), gateway);
        }
        recognise(opened, gateway);
        JournalFile.assertDurable(opened);
        JournalFile.upgrade(opened);
        opened.setAutoCommit(false);
        readHead(opened);
        opened.commit();
    }

    /** Reads before it writes: opening for writing alters a database that is not ours, closing that one a damaged one. */
    private void look(String gateway) throws JournalException {
        if (JournalFile.isCut(file)) {
            throw new DamagedJournalException("open journal " + file + ": it was cut to nothing");
        }
        if (Files.notExists(file)) {
            return;
        }
        try (var looking = connections.open(JournalFile.url(file), JournalFile.reader())) {
            if (!JournalFile.isEmpty(looking)) {
                recognise(looking, gateway);
                readHead(looking);
                refusePutBack(looking);
            }
        } catch (SQLException failed) {
            var failure = JournalFailure.of("open journal " + file, failed);
            if (failure instanceof DamagedJournalException) {
                throw failure;
            } // else the writer meets it again, or heals it, as what a crash while making the file left behind
        } catch (JournalException refused) {
            throw refused.trouble() == Trouble.FOREIGN && holdsFactsOf(gateway)
                    ? new DamagedJournalException("open journal " + file
                            + ": it names another program, version or gateway, yet holds facts of this one")
                    : refused;
        }
        lookBehindSqlite(gateway);
    }

    /** One bad bit must not make a gateway refuse its own journal; a database that is really another's is left alone. */
    private boolean holdsFactsOf(String gateway) throws JournalException {
        try (var wreck = Wreck.open(file)) {
            return LongStream.range(0, Math.min(wreck.images(), IMAGES_LOOKED_AT))
                    .mapToObj(image -> wreck.facts(image).stream())
                    .flatMap(cells -> cells)
                    .anyMatch(cell -> wreck.fact(cell, gateway, encoder.publicKey()).isPresent());
        } catch (IOException failed) {
            throw new JournalException("open journal " + file + ": " + failed.getMessage(), failed);
        }
    }

    /** What SQLite goes on with in silence: a header that turns a function off, a log whose end it does not believe. */
    private void lookBehindSqlite(String gateway) throws JournalException {
        try (var wreck = Wreck.open(file)) {
            if (JournalFile.isHeaderDamaged(file)) {
                throw new DamagedJournalException("open journal " + file + ": its header is damaged");
            }
            long hidden = wreck.hidden(gateway, encoder.publicKey());
            if (hidden > head) {
                throw new DamagedJournalException("open journal " + file + ": its log is damaged, fact " + hidden
                        + " was committed and does not read back");
            }
        } catch (IOException failed) {
            throw new JournalException("open journal " + file + ": " + failed.getMessage(), failed);
        }
    }

    /** A card restored or a file copied back holds good facts, only not the newest; see {@link ChainHead}. */
    private void refusePutBack(Connection looking) throws SQLException, JournalException {
        var kept = ChainHead.read(folder().resolve(ChainHead.NAME)).filter(head -> head.journal().equals(id));
        if (kept.isPresent() && kept.get().seq() >= pruned
                && !kept.get().link().equals(link(looking, kept.get().seq()))) {
            throw new DamagedJournalException("open journal " + file + ": it was put back to an earlier state; fact "
                    + kept.get().seq() + " is missing or another than it was");
        }
    }

    /** A fact's hash, also that of the last one removed; empty when there is no such fact. */
    private static String link(Connection looking, long seq) throws SQLException {
        var begin = Pruned.read(looking);
        if (seq == begin.through()) {
            return begin.link();
        }
        try (var select = looking.prepareStatement("SELECT bytes FROM fact WHERE seq=?")) {
            select.setLong(1, seq);
            try (var rows = select.executeQuery()) {
                return rows.next() ? Chain.link(JournalFile.bytes(rows, 1)) : "";
            }
        }
    }

    /** Leaves word that the next start must move this journal aside. */
    void condemn(String reason) throws IOException {
        Quarantine.condemn(folder(), new ChainHead(id, head, headLink), reason);
    }

    /** Keeps the second copy of how far this journal goes. */
    void keepHead() throws IOException {
        new ChainHead(id, head, headLink).write(folder());
    }

    /** Where it lies. */
    Path folder() {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a journal lies in a folder");
    }

    private void recognise(Connection opened, String gateway) throws SQLException, JournalException {
        var refusal = JournalFile.refusal(opened, "open journal " + file);
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        var owner = JournalFile.text(opened, "SELECT gateway FROM journal");
        if (!owner.equals(gateway)) {
            throw new JournalException(Trouble.FOREIGN, "open journal " + file + ": it belongs to gateway \"" + owner
                    + "\", the configuration says \"" + gateway + "\"; correct gateway.id or name another data folder");
        }
        id = JournalFile.text(opened, "SELECT id FROM journal");
    }

    private void readHead(Connection opened) throws SQLException, JournalException {
        pruned = Pruned.read(opened).through();
        long first = pruned + 1;
        try (var statement = opened.createStatement();
                var rows = statement.executeQuery("SELECT seq, bytes, (SELECT min(seq) FROM fact) FROM fact"
                        + " ORDER BY seq DESC LIMIT 1")) {
            boolean found = rows.next();
            if ((found ? rows.getLong(1) : 0) < Math.max(head, pruned) || found && rows.getLong(3) != first) {
                throw new DamagedJournalException("open journal " + file + ": facts that it held are gone");
            }
            if (found) {
                readNewest(rows.getLong(1), JournalFile.bytes(rows, 2));
            }
        }
        readDelivery(opened);
    }

    private void readNewest(long seq, byte[] bytes) throws JournalException {
        var header = FactHeader.read(bytes);
        if (header.isEmpty() || header.get().seq() != seq || !header.get().journal().equals(id)) {
            throw new DamagedJournalException("open journal " + file + ": its newest fact does not read back");
        }
        head = seq;
        headLink = Chain.link(bytes);
    }

    private void readDelivery(Connection opened) throws SQLException, JournalException {
        var columns = JournalFile.isVersion1(opened) ? "through, ~through" : "through, inverse";
        try (var statement = opened.createStatement();
                var rows = statement.executeQuery("SELECT " + columns + " FROM delivery")) {
            long through = rows.next() ? rows.getLong(1) : -1;
            if (through < pruned || through > head || rows.getLong(2) != ~through) {
                throw new DamagedJournalException(
                        "open journal " + file + ": the number through which it is acknowledged does not read back");
            }
            acknowledged = through;
        }
    }

    /** Grows the log file to its working size; see {@link JournalFile}. */
    void growLog() throws JournalException {
        var open = opened();
        try {
            open.setAutoCommit(true);
            JournalFile.growLog(open);
            open.setAutoCommit(false);
        } catch (SQLException failed) {
            close(); // it might be in the middle
            throw JournalFailure.of("grow the log of journal " + file, failed);
        }
    }

    /**
     * Appends the drafts and moves the watermark, all in one durable commit.
     *
     * @param drafts possibly none
     * @param through the platform has committed the facts through this number; lower than known changes nothing
     * @return the facts, in the drafts' order
     * @throws InDoubtException when it failed and the disk does not tell whether it happened
     * @throws JournalException when nothing of it was written
     */
    public List<Fact> commit(List<Draft> drafts, long through) throws JournalException {
        return commit(drafts, through, _ -> {});
    }

    /** What else belongs into a commit. */
    interface Also {
        void in(Connection open) throws SQLException;
    }

    /** As {@link #commit(List, long)}, and something else with it. */
    List<Fact> commit(List<Draft> drafts, long through, Also also) throws JournalException {
        if (!inDoubt.isEmpty()) {
            throw new IllegalStateException("a commit is in doubt; settle it first");
        }
        var open = opened();
        if (through > head) {
            throw new IllegalArgumentException("acknowledged " + through + " beyond head " + head);
        }
        var facts = encode(drafts);
        try {
            insert(open, facts);
            acknowledge(open, through);
            also.in(open);
        } catch (SQLException failed) {
            close(); // which undoes what was inserted
            throw JournalFailure.of("write journal " + file, failed);
        }
        try {
            open.commit();
        } catch (SQLException failed) {
            inDoubt = facts;
            if (settle().isEmpty()) {
                throw JournalFailure.of("write journal " + file, failed);
            }
        }
        if (!facts.isEmpty()) {
            headLink = Chain.link(facts.getLast().bytes());
            head = facts.getLast().seq();
        }
        acknowledged = Math.max(acknowledged, through);
        return facts;
    }

    /**
     * Finds out, on a fresh connection, whether the commit in doubt happened: reading how far the file goes tells.
     *
     * @return its facts if they are durable, empty if they were not written and never will be
     * @throws InDoubtException when the disk still does not tell
     */
    public Optional<List<Fact>> settle() throws InDoubtException {
        close();
        try {
            opened();
        } catch (JournalException failed) {
            throw new InDoubtException(failed);
        }
        var facts = inDoubt;
        inDoubt = List.of();
        boolean written = !facts.isEmpty() && headLink.equals(Chain.link(facts.getLast().bytes()));
        return written ? Optional.of(facts) : Optional.empty();
    }

    private List<Fact> encode(List<Draft> drafts) {
        var facts = new ArrayList<Fact>(drafts.size());
        var prev = headLink;
        for (var draft : drafts) {
            var fact = encoder.encode(draft, id, head + facts.size() + 1, prev);
            facts.add(fact);
            prev = Chain.link(fact.bytes());
        }
        return facts;
    }

    private static void insert(Connection open, List<Fact> facts) throws SQLException {
        if (facts.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = open.prepareStatement(INSERT)) {
            for (var fact : facts) {
                insert.setLong(1, fact.seq());
                insert.setBytes(2, fact.bytes());
                insert.setBytes(3, fact.signature());
                insert.setString(4, fact.keyId());
                insert.executeUpdate();
            }
        }
    }

    private void acknowledge(Connection open, long through) throws SQLException {
        if (through <= acknowledged) {
            return;
        }
        try (PreparedStatement update = open.prepareStatement(ACKNOWLEDGE)) {
            update.setLong(1, through);
            update.setLong(2, ~through);
            update.setLong(3, through);
            update.executeUpdate();
        }
    }

    /** What a chore reads or writes; its answer is given on. */
    interface Question<T> {
        T to(Connection open) throws SQLException, JournalException;
    }

    /**
     * Lets a chore read or write, in a commit of its own.
     *
     * @param tried what for, as in "note an hour in journal"
     * @throws JournalException when it is not known whether that happened; the file tells
     */
    <T> T ask(String tried, Question<T> question) throws JournalException {
        var open = opened();
        try {
            var answer = question.to(open);
            open.commit();
            return answer;
        } catch (SQLException failed) {
            close();
            throw JournalFailure.of(tried + " " + file, failed);
        } catch (JournalException failed) {
            close();
            throw failed;
        }
    }

    /** Removes the facts through this number, which are acknowledged and not the newest. */
    void prune(long through) throws JournalException {
        if (through > acknowledged || through >= head) {
            throw new IllegalArgumentException("prune " + through + " of " + acknowledged + " acknowledged");
        }
        pruned = ask("remove old facts from journal", open -> {
            var link = link(open, through);
            if (link.isEmpty()) {
                throw new DamagedJournalException("remove old facts from journal " + file + ": fact " + through
                        + " is missing");
            }
            new Pruned(through, link).write(open);
            return through;
        });
    }

    private Connection opened() throws JournalException {
        var open = connection;
        if (open != null) {
            return open;
        }
        try {
            open = connections.open(JournalFile.url(file), JournalFile.writer());
            connection = open;
            JournalFile.assertDurable(open);
            open.setAutoCommit(false);
            readHead(open);
            open.commit();
            return open;
        } catch (SQLException failed) {
            close();
            throw JournalFailure.of("open journal " + file + " again", failed);
        } catch (JournalException damaged) {
            close();
            throw damaged;
        }
    }

    /** Bytes that may still be written where this journal lies. */
    long freeBytes() {
        return connections.freeBytes(folder());
    }

    /** The journal's random identity, made with its file. */
    public String id() {
        return id;
    }

    /** The newest fact's number, 0 when there is none. Any thread. */
    public long head() {
        return head;
    }

    /** The platform has committed the facts through this number. Any thread. */
    public long acknowledged() {
        return acknowledged;
    }

    /** The facts through this number were removed by {@link Retention}; 0 when none were. Any thread. */
    public long pruned() {
        return pruned;
    }

    @Override
    public void close() {
        var open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException gone) {
                return; // everything accepted was committed before
            }
        }
    }
}
