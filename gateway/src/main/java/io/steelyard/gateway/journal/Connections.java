package io.steelyard.gateway.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/** The disk as the journal knows it: {@code DriverManager::getConnection}, or a faulty one in the tests. */
public interface Connections {
    Connection open(String url, Properties properties) throws SQLException;

    /** Bytes that may still be written in this folder. */
    default long freeBytes(Path folder) {
        return folder.toFile().getUsableSpace();
    }
}
