package io.steelyard.gateway.journal;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells from SQLite's result code which trouble a failure is. */
final class JournalFailure {
    private JournalFailure() {}

    static JournalException of(String tried, SQLException failed) {
        var code = failed instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        var trouble = trouble(code);
        return switch (trouble) {
            case DAMAGED, NOT_A_DATABASE -> new DamagedJournalException(trouble, message(tried, trouble, code), failed);
            case FOREIGN, LATER, OTHER -> new JournalException(trouble, tried + ": " + failed.getMessage(), failed);
            case BUSY, FULL, DISK_ERROR, NOT_WRITABLE ->
                new JournalException(trouble, message(tried, trouble, code), failed);
        };
    }

    /** The code's name stands for whoever looks it up at sqlite.org/rescode.html. */
    private static String message(String tried, Trouble trouble, SQLiteErrorCode code) {
        return tried + ": " + trouble.meaning() + " (" + code.name() + ")";
    }

    private static Trouble trouble(SQLiteErrorCode code) {
        return switch (primary(code)) {
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL -> Trouble.BUSY;
            case SQLITE_FULL -> Trouble.FULL;
            case SQLITE_IOERR -> Trouble.DISK_ERROR;
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM -> Trouble.NOT_WRITABLE;
            case SQLITE_CORRUPT -> Trouble.DAMAGED;
            case SQLITE_NOTADB -> Trouble.NOT_A_DATABASE;
            default -> Trouble.OTHER;
        };
    }

    /** Extended result codes carry the primary one in their low byte. */
    private static SQLiteErrorCode primary(SQLiteErrorCode code) {
        return SQLiteErrorCode.getErrorCode(code.code & 0xFF);
    }
}
