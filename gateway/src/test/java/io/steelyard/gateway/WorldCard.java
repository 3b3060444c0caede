package io.steelyard.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The memory card under a data folder: what is on it when the process or the power is gone. A killed process leaves every byte it
 * wrote. A power cut in the middle of a commit leaves of the sectors that were under way some old, some new, some neither; and
 * of commits that were not synced, nothing. The log is synced before the database is touched, so only one of them is under way.
 */
final class WorldCard {
    private static final int SECTOR_BYTES = 512;
    private static final int PAGE_BYTES = 4096;
    private static final int OUTCOMES_OF_A_SECTOR = 3;
    private static final String DATABASE = "journal.db";
    private static final String LOG = DATABASE + "-wal";
    private static final String INDEX = DATABASE + "-shm";
    private static final String ROLLBACK = DATABASE + "-journal";
    private static final String HEAD = "chain.head";
    private static final int LOG_HEADER_BYTES = 32;
    private static final int SYNCHRONOUS_FULL = 2;

    private final Path folder;
    private final RandomGenerator random;
    /** Before a commit in whose middle the power will fail. */
    private @Nullable Map<String, byte[]> underWay;
    /** Before the first of those commits that nobody synced. */
    private @Nullable Map<String, byte[]> synced;
    private Map<String, byte[]> atLastEnd = Map.of();

    WorldCard(Path folder, RandomGenerator random) {
        this.folder = folder;
        this.random = random;
    }

    /** @param powerFails in the middle of it: {@link #afterCommit} does not return */
    void beforeCommit(Connection real, boolean powerFails) throws SQLException {
        if (powerFails) {
            underWay = image();
        }
        try (var statement = real.createStatement(); var rows = statement.executeQuery("PRAGMA synchronous")) {
            boolean syncs = rows.next() && rows.getInt(1) == SYNCHRONOUS_FULL;
            if (!syncs && synced == null) {
                synced = image();
            }
        }
    }

    void afterCommit() {
        if (underWay != null) {
            throw new Fate.Crash(true);
        }
    }

    /** What the next start will find; to be asked before anything is closed, for closing tidies up. */
    Map<String, byte[]> leftBy(boolean powerCut) {
        var left = image();
        if (powerCut && synced != null) {
            left = new TreeMap<>(synced);
        } else if (powerCut && underWay != null) {
            left = torn(underWay, left);
        }
        if (powerCut && random.nextBoolean()) {
            left.remove(HEAD); // it is not synced: an older one may be there, or none
            var older = atLastEnd.get(HEAD);
            if (older != null) {
                left.put(HEAD, random.nextBoolean() ? older : new byte[0]);
            }
        }
        underWay = null;
        synced = null;
        atLastEnd = left;
        return left;
    }

    private Map<String, byte[]> torn(Map<String, byte[]> before, Map<String, byte[]> after) {
        byte[] none = new byte[0];
        byte[] databaseBefore = before.getOrDefault(DATABASE, none);
        byte[] database = after.getOrDefault(DATABASE, none);
        var torn = new TreeMap<>(after);
        if (Arrays.equals(databaseBefore, database)) {
            torn.put(LOG, tornLog(before.getOrDefault(LOG, none), after.getOrDefault(LOG, none)));
        } else {
            torn.put(DATABASE, mix(databaseBefore, database, false));
        }
        return torn;
    }

    /** A log begun anew has its header synced before anything else of it is written. */
    private byte[] tornLog(byte[] before, byte[] after) {
        boolean begunAnew = !Arrays.equals(Arrays.copyOf(before, LOG_HEADER_BYTES),
                Arrays.copyOf(after, LOG_HEADER_BYTES));
        if (!begunAnew) {
            return mix(before, after, true);
        }
        byte[] header = Arrays.copyOf(after, Math.max(before.length, LOG_HEADER_BYTES));
        System.arraycopy(before, Math.min(before.length, LOG_HEADER_BYTES), header, LOG_HEADER_BYTES,
                Math.max(0, before.length - LOG_HEADER_BYTES));
        return random.nextBoolean() ? mix(before, header, true) : mix(header, after, true);
    }

    private byte[] mix(byte[] before, byte[] after, boolean garbage) {
        int length = after.length <= before.length
                ? after.length
                : random.nextInt(before.length, after.length + 1);
        byte[] old = Arrays.copyOf(before, length);
        byte[] mixed = Arrays.copyOf(after, length);
        for (int sector = 0; sector < length; sector += SECTOR_BYTES) {
            int outcome = random.nextInt(garbage ? OUTCOMES_OF_A_SECTOR : 2);
            for (int at = sector; at < Math.min(length, sector + SECTOR_BYTES); at++) {
                if (old[at] != mixed[at] && outcome > 0) { // what was not written over stays as it is
                    mixed[at] = outcome == 1 ? old[at] : (byte) random.nextInt();
                }
            }
        }
        return mixed;
    }

    /** The files as they are now. */
    Map<String, byte[]> image() {
        var image = new TreeMap<String, byte[]>();
        try {
            for (var name : new String[]{DATABASE, LOG, ROLLBACK, HEAD}) {
                if (Files.exists(folder.resolve(name))) {
                    image.put(name, Files.readAllBytes(folder.resolve(name)));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return image;
    }

    /** The card changes one bit of the header of the database, into which the log was written before: that is no database any more. */
    void damage() throws SQLException {
        damage("");
    }

    /** And there is nothing but zeros in each page in which this stood. */
    void damage(String lost) throws SQLException {
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(DATABASE));
                var statement = database.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        var damaged = image();
        byte[] database = Objects.requireNonNull(damaged.get(DATABASE));
        database[0] ^= 1;
        for (int page = 0; !lost.isEmpty() && page < database.length; page += PAGE_BYTES) {
            var text = new String(database, page, PAGE_BYTES, StandardCharsets.ISO_8859_1);
            if (text.contains(lost)) {
                Arrays.fill(database, page, page + PAGE_BYTES, (byte) 0);
            }
        }
        put(damaged);
    }

    /** Makes the files be as in this image, also those that are not in it. */
    void put(Map<String, byte[]> image) {
        try {
            for (var name : new String[]{DATABASE, LOG, INDEX, ROLLBACK, HEAD}) {
                var bytes = image.get(name);
                if (bytes == null) {
                    Files.deleteIfExists(folder.resolve(name));
                } else {
                    Files.write(folder.resolve(name), bytes);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
