package io.steelyard.gateway.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.JDBC;

/** The disk as the journal knows it. */
public interface Connections {
    /** The real one. {@code DriverManager} would look for a driver in every jar there is, which a start would wait for. */
    Connections DISK = JDBC::createConnection;

    Connection open(String url, Properties properties) throws SQLException;

    /** Bytes that may still be written in this folder. */
    default long freeBytes(Path folder) {
        return folder.toFile().getUsableSpace();
    }
}
