package io.steelyard.gateway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/**
 * The journal's file format and how it is opened. One SQLite database, {@code application_id} "STLY", {@code user_version} 2:
 *
 * <pre>
 *   journal(id, gateway)                      one row: who this journal is; the id is random, made with the file
 *   fact(seq, bytes, signature, key_id)       one row a fact, seq dense; rows are never changed
 *   delivery(through, inverse)                one row: the platform has committed the facts through this number; its inverse,
 *                                             ~through, tells a number that a failing card changed
 *   pruned(through, link)                     one row: the facts through this number were removed by {@link Retention}; link is
 *                                             the hash of the last of them, which the first that is kept names
 *   hour(number, head)                        after so many hours of running the newest fact was head
 *   salvage(file, through, rescued, ended)    how far {@link Salvage} came with a damaged journal, and the number of the fact that
 *                                             ended it or 0
 * </pre>
 *
 * Version 1 had the first three tables, and no inverse; it is brought up to version 2 where it stands. The version is that of the
 * whole data folder: whoever changes any file of it so that this software would misread it raises the version, and adds a table or
 * column, for a number alone may be a bit that a card flipped. An earlier release then refuses, and touches nothing.
 *
 * WAL with {@code synchronous=FULL}: one sync of the log before a commit returns. The log file is grown once, see {@link LogGrowth}, and never
 * truncated in service, because growing a file costs a second sync of its metadata.
 */
final class JournalFile {
    static final String NAME = "journal.db";
    /** "STLY" in ASCII: tells our database from any other. */
    static final int APPLICATION_ID = 0x53544C59;
    private static final int VERSION_1 = 1;
    private static final int VERSION = 2;
    /** The columns of each version, table by table. */
    private static final Set<String> SHAPES = Set.of("""
            delivery.through fact.seq fact.bytes fact.signature fact.key_id journal.id journal.gateway""", """
            delivery.through delivery.inverse fact.seq fact.bytes fact.signature fact.key_id hour.number hour.head \
            journal.id journal.gateway pruned.through pruned.link salvage.file salvage.through salvage.rescued \
            salvage.ended""");
    private static final int SYNCHRONOUS_FULL = 2;
    /** Pages after which SQLite copies the log back into the database (its own default). */
    private static final int CHECKPOINT_PAGES = 1000;
    /** A checkpoint's, and those of the commit that brings it about. */
    private static final int GROWN_PAGES = CHECKPOINT_PAGES + 64;
    private static final int BUSY_WAIT_MILLIS = 5_000;

    /** A database of SQLite is never shorter than its header. */
    private static final int HEADER_BYTES = 100;
    /** Of the header (sqlite.org/fileformat2.html, 1.3): page size 4096, WAL for writing and reading, nothing reserved, fractions. */
    private static final byte[] SETTINGS = {0x10, 0, 2, 2, 0, 64, 32, 32};
    private static final int PAGE_SIZE_AT = 16;
    private static final int SCHEMA_FORMAT_AT = 44;
    private static final int SCHEMA_FORMAT = 4;
    private static final int VACUUM_AT = 52;
    private static final int TEXT_ENCODING_AT = 56;
    private static final int UTF_8 = 1;
    private static final int INCREMENTAL_VACUUM_AT = 64;
    private static final int APPLICATION_ID_AT = 68;
    /** What the write-ahead log's name ends with. */
    static final String LOG = "-wal";

    private JournalFile() {}

    static String url(Path file) {
        return "jdbc:sqlite:" + file.toAbsolutePath();
    }

