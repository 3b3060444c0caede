package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.config.ScaleChecks;
import io.steelyard.gateway.run.Loop;
import io.steelyard.gateway.run.LoopRunner;
import io.steelyard.sim.bin.Bin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteErrorCode;

/**
 * Each alert of {@code config/monitoring} is made to fire by its cause in a whole gateway in virtual time: it is scraped as a
 * Prometheus would, and promtool judges the rules over what was scraped. What else fires is an error.
 */
final class AlertsTest extends WorldStory {
    private static final Path RULES = Path.of("..", "config", "monitoring", "alerts.yaml");
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final int READER = 0;
    private static final int SCALE = 1;
    private static final int BOARD = 0;
    private static final Set<String> FIRED = new TreeSet<>();

    /** A disk on which everything may go wrong. */
    private static final class BadDisk implements FaultyDisk.Seam {
        private boolean fails;
        private long freeBytes = 10 * FaultyDiskFate.RESERVE_BYTES;
        private Runnable atCommit = () -> {};

        @Override
        public void before(Connection real, String call) throws SQLException {
            if (call.equals(FaultyDisk.COMMIT)) {
                atCommit.run();
                if (fails) {
                    throw FaultyDisk.failure(SQLiteErrorCode.SQLITE_IOERR_WRITE);
                }
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

    /** One story, while a Prometheus looks on. */
    private static final class Watched {
        private final World world;
        private final boolean bin;
        private final Scrapes scrapes = new Scrapes();

        Watched(World world) {
            this.world = world;
            this.bin = world.site().bin().isPresent();
        }

        void scrape() {
            scrapes.add(world.gateway().map(gateway -> gateway.metrics().text()));
        }

        void minutes(int minutes) throws Exception {
            long until = world.time().monotonicNanos() + minutes * MINUTE;
            while (world.time().monotonicNanos() < until) {
                if (bin) { // its board waits for an answer for less time than a rest's steps take
                    world.pass(TimeUnit.SECONDS.toNanos(Scrapes.EVERY_SECONDS), () -> false);
                } else {
                    world.rest(TimeUnit.SECONDS.toNanos(Scrapes.EVERY_SECONDS));
                }
                scrape();
            }
        }

        void weighing(int minutes) throws Exception {
            long until = world.time().monotonicNanos() + minutes * MINUTE;
            while (world.time().monotonicNanos() < until) {
                world.weigh(1, TimeUnit.SECONDS.toNanos(Scrapes.EVERY_SECONDS));
                scrape();
            }
        }
    }

    private interface Cause {
        void in(Watched watched) throws Exception;
    }

    private interface BinCause {
        void in(Watched watched, WorldBin bin) throws Exception;
    }

    @BeforeAll
    static void demandPromtool() {
        Promtool.demand();
    }

    private void fires(FaultyDisk.Seam disk, Set<String> alerts, Cause cause) {
        tell(disk, (world, folder) -> judge(world, folder, alerts, cause));
    }

    private static void judge(World world, Path folder, Set<String> alerts, Cause cause) throws Exception {
        var watched = new Watched(world);
        watched.minutes(3);
        cause.in(watched);
        var test = Files.writeString(folder.resolve("alerts.test.yaml"),
                watched.scrapes.test(RULES, new TreeSet<>(alerts)));
        Promtool.run("test", "rules", test.toString());
        FIRED.addAll(alerts);
        world.close();
    }

    /** Where a bin stands instead of a station. */
    private void firesAtABin(Set<String> alerts, BinCause cause) {
        WorldTest.inAFolder(temporary, folder -> {
            judge(World.calmWithBin(folder, keys, new FaultyDisk.Faultless()), folder, alerts, watched -> {
                var bin = (WorldBin) watched.world.site();
                bin.closeTime();
                watched.minutes(2);
                cause.in(watched, bin);
            });
            return folder;
        });
    }

    private void fires(Set<String> alerts, Cause cause) {
        fires(new BadDisk(), alerts, cause);
    }

    @Test
    void promtool_finds_nothing_wrong_with_the_rules() throws Exception {
        assertTrue(Promtool.run("check", "rules", RULES.toString()).contains("SUCCESS"));
    }

    @AfterAll
    static void every_alert_was_made_to_fire() throws Exception {
        var rules = Pattern.compile("- alert: (\\w+)").matcher(Files.readString(RULES)).results()
                .map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(rules, FIRED);
    }

    @Test
    void nothing_fires_while_all_is_well() {
        fires(Set.of(), watched -> {
            watched.weighing(6);
            watched.minutes(70);
        });
    }

    @Test
    void a_gateway_that_is_down() {
        fires(Set.of("SteelyardUnreachable"), watched -> {
            watched.world.die(false);
            for (int scrape = 0; scrape < 12; scrape++) {
                watched.scrape();
            }
        });
    }

    @Test
    void a_gateway_that_starts_again_and_again() {
        fires(Set.of("SteelyardRestarts"), watched -> {
            for (int life = 0; life < 3; life++) {
                watched.world.die(false);
                watched.minutes(2);
            }
        });
    }

    @Test
    void a_loop_that_stands() {
        fires(Set.of("SteelyardLoopStands"), watched -> {
            var entered = new CountDownLatch(1);
            var released = new CountDownLatch(1);
            var runner = new LoopRunner(new Standing(entered, released), watched.world.time(), (_, _) -> {});
            watched.world.gateway().orElseThrow().runs(List.of(runner));
            runner.start();
            try {
                entered.await();
                watched.minutes(5);
            } finally {
                released.countDown();
                runner.close();
            }
        });
    }

    /** A loop whose step does not end. */
    private record Standing(CountDownLatch entered, CountDownLatch released) implements Loop {
        @Override
        public String name() {
            return "standing";
        }

        @Override
        public long step(long nowNanos) {
            entered.countDown();
            try {
                released.await();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
            return IDLE_NANOS_MAX;
        }

        @Override
        public void close() {
            // owns nothing
        }
    }

    @Test
    void a_scale_that_is_unplugged() {
        fires(Set.of("SteelyardLinkDown", "SteelyardNotReady", "SteelyardStationFaulted"), watched -> {
            watched.world.site().port(SCALE).plug(false);
            watched.minutes(12);
        });
    }

    @Test
    void a_scale_that_is_switched_off() {
        fires(Set.of("SteelyardScaleSilent", "SteelyardStationFaulted"), watched -> {
            watched.world.site().port(SCALE).mute(true);
            watched.minutes(6);
        });
    }

    @Test
    void a_bad_cable() {
        fires(Set.of("SteelyardGarbage"), watched -> {
            watched.world.site().port(SCALE).garble(3);
            watched.minutes(12);
        });
    }

    @Test
    void a_reader_that_comes_and_goes() {
        fires(Set.of("SteelyardLinkFlaps"), watched -> {
            for (int time = 0; time < 8; time++) {
                watched.world.site().port(READER).plug(false);
                watched.minutes(1);
                watched.world.site().port(READER).plug(true);
                watched.minutes(1);
            }
        });
    }

    @Test
    void a_card_that_cannot_be_written() {
        var disk = new BadDisk();
        fires(disk, Set.of("SteelyardJournalFails"), watched -> {
            disk.fails = true;
            watched.weighing(2);
            disk.fails = false;
            watched.minutes(1);
        });
    }

    @Test
    void a_card_that_is_slow() {
        var disk = new BadDisk();
        fires(disk, Set.of("SteelyardCommitSlow"), watched -> {
            disk.atCommit = () -> watched.world.time().advance(TimeUnit.MILLISECONDS.toNanos(800));
            watched.weighing(12);
        });
    }

    @Test
    void a_disk_that_fills() {
        var disk = new BadDisk();
        fires(disk, Set.of("SteelyardDiskShort"), watched -> {
            disk.freeBytes = FaultyDiskFate.RESERVE_BYTES * 3 / 2;
            watched.minutes(12);
        });
    }

    @Test
    void a_disk_that_is_full() {
        var disk = new BadDisk();
        fires(disk, Set.of("SteelyardDiskShort", "SteelyardNotReady", "SteelyardWeighingRefused"), watched -> {
            disk.freeBytes = FaultyDiskFate.RESERVE_BYTES / 2;
            watched.minutes(12);
        });
    }

    @Test
    void a_network_that_is_gone() {
        fires(Set.of("SteelyardBacklog", "SteelyardUplinkDown"), watched -> {
            watched.world.broker().breakDown();
            watched.weighing(1);
            watched.minutes(65);
        });
    }

    @Test
    void a_platform_that_acknowledges_nothing() {
        fires(Set.of("SteelyardUplinkStalled"), watched -> {
            watched.world.broker().silence(60 * MINUTE);
            watched.weighing(1);
            watched.minutes(25);
        });
    }

    @Test
    void a_copy_of_the_card() {
        fires(Set.of("SteelyardFork"), watched -> {
            watched.weighing(1);
            watched.minutes(1); // or a late word of what it has takes it back
            watched.world.broker().knowsMore(watched.world.gateway().orElseThrow().journal().id());
            watched.minutes(1);
        });
    }

    @Test
    void a_calendar_that_nobody_vouches_for() {
        fires(Set.of("SteelyardClockUntrusted"), watched -> {
            watched.world.time().trust(false);
            watched.minutes(65);
        });
    }

    @Test
    void a_board_in_the_sun() {
        fires(Set.of("SteelyardHot"), watched -> {
            try (var _ = new BoardHeat(watched.world.folder(), 81_250)) {
                watched.minutes(7);
            }
        });
    }

    @Test
    void a_scale_whose_check_is_overdue() {
        fires(Set.of("SteelyardCheckOverdue"), watched -> {
            ScaleChecks.read(watched.world.folder()).with(watched.world.folder(), "bay-1-scale",
                    LocalDate.of(2026, 11, 1));
            watched.minutes(70);
        });
    }

    @Test
    void a_bin_that_is_well() {
        firesAtABin(Set.of(), (watched, _) -> watched.minutes(12));
    }

    @Test
    void smoke_in_a_bin() {
        firesAtABin(Set.of("SteelyardBinAlarm"), (watched, bin) -> {
            bin.begins(Bin.Hazard.SMOKE);
            watched.minutes(2);
        });
    }

    @Test
    void a_bin_that_lies_on_its_side() {
        firesAtABin(Set.of("SteelyardBinAlarm", "SteelyardBinOutOfService", "SteelyardNotReady"), (watched, bin) -> {
            bin.begins(Bin.Hazard.TILT);
            watched.minutes(12);
        });
    }

    @Test
    void a_compartment_that_is_full() {
        firesAtABin(Set.of("SteelyardCompartmentFull"), (watched, bin) -> {
            bin.heapsUp();
            watched.minutes(7);
        });
    }

    @Test
    void an_io_board_without_power() {
        firesAtABin(Set.of("SteelyardPinsLost"), (watched, bin) -> {
            bin.port(BOARD).mute(true);
            watched.minutes(7);
        });
    }
}
