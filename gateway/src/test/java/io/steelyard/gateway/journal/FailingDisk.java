package io.steelyard.gateway.journal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Real SQLite in which chosen calls fail: opening, and every call of a connection, statement or row. It refuses commits that
 * would not be synced.
 */
final class FailingDisk implements Connections {
    /** Whether the failing call did its work all the same. */
    enum When {
        INSTEAD,
        AFTERWARDS
    }

    private static final List<Class<?>> WATCHED = List.of(PreparedStatement.class, Statement.class, ResultSet.class);
    /** What cannot fail in a way that matters. */
    private static final Set<String> SAFE = Set.of("close", "isClosed", "toString", "hashCode", "equals");
    private static final int NEVER = Integer.MAX_VALUE;

    private final When when;
    private int calls;
    private int commits;
    private int firstFailing = NEVER;
    private int lastFailing = NEVER;
    private SQLiteErrorCode code = SQLiteErrorCode.SQLITE_IOERR;

    FailingDisk(When when) {
        this.when = when;
    }

    /** The n-th call from now fails, and so many after it. */
    void failsAt(int call, int moreCalls) {
        calls = 0;
        firstFailing = call;
        lastFailing = (int) Math.min(NEVER, (long) call + moreCalls);
    }

    /** Every call from now fails, with this code. */
    void failsWith(SQLiteErrorCode failure) {
        code = failure;
        failsAt(1, NEVER - 1);
    }

    /** It works again; whether the failing call was reached. */
    boolean healed() {
        boolean failed = calls >= firstFailing;
        firstFailing = NEVER;
        lastFailing = NEVER;
        return failed;
    }

    /** So many transactions were committed since this was asked last. */
    int commits() {
        int since = commits;
        commits = 0;
        return since;
    }

    @Override
    public Connection open(String url, Properties properties) throws SQLException {
        if (fails()) {
            throw failure("open");
        }
        var real = DriverManager.getConnection(url, properties);
        return (Connection) watched(Connection.class, real, real);
    }

    private Object watched(Class<?> kind, Object real, Connection connection) {
        return Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{kind},
                (_, method, arguments) -> call(real, connection, method, arguments));
    }

    private Object call(Object real, Connection connection, Method method, Object[] arguments) throws Throwable {
        var name = method.getName();
        boolean fails = !SAFE.contains(name) && fails();
        if (fails && when == When.INSTEAD) {
            throw failure(name);
        }
        if (name.equals("commit") || name.equals("executeUpdate")) {
            assertSynced(connection);
        }
        commits += name.equals("commit") ? 1 : 0;
        Object answer;
        try {
            answer = method.invoke(real, arguments);
        } catch (InvocationTargetException wrapped) {
            throw wrapped.getCause();
        }
        if (fails) {
            throw failure(name);
        }
        return WATCHED.stream().filter(kind -> kind == method.getReturnType()).findFirst()
                .map(kind -> watched(kind, answer, connection)).orElse(answer);
    }

    private static void assertSynced(Connection connection) {
        try {
            JournalFile.assertDurable(connection);
        } catch (SQLException unsynced) {
            throw new AssertionError("a commit would not be synced", unsynced);
        }
    }

    private boolean fails() {
        calls++;
        return calls >= firstFailing && calls <= lastFailing;
    }

    private SQLException failure(String call) {
        return new SQLiteException("[" + code.name() + "] made by the test at " + call, code);
    }
}