    static Properties writer() {
        var config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_WAIT_MILLIS);
        return config.toProperties();
    }

    static Properties reader() {
        var config = new SQLiteConfig();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        config.resetOpenMode(SQLiteOpenMode.READWRITE);
        config.setOpenMode(SQLiteOpenMode.READONLY);
        config.setBusyTimeout(BUSY_WAIT_MILLIS);
        return config.toProperties();
    }

    /** Creates the tables if the file is new. */
    static void create(Connection connection, String journal, String gateway) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("CREATE TABLE journal(id TEXT NOT NULL, gateway TEXT NOT NULL) STRICT");
            statement.execute("CREATE TABLE fact(seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL, signature BLOB NOT NULL,"
                    + " key_id TEXT NOT NULL) STRICT");
            statement.execute("CREATE TABLE delivery(through INTEGER NOT NULL, inverse INTEGER NOT NULL) STRICT");
            statement.execute("INSERT INTO delivery VALUES (0, ~0)");
            createKeeping(statement);
            try (var insert = connection.prepareStatement("INSERT INTO journal VALUES (?, ?)")) {
                insert.setString(1, journal);
                insert.setString(2, gateway);
                insert.executeUpdate();
            }
            statement.execute("PRAGMA application_id=" + APPLICATION_ID);
            statement.execute("PRAGMA user_version=" + VERSION);
            statement.execute("COMMIT");
        }
    }

    private static void createKeeping(Statement statement) throws SQLException {
        statement.execute("CREATE TABLE pruned(through INTEGER NOT NULL, link TEXT NOT NULL) STRICT");
        statement.execute("INSERT INTO pruned VALUES (0, '" + Chain.START + "')");
        statement.execute(
                "CREATE TABLE salvage(file TEXT PRIMARY KEY, through INTEGER NOT NULL, rescued INTEGER NOT NULL,"
                        + " ended INTEGER NOT NULL) STRICT");
        statement.execute("CREATE TABLE hour(number INTEGER PRIMARY KEY, head INTEGER NOT NULL) STRICT");
    }

    /** Brings a journal of version 1 up to this one, in one commit: a crash leaves the one or the other. */
    static void upgrade(Connection connection) throws SQLException {
        if (version(connection) != VERSION_1) {
            return;
        }
        try (var statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("ALTER TABLE delivery ADD COLUMN inverse INTEGER NOT NULL DEFAULT 0");
            statement.execute("UPDATE delivery SET inverse=~through");
            createKeeping(statement);
            statement.execute("PRAGMA user_version=" + VERSION);
            statement.execute("COMMIT");
        }
    }

    /**
     * Whether the file is the rest of a journal that SQLite would take for a new one, and whose log it would then throw away.
     */
    static boolean isCut(Path file) {
        return Files.exists(file)
                ? file.toFile().length() < HEADER_BYTES
                : Files.exists(file.resolveSibling(file.getFileName() + LOG));
    }

    /**
     * Whether the file's first bytes are other than this software ever writes them. SQLite would take some of that for a setting,
     * as "read only". A file that is not ours is not judged.
     */
    static boolean isHeaderDamaged(Path file) throws IOException {
        var header = ByteBuffer.allocate(HEADER_BYTES);
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (header.hasRemaining() && channel.read(header) >= 0) {
                continue;
            }
        }
        if (header.hasRemaining() || header.getInt(APPLICATION_ID_AT) != APPLICATION_ID) {
            return false;
        }
        var written = Arrays.copyOfRange(header.array(), PAGE_SIZE_AT, PAGE_SIZE_AT + SETTINGS.length);
        return !Arrays.equals(SETTINGS, written) || header.getInt(SCHEMA_FORMAT_AT) != SCHEMA_FORMAT
                || header.getInt(VACUUM_AT) != 0 || header.getInt(TEXT_ENCODING_AT) != UTF_8
                || header.getInt(INCREMENTAL_VACUUM_AT) != 0;
    }

    static boolean isEmpty(Connection connection) throws SQLException {
        return number(connection, "SELECT count(*) FROM sqlite_master") == 0;
    }

    /** Why this software leaves the database alone; it can read it when this is empty. */
    static Optional<JournalException> refusal(Connection connection, String tried) throws SQLException {
        long version = version(connection);
        if (number(connection, "PRAGMA application_id") != APPLICATION_ID) {
            return Optional.of(new JournalException(Trouble.FOREIGN, tried
                    + ": it is a database of another program; move it away or name another data folder"));
        }
        if (version == VERSION_1 || version == VERSION) {
            return Optional.empty();
        }
        return Optional.of(version > VERSION && !SHAPES.contains(shape(connection))
                ? new JournalException(Trouble.LATER, tried + ": it is of version " + version + ", made by a later"
                        + " release, and this one knows versions " + VERSION_1 + " and " + VERSION
                        + "; it is left as it is: install the later release again")
                : new JournalException(Trouble.FOREIGN, tried + ": it says to be of version " + version
                        + ", which no release made; move it away or name another data folder"));
    }

    /** All columns of all tables. */
    private static String shape(Connection connection) throws SQLException {
        return text(connection, "SELECT group_concat(tables.name || '.' || columns.name, ' ' ORDER BY tables.name,"
                + " columns.cid) FROM sqlite_schema tables, pragma_table_info(tables.name) columns"
                + " WHERE tables.type='table'");
    }

    private static long version(Connection connection) throws SQLException {
        return number(connection, "PRAGMA user_version");
    }

    /** Whether it is of version 1, which only reading meets. */
    static boolean isVersion1(Connection connection) throws SQLException {
        return version(connection) == VERSION_1;
    }

    /** Bytes in use, without the pages that removed facts left behind for new ones. */
    static long usedBytes(Connection connection) throws SQLException {
        long pages = number(connection, "PRAGMA page_count") - number(connection, "PRAGMA freelist_count");
        return pages * number(connection, "PRAGMA page_size");
    }

    /** Durability is asserted, never assumed: a journal that would not sync refuses to start. */
    static void assertDurable(Connection connection) throws SQLException {
        if (number(connection, "PRAGMA synchronous") != SYNCHRONOUS_FULL
                || !"wal".equals(text(connection, "PRAGMA journal_mode"))) {
            throw new SQLException("the journal is not in WAL mode with synchronous=FULL");
        }
    }

    /**
     * Writes more than the log has pages between two checkpoints and takes it back, so that the log file never grows in service. What
     * has no room in memory goes to the log before any commit; none comes, and nobody ever reads it.
     */
    static void growLog(Connection connection) throws SQLException {
        long pagesInMemory = number(connection, "PRAGMA cache_size");
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA cache_size=1");
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("CREATE TABLE room(bytes BLOB)");
            statement.execute("INSERT INTO room VALUES (zeroblob(" + GROWN_PAGES + " * " + LeafPage.PAGE_BYTES + "))");
            statement.execute("ROLLBACK");
            statement.execute("PRAGMA cache_size=" + pagesInMemory);
            statement.execute("PRAGMA wal_checkpoint(PASSIVE)"); // syncs it, too, or the next commit had that to do
        }
    }

    /** A column that is never absent, but in a damaged file. */
    static byte[] bytes(ResultSet row, int column) throws SQLException {
        return present(row.getBytes(column));
    }

    /** A column that is never absent, but in a damaged file. */
    static String text(ResultSet row, int column) throws SQLException {
        return present(row.getString(column));
    }

    private static <T> T present(@Nullable T value) throws SQLException {
        if (value == null) {
            throw new SQLiteException("[SQLITE_CORRUPT] a column is absent", SQLiteErrorCode.SQLITE_CORRUPT);
        }
        return value;
    }

    static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? text(rows, 1) : "";
        }
    }
}
