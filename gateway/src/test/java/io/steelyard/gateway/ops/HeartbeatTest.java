package io.steelyard.gateway.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.run.Stepped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the service manager hears, in virtual time. */
final class HeartbeatTest {
    private static final Path UNIT = Path.of("../systemd/steelyard.service");
    private static final long RESTARTED_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(90);

    private final Turning journal = new Turning("journal");
    private final Turning scale = new Turning("link:bay-1-scale");
    private final Turning uplink = new Turning("uplink");
    private final List<Turning> loops = List.of(journal, scale, uplink);
    private final List<String> heard = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private String standing = "bay-1: weighing";
    private String refusal = "";
    private int readies;
    private long nowNanos = TimeUnit.HOURS.toNanos(7);
    private long fedNanos;

    private final Heartbeat heartbeat = new Heartbeat(state -> {
        if (!refusal.isEmpty()) {
            throw new IOException(refusal);
        }
        heard.add(state);
        if (state.contains("WATCHDOG=1")) {
            fedNanos = nowNanos;
        }
    }, journal, List.of(scale), uplink, () -> standing, complaints::add, () -> readies++);

    @Test
    void it_is_ready_when_every_loop_but_the_uplinks_has_begun_and_says_so_once() {
        heartbeat.step(nowNanos);
        journal.turns = true;
        pass(Heartbeat.STARTING_LOOK_NANOS);
        assertEquals(List.of(), heard);
        assertEquals(0, readies);

        scale.turns = true;
        pass(2 * Heartbeat.STARTING_LOOK_NANOS);
        assertEquals(List.of("READY=1\nSTATUS=bay-1: weighing\nWATCHDOG=1"), heard);
        assertEquals(1, readies);
    }

    @Test
    void a_port_that_hangs_delays_readiness_for_seconds_only() {
        journal.turns = true;
        pass(Heartbeat.STARTING_LOOKS_MAX * Heartbeat.STARTING_LOOK_NANOS);
        assertEquals(1, readies);
    }

    @Test
    void without_a_journal_that_has_written_nothing_is_ready() {
        scale.turns = true;
        uplink.turns = true;
        pass(TimeUnit.MINUTES.toNanos(10));
        assertEquals(0, readies);
        assertEquals(List.of(), heard);
    }

    @Test
    void a_healthy_daemon_is_fed_at_every_look_for_a_whole_day() {
        begin();
        long longestNanos = 0;
        for (int look = 0; look < TimeUnit.DAYS.toNanos(1) / Heartbeat.LOOK_NANOS; look++) {
            long beforeNanos = fedNanos;
            pass(Heartbeat.LOOK_NANOS);
            longestNanos = Math.max(longestNanos, fedNanos - beforeNanos);
        }
        assertEquals(Heartbeat.LOOK_NANOS, longestNanos);
        assertEquals(List.of(), complaints);
    }

    /** Joining a broker that does not answer takes 20 s and more. */
    @Test
    void a_long_step_is_no_standstill() {
        begin();
        for (int times = 0; times < 20; times++) {
            uplink.turns = false;
            pass(TimeUnit.SECONDS.toNanos(30));
            uplink.turns = true;
            pass(Heartbeat.LOOK_NANOS);
        }
        assertTrue(nowNanos - fedNanos <= Heartbeat.LOOK_NANOS);
        assertEquals(List.of(), complaints);
    }

    @Test
    void a_wedged_loop_is_named_in_the_status_and_the_feeding_stops_so_that_it_is_restarted_in_time()
            throws IOException {
        long watchdogNanos = TimeUnit.SECONDS.toNanos(Files.readAllLines(UNIT).stream()
                .filter(line -> line.startsWith("WatchdogSec=")).map(line -> line.replaceFirst(".*=", ""))
                .mapToLong(Long::parseLong).findFirst().orElseThrow());
        begin();
        for (var wedged : loops) {
            wedged.turns = false;
            long sinceNanos = nowNanos;
            pass(RESTARTED_WITHIN_NANOS);
            assertEquals("STATUS=no progress for 40 s in " + wedged.name(), heard.getLast());
            assertTrue(fedNanos + watchdogNanos <= sinceNanos + RESTARTED_WITHIN_NANOS, wedged.name());
            assertTrue(complaints.getLast().startsWith("no progress for 40 s in " + wedged.name()
                    + "; the service manager will restart the daemon; it is at "), complaints.getLast());
            assertTrue(complaints.getLast().endsWith("the place of " + wedged.name()), complaints.getLast());
            wedged.turns = true;
            pass(2 * Heartbeat.LOOK_NANOS);
            assertEquals(nowNanos, fedNanos, Heartbeat.LOOK_NANOS, "a loop that goes on after all");
        }
        assertEquals(loops.size(), complaints.size(), "each is told once");
    }

    @Test
    void a_machine_that_stood_still_as_a_whole_has_no_wedged_loop() {
        begin();
        nowNanos += TimeUnit.HOURS.toNanos(1);
        pass(2 * Heartbeat.LOOK_NANOS);
        assertEquals(List.of(), complaints);
    }

    @Test
    void the_status_follows_the_stations() {
        begin();
        heard.clear();
        standing = "bay-1: faulted, the scale is silent";
        pass(3 * Heartbeat.LOOK_NANOS);
        assertEquals(List.of("STATUS=bay-1: faulted, the scale is silent\nWATCHDOG=1", "WATCHDOG=1", "WATCHDOG=1"),
                heard);
    }

    @Test
    void a_manager_that_cannot_be_told_is_complained_of_once_and_told_again() {
        begin();
        heard.clear();
        refusal = "tell the service manager: gone";
        pass(3 * Heartbeat.LOOK_NANOS);
        refusal = "";
        pass(Heartbeat.LOOK_NANOS);
        assertEquals(List.of("tell the service manager: gone"), complaints);
        assertEquals(List.of("WATCHDOG=1"), heard);
    }

    @Test
    void its_end_is_announced() {
        heartbeat.close();
        assertEquals(List.of("STOPPING=1\nSTATUS=stopping"), heard);
    }

    private void begin() {
        loops.forEach(loop -> loop.turns = true);
        pass(Heartbeat.LOOK_NANOS);
        assertEquals(1, readies);
    }

    /** Lets so much time pass, in steps as long as the heartbeat idles; loops that turn do so in each. */
    private void pass(long nanos) {
        long untilNanos = nowNanos + nanos;
        while (nowNanos < untilNanos) {
            loops.forEach(Turning::turn);
            nowNanos = Math.min(untilNanos, nowNanos + heartbeat.step(nowNanos));
        }
        heartbeat.step(nowNanos);
    }

    private static final class Turning implements Stepped {
        @Override
        public long lateNanos(long nowNanos) {
            return 0;
        }

        private final String name;
        private boolean turns;
        private long steps;

        private Turning(String name) {
            this.name = name;
        }

        private void turn() {
            steps += turns ? 1 : 0;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long steps() {
            return steps;
        }

        @Override
        public String whereabouts() {
            return "the place of " + name;
        }
    }
}
