package io.steelyard.gateway.journal;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says what an SQLite failure means and what to do about it. */
final class JournalFailure {
    private JournalFailure() {}

    static JournalException of(String tried, SQLException failed) {
        var code = failed instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        var message = tried + ": " + meaning(code, failed);
        return damaged(code) ? new DamagedJournalException(message, failed) : new JournalException(message, failed);
    }

    /** Extended result codes carry the primary one in their low byte. */
    private static SQLiteErrorCode primary(SQLiteErrorCode code) {
        return SQLiteErrorCode.getErrorCode(code.code & 0xFF);
    }

    private static boolean damaged(SQLiteErrorCode code) {
        var primary = primary(code);
        return primary == SQLiteErrorCode.SQLITE_CORRUPT || primary == SQLiteErrorCode.SQLITE_NOTADB;
    }

    private static String meaning(SQLiteErrorCode code, SQLException failed) {
        return switch (primary(code)) {
            case SQLITE_FULL -> "the disk is full; free some space, weighing resumes by itself";
            case SQLITE_BUSY, SQLITE_LOCKED -> "another program holds the database; end it";
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM -> "it may not be written; check the folder's owner and"
                    + " whether the file system is mounted read-only";
            case SQLITE_IOERR -> "the disk reports an error (" + code.name() + "); replace the card";
            case SQLITE_CORRUPT, SQLITE_NOTADB -> "the file is damaged (" + code.name() + ")";
            default -> String.valueOf(failed.getMessage());
        };
    }
}
