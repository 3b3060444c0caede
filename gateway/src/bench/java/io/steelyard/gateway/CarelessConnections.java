package io.steelyard.gateway;

import io.steelyard.gateway.journal.Connections;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Real connections that pretend to be durable: after the journal has asserted {@code synchronous=FULL} and is about to begin a
 * transaction they lower it to NORMAL. The control of the power-cut trial, which must then find lost weighings.
 */
final class CarelessConnections implements Connections {
    @Override
    public Connection open(String url, Properties properties) throws SQLException {
        var real = DriverManager.getConnection(url, properties);
        return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[]{Connection.class},
                (_, method, arguments) -> call(real, method, arguments));
    }

    private static Object call(Connection real, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("setAutoCommit") && Boolean.FALSE.equals(arguments[0]) && real.getAutoCommit()) {
            try (var statement = real.createStatement()) {
                statement.execute("PRAGMA synchronous=NORMAL");
            }
        }
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException wrapped) {
            throw wrapped.getCause();
        }
    }
}
