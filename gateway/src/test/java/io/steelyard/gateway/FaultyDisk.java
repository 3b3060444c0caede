package io.steelyard.gateway;

import io.steelyard.gateway.journal.Connections;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Real SQLite connections whose commits may fail before they happen, fail after they happened, or meet the end of the process
 * on either side.
 */
final class FaultyDisk implements Connections {
    private static final double CRASH_BEFORE_COMMIT = 0.02;
    private static final double CRASH_AFTER_COMMIT = 0.02;
    private static final double FULL = 0.02;
    private static final double ERROR_AFTER_COMMIT = 0.02;
    private static final double READ_ERROR = 0.002;

    private final Fate fate;
    private final List<Connection> open = new ArrayList<>();

    FaultyDisk(Fate fate) {
        this.fate = fate;
    }

    @Override
    public Connection open(String url, Properties properties) throws SQLException {
        var real = DriverManager.getConnection(url, properties);
        open.add(real);
        return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[]{Connection.class},
                (_, method, arguments) -> call(real, method, arguments));
    }

    private Object call(Connection real, Method method, Object[] arguments) throws Throwable {
        boolean commit = method.getName().equals("commit");
        if (commit) {
            fate.mayCrash(CRASH_BEFORE_COMMIT);
            fail(FULL, SQLiteErrorCode.SQLITE_FULL);
        }
        if (method.getName().equals("prepareStatement")) {
            fail(READ_ERROR, SQLiteErrorCode.SQLITE_IOERR_READ);
        }
        Object answer;
        try {
            answer = method.invoke(real, arguments);
        } catch (InvocationTargetException wrapped) {
            throw wrapped.getCause();
        }
        if (commit) {
            fate.mayCrash(CRASH_AFTER_COMMIT);
            fail(ERROR_AFTER_COMMIT, SQLiteErrorCode.SQLITE_IOERR_FSYNC);
        }
        return answer;
    }

    private void fail(double probability, SQLiteErrorCode code) throws SQLException {
        if (fate.strikes(probability)) {
            throw new SQLiteException("[" + code.name() + "] made by fate", code);
        }
    }

    /** What the kernel does for a process that died: files are closed, an open transaction is never finished. */
    void processDied() throws SQLException {
        for (var connection : open) {
            connection.close();
        }
        open.clear();
    }
}
