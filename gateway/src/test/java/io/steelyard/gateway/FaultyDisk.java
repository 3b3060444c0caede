package io.steelyard.gateway;

import io.steelyard.gateway.journal.Connections;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Real SQLite, at each call of which something may go wrong; what does is up to the {@link Seam}. */
final class FaultyDisk implements Connections {
    /** The place between a program and its disk. */
    interface Seam {
        /** An exception stands for a call that did nothing. */
        void before(Connection real, String call) throws SQLException;

        /** An exception stands for a call that did its work and cannot say so. */
        void after(Connection real, String call) throws SQLException;

        long freeBytes();
    }

    /** A disk that does what it is told. */
    static final class Faultless implements Seam {
        private static final long ROOM_BYTES = 1_000_000_000;

        @Override
        public void before(Connection real, String call) {
            // as it should be
        }

        @Override
        public void after(Connection real, String call) {
            // as it should be
        }

        @Override
        public long freeBytes() {
            return ROOM_BYTES;
        }
    }

    static final String OPEN = "open";
    static final String COMMIT = "commit";
    static final String WRITE = "executeUpdate";
    /** The calls that read or write the files. */
    private static final Set<String> CALLS = Set.of(COMMIT, "prepareStatement", "execute", "executeQuery", WRITE,
            "next");
    private static final List<Class<?>> WATCHED = List.of(PreparedStatement.class, Statement.class, ResultSet.class);

    private final Seam seam;
    private final List<Connection> open = new ArrayList<>();

    FaultyDisk(Seam seam) {
        this.seam = seam;
    }

    @Override
    public Connection open(String url, Properties properties) throws SQLException {
        var real = DriverManager.getConnection(url, properties);
        open.add(real); // from here on the kernel closes it if the process does not
        seam.before(real, OPEN);
        return (Connection) watched(Connection.class, real, real);
    }

    private Object watched(Class<?> kind, Object real, Connection connection) {
        return Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{kind},
                (_, method, arguments) -> call(real, connection, method, arguments));
    }

    private Object call(Object real, Connection connection, Method method, Object[] arguments) throws Throwable {
        boolean touches = CALLS.contains(method.getName());
        if (touches) {
            seam.before(connection, method.getName());
        }
        Object answer;
        try {
            answer = method.invoke(real, arguments);
        } catch (InvocationTargetException wrapped) {
            throw wrapped.getCause();
        }
        if (touches) {
            seam.after(connection, method.getName());
        }
        return WATCHED.stream().filter(kind -> kind == method.getReturnType()).findFirst()
                .map(kind -> watched(kind, answer, connection)).orElse(answer);
    }

    @Override
    public long freeBytes(Path folder) {
        return seam.freeBytes();
    }

    static SQLException failure(SQLiteErrorCode code) {
        return new SQLiteException("[" + code.name() + "] made by fate", code);
    }

    /** What the kernel does for a process that died: files are closed, an open transaction is never finished. */
    void processDied() throws SQLException {
        for (var connection : open) {
            connection.close();
        }
        open.clear();
    }
}
