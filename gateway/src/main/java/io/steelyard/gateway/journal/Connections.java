package io.steelyard.gateway.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/** Where database connections come from: {@code DriverManager::getConnection}, or a faulty disk in the tests. */
public interface Connections {
    Connection open(String url, Properties properties) throws SQLException;
}
