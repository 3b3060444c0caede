package io.steelyard.gateway;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteErrorCode;

/**
 * The disk as fate has it: single errors, errors that last, commits that fail before or after they happened, a disk that fills and
 * is cleared, the end of the process or of the power at any call.
 */
final class FaultyDiskFate implements FaultyDisk.Seam {
    static final long RESERVE_BYTES = 100_000_000;
    private static final double CRASH_AT_A_CALL = 0.000_1;
    private static final double CRASH_BEFORE_COMMIT = 0.01;
    private static final double CRASH_AFTER_COMMIT = 0.02;
    private static final double POWER_CUT_IN_COMMIT = 0.015;
    private static final double FAILED_COMMIT = 0.02;
    private static final double ERROR_AFTER_COMMIT = 0.02;
    private static final double ERROR_AT_A_CALL = 0.000_3;
    private static final double ERRORS_LAST = 0.2;
    private static final int LASTING_STEPS_MAX = 300;
    private static final double FILLS = 0.000_15;
    private static final double CLEARED = 0.003;
    private static final long HALVES_MAX = 3;
    private static final long ROOM_BYTES = 1_000_000_000;
    private static final List<SQLiteErrorCode> CODES = List.of(SQLiteErrorCode.SQLITE_IOERR_READ,
            SQLiteErrorCode.SQLITE_IOERR_FSYNC, SQLiteErrorCode.SQLITE_FULL, SQLiteErrorCode.SQLITE_BUSY,
            SQLiteErrorCode.SQLITE_READONLY);

    private final Fate fate;
    private final WorldCard card;
    private long freeBytes = ROOM_BYTES;
    private int stepsStillFailing;
    /** A commit of nothing needs no room. */
    private boolean wrote;
    private SQLiteErrorCode lasting = SQLiteErrorCode.SQLITE_IOERR_READ;

    FaultyDiskFate(Fate fate, WorldCard card) {
        this.fate = fate;
        this.card = card;
    }

    /** The disk fills and is cleared, errors pass; once fate is calm it has room. */
    void step() {
        stepsStillFailing = Math.max(0, stepsStillFailing - 1);
        if (freeBytes < ROOM_BYTES) {
            if (fate.isCalm() || fate.strikes(CLEARED)) {
                freeBytes = ROOM_BYTES;
            }
        } else if (fate.strikes(FILLS)) {
            freeBytes = fate.nanos(0, HALVES_MAX) * RESERVE_BYTES / 2; // full, in the reserve, or short
        }
    }

    @Override
    public void before(Connection real, String call) throws SQLException {
        fate.mayCrash(CRASH_AT_A_CALL);
        if (stepsStillFailing > 0 && !fate.isCalm()) {
            throw FaultyDisk.failure(lasting);
        }
        fail(ERROR_AT_A_CALL);
        wrote = call.equals(FaultyDisk.WRITE) || wrote && !call.equals(FaultyDisk.OPEN);
        if (call.equals(FaultyDisk.COMMIT)) {
            fate.mayCrash(CRASH_BEFORE_COMMIT);
            if (freeBytes == 0 && wrote) {
                throw FaultyDisk.failure(SQLiteErrorCode.SQLITE_FULL);
            }
            fail(FAILED_COMMIT);
            card.beforeCommit(real, fate.strikes(POWER_CUT_IN_COMMIT));
        }
    }

    private void fail(double probability) throws SQLException {
        if (fate.strikes(probability)) {
            lasting = CODES.get((int) fate.nanos(0, CODES.size() - 1L));
            stepsStillFailing = fate.strikes(ERRORS_LAST) ? (int) fate.nanos(1, LASTING_STEPS_MAX) : 0;
            throw FaultyDisk.failure(lasting);
        }
    }

    @Override
    public void after(Connection real, String call) throws SQLException {
        if (call.equals(FaultyDisk.COMMIT)) {
            wrote = false;
            card.afterCommit();
            fate.mayCrash(CRASH_AFTER_COMMIT);
            if (fate.strikes(ERROR_AFTER_COMMIT)) {
                throw FaultyDisk.failure(SQLiteErrorCode.SQLITE_IOERR_FSYNC);
            }
        }
    }

    @Override
    public long freeBytes() {
        return freeBytes;
    }
}
