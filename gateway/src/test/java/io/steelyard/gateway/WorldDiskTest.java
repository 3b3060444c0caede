package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteErrorCode;

/** A whole gateway on a disk that fails at the n-th call of SQLite, for every n; and on one that fills and is cleared. */
class WorldDiskTest extends WorldStory {
    private static final int BAGS = 1;
    private static final long NEVER = Long.MAX_VALUE;
    /** A disk that goes on failing does so for this long. */
    private static final long LASTS_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long REFUSED_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long ROOM_BYTES = 10 * FaultyDiskFate.RESERVE_BYTES;

    /** How the n-th call fails. */
    enum Failure {
        READ_ERROR(SQLiteErrorCode.SQLITE_IOERR_READ),
        WRITE_ERROR(SQLiteErrorCode.SQLITE_IOERR_WRITE),
        FULL(SQLiteErrorCode.SQLITE_FULL),
        BUSY(SQLiteErrorCode.SQLITE_BUSY);

        private final SQLiteErrorCode code;

        Failure(SQLiteErrorCode code) {
            this.code = code;
        }
    }

    /** Which calls fail, and whether they did their work nevertheless. */
    enum How {
        ONCE(""),
        DONE(", which was done"),
        FROM_THEN_ON(" and after it");

        private final String told;

        How(String told) {
            this.told = told;
        }
    }

    /** Counts the calls; one of them fails, or all from it on until the disk is well again. */
    private static final class NthCall implements FaultyDisk.Seam {
        private final long failing;
        private final SQLiteErrorCode code;
        private final How how;
        private VirtualTime time = new VirtualTime();
        private long calls;
        private long wellAgainNanos = NEVER;

        NthCall(long failing, SQLiteErrorCode code, How how) {
            this.failing = failing;
            this.code = code;
            this.how = how;
        }

        @Override
        public void before(Connection real, String call) throws SQLException {
            if (++calls == failing) {
                wellAgainNanos = time.monotonicNanos() + (how == How.FROM_THEN_ON ? LASTS_NANOS : 0);
            }
            boolean lasting = calls > failing && time.monotonicNanos() < wellAgainNanos;
            if (lasting || calls == failing && how != How.DONE) {
                throw FaultyDisk.failure(code);
            }
        }

        @Override
        public void after(Connection real, String call) throws SQLException {
            if (calls == failing && how == How.DONE) {
                throw FaultyDisk.failure(code);
            }
        }

        @Override
        public long freeBytes() {
            return ROOM_BYTES;
        }
    }

    /** A disk of which the test says how full it is. */
    private static final class Filling implements FaultyDisk.Seam {
        private long freeBytes = ROOM_BYTES;

        @Override
        public void before(Connection real, String call) throws SQLException {
            if (freeBytes == 0 && call.equals(FaultyDisk.WRITE)) {
                throw FaultyDisk.failure(SQLiteErrorCode.SQLITE_FULL);
            }
        }

        @Override
        public void after(Connection real, String call) {
            // what was written is written
        }

        @Override
        public long freeBytes() {
            return freeBytes;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatever_call_fails_every_promise_is_kept(Failure failure) throws Exception {
        long calls = callsOfAGoodLife();
        var broken = new ArrayList<String>();
        for (var how : How.values()) {
            IntStream.rangeClosed(1, (int) calls).parallel()
                    .mapToObj(
                            call -> life(new NthCall(call, failure.code, how), failure + " at call " + call + how.told))
                    .forEachOrdered(broken::addAll);
        }
        assertEquals(List.of(), broken);
    }

    private long callsOfAGoodLife() {
        var counting = new NthCall(NEVER, SQLiteErrorCode.SQLITE_OK, How.ONCE);
        assertEquals(List.of(), life(counting, "without a fault"));
        assertTrue(counting.calls > 50, "a life makes " + counting.calls + " calls");
        return counting.calls;
    }

    /** Weighs, and lets the platform have everything; what was broken. */
    private List<String> life(NthCall seam, String name) {
        var broken = new ArrayList<String>();
        tell(seam, (world, folder) -> {
            seam.time = world.time();
            world.goodTimes(BAGS);
            broken.addAll(world.end().violations());
            try (var files = Files.list(folder)) {
                files.filter(file -> file.toString().contains("damaged")).forEach(
                        file -> broken.add("a sound journal was taken for a damaged one: " + world.log().lines()));
            }
        });
        return broken.stream().map(found -> name + ": " + found).toList();
    }

    @Test
    void on_a_disk_in_its_reserve_weighings_are_refused_with_the_reason_and_go_on_when_there_is_room() {
        assertRefusedUntilThereIsRoom(FaultyDiskFate.RESERVE_BYTES / 2, "the disk is full up to its reserve");
    }

    @Test
    void on_a_full_disk_weighings_are_refused_with_the_reason_and_go_on_when_there_is_room() {
        assertRefusedUntilThereIsRoom(0, "the disk is full");
    }

    private void assertRefusedUntilThereIsRoom(long freeBytes, String reason) {
        var disk = new Filling();
        tell(disk, (world, _) -> {
            assertTrue(world.weigh(2, WEIGHED_NANOS_MAX), "with room everything is recorded");
            disk.freeBytes = freeBytes;
            var before = world.accepted();

            assertFalse(world.weigh(1, REFUSED_NANOS), "nothing is recorded without room");

            assertEquals(before, world.accepted());
            assertTrue(world.refusal().contains(reason), world::refusal);
            assertTrue(world.refusal().contains("free some space"), world::refusal);
            disk.freeBytes = ROOM_BYTES;
            assertTrue(world.weigh(1, WEIGHED_NANOS_MAX), "with room again it goes on without a restart");
            world.drain();
            assertEquals(List.of(), world.end().violations());
        });
    }
}
