package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A memory card that does not hold what it held: put back from a copy, or damaged where it was well before. */
class WorldCardTest {
    private static final long WEIGHED_NANOS_MAX = TimeUnit.MINUTES.toNanos(10);
    private static final String DATABASE = "journal.db";

    @TempDir
    Path temporary = Path.of("");

    private Path keys = Path.of("");

    @BeforeEach
    void makeKeys() throws Exception {
        keys = WorldTest.keys(temporary);
    }

    @Test
    void a_database_put_back_to_an_earlier_state_is_named_and_weighing_goes_on_in_a_new_journal() {
        WorldTest.inAFolder(temporary, folder -> {
            var world = World.calm(folder, keys, new FaultyDisk.Faultless());
            assertTrue(world.weigh(1, WEIGHED_NANOS_MAX));
            world.drain();
            var earlier = world.card().image();
            assertTrue(world.weigh(1, WEIGHED_NANOS_MAX));
            world.drain();
            world.die(false);
            var now = world.card().image();
            earlier.put("chain.head", now.get("chain.head"));
            world.card().put(earlier);

            assertTrue(world.weigh(1, WEIGHED_NANOS_MAX), "weighing goes on");

            world.drain();
            assertEquals(1, world.log().lines().stream().filter(line -> line.contains("put back to an earlier state"))
                    .count(), () -> world.log().lines().toString());
            assertEquals(2, world.accepted().stream().map(fact -> fact.journal()).distinct().count());
            assertEquals(List.of(), world.end().violations());
            return folder;
        });
    }

    /** Into the database, which until then lies partly in the log. */
    private static void emptyTheLog(Path folder) throws SQLException {
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(DATABASE));
                var statement = database.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    @Test
    void a_database_damaged_where_it_was_well_is_named_once_and_weighing_goes_on() {
        WorldTest.inAFolder(temporary, folder -> {
            var world = World.calm(folder, keys, new FaultyDisk.Faultless());
            assertTrue(world.weigh(2, WEIGHED_NANOS_MAX));
            world.drain();
            world.die(false);
            emptyTheLog(folder);
            var image = world.card().image();
            byte[] database = Objects.requireNonNull(image.get(DATABASE));
            assertTrue(database.length > 100, "there is a header to damage");
            database[0] ^= 1;
            image.put(DATABASE, database);
            world.card().put(image);

            assertTrue(world.weigh(1, WEIGHED_NANOS_MAX), "weighing goes on");

            world.drain();
            assertEquals(1, world.log().lines().stream().filter(line -> line.contains("is damaged")).count(),
                    () -> world.log().lines().toString());
            assertEquals(List.of(), world.end().violations());
            return folder;
        });
    }
}
