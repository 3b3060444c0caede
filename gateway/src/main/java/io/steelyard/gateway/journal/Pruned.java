package io.steelyard.gateway.journal;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Where a journal begins: its facts through this number were removed after the platform had acknowledged them and they had been
 * kept as long as configured.
 *
 * @param through the last removed fact's number, 0 when none is
 * @param link that fact's hash, which the first fact that is kept names as the one before it; see {@link Chain#link}
 */
public record Pruned(long through, String link) {
    /** Nothing was removed. */
    public static final Pruned NOTHING = new Pruned(0, Chain.START);

    static Pruned read(Connection connection) throws SQLException {
        if (JournalFile.isVersion1(connection)) {
            return NOTHING;
        }
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT through, link FROM pruned")) {
            return rows.next() ? new Pruned(rows.getLong(1), JournalFile.text(rows, 2)) : NOTHING;
        }
    }

    /** In the caller's transaction. */
    void write(Connection connection) throws SQLException {
        try (var delete = connection.prepareStatement("DELETE FROM fact WHERE seq<=?");
                var update = connection.prepareStatement("UPDATE pruned SET through=?, link=?")) {
            delete.setLong(1, through);
            delete.executeUpdate();
            update.setLong(1, through);
            update.setString(2, link);
            update.executeUpdate();
        }
    }
}
