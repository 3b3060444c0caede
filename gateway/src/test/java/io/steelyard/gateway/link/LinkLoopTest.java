package io.steelyard.gateway.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.VirtualTime;
import io.steelyard.gateway.run.Backoff;
import io.steelyard.gateway.run.Loop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The loop that keeps one device open, over a fake link and in virtual time. */
final class LinkLoopTest {
    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long READ_NANOS = TimeUnit.MILLISECONDS.toNanos(Link.READ_WAIT_MILLIS);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long AWAY_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final long FOUND_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);
    private static final byte[] REQUEST = {'S', 'I', '\r', '\n'};

    private final VirtualTime time = new VirtualTime();
    private final FakeDevice device = new FakeDevice();
    private final Told told = new Told();
    private final LinkLoop loop = loop(Optional.empty());

    private LinkLoop loop(Optional<Poll> poll) {
        return new LinkLoop("scale", device, told, poll,
                new Backoff(FIRST_NANOS, LONGEST_NANOS, new SplittableRandom(1)), time);
    }

    @Test
    void what_is_read_and_the_silence_between_are_passed_on_in_order_and_at_their_time() {
        device.says("ab", "", "c");
        steps(loop, 4);
        assertEquals(List.of("up 0", "bytes ab 100", "quiet 200", "bytes c 300"), told.lines);
    }

    @Test
    void a_device_that_goes_away_is_closed_and_lost_with_a_remedy() {
        device.says("a", FakeDevice.VANISHES);
        steps(loop, 3);
        assertEquals(List.of("up 0", "bytes a 100", "lost read scale: the device is gone; plug it in again 200"),
                told.lines);
        assertEquals(0, device.open);
    }

    @Test
    void a_failing_read_is_lost_with_its_own_reason() {
        device.says(FakeDevice.FAILS);
        steps(loop, 2);
        assertEquals(List.of("up 0", "lost read fake: input/output error 100"), told.lines);
        assertEquals(0, device.open);
    }

    @Test
    void a_lost_device_is_opened_anew_after_a_pause_and_not_before() {
        device.says(FakeDevice.VANISHES);
        steps(loop, 2);
        assertPause(FIRST_NANOS);
        assertEquals(2, device.attempts);
        assertEquals(1, device.open);
    }

    @Test
    void a_reason_is_told_once_however_often_the_attempt_is_repeated() {
        device.refusal = "open fake: no such port";
        attempts(20);
        device.refusal = "open fake: permission denied";
        attempts(20);
        device.refusal = "open fake: no such port";
        attempts(20);
        assertEquals(60, device.attempts);
        assertEquals(List.of("open fake: no such port", "open fake: permission denied", "open fake: no such port"),
                told.reasons);
    }

    @Test
    void the_same_reason_is_told_again_after_the_device_worked_in_between() {
        device.says(FakeDevice.VANISHES, "", FakeDevice.VANISHES);
        attempts(1);
        steps(loop, 1);
        attempts(1);
        steps(loop, 2);
        assertEquals(List.of("read scale: the device is gone; plug it in again",
                "read scale: the device is gone; plug it in again"), told.reasons);
    }

    @Test
    void the_pause_doubles_to_its_bound_and_starts_short_again_after_a_success() {
        device.refusal = "open fake: no such port";
        loop.step(time.monotonicNanos());
        long boundNanos = FIRST_NANOS;
        for (int attempt = 0; attempt < 12; attempt++) {
            assertPause(boundNanos);
            boundNanos = Math.min(LONGEST_NANOS, 2 * boundNanos);
        }
        assertEquals(LONGEST_NANOS, boundNanos);
        device.refusal = "";
        device.says(FakeDevice.VANISHES);
        assertPause(LONGEST_NANOS);
        steps(loop, 1);
        assertPause(FIRST_NANOS);
    }

    @Test
    void a_device_is_found_within_a_second_of_coming_back_however_long_it_was_away() {
        device.plugged("");
        device.refusal = "open fake: no such port";
        lives(AWAY_NANOS);
        int attemptsWhileAway = device.attempts;
        assertTrue(attemptsWhileAway < 2 * AWAY_NANOS / LONGEST_NANOS + 10, attemptsWhileAway + " attempts in vain");
        device.plugged("ttyUSB0 1");
        device.refusal = "";
        lives(FOUND_NANOS_MAX);
        assertEquals(1, device.open);
    }

    @Test
    void a_device_that_refuses_is_tried_seldom_and_at_once_when_it_is_plugged_in_anew() {
        device.plugged("ttyUSB0 1");
        device.refusal = "open fake: busy";
        lives(AWAY_NANOS);
        assertTrue(device.attempts < 2 * AWAY_NANOS / LONGEST_NANOS + 10, device.attempts + " attempts in vain");
        int attempts = device.attempts;
        device.plugged("ttyUSB1 2"); // pulled and plugged in between two looks
        lives(FOUND_NANOS_MAX);
        assertTrue(device.attempts > attempts);
        assertEquals(List.of("open fake: busy"), told.reasons);
    }

    @Test
    void a_device_that_just_appeared_is_given_a_moment_before_it_is_opened() {
        lives(FOUND_NANOS_MAX);
        device.says(FakeDevice.VANISHES);
        device.plugged("");
        device.refusal = "open fake: no such port";
        lives(AWAY_NANOS);
        int attempts = device.attempts;
        device.plugged("ttyUSB0 2");
        loop.step(time.monotonicNanos());
        assertEquals(attempts, device.attempts);
    }

    /** The loop as its runner steps it: it idles as long as it asks to. */
    private void lives(long nanos) {
        long untilNanos = time.monotonicNanos() + nanos;
        while (time.monotonicNanos() < untilNanos) {
            time.advance(Math.min(loop.step(time.monotonicNanos()), Loop.IDLE_NANOS_MAX));
        }
    }

    /** The pause before the next attempt lies in the upper half of the bound, and nothing is attempted a nanosecond sooner. */
    private void assertPause(long boundNanos) {
        int attempts = device.attempts;
        long beganNanos = time.monotonicNanos();
        long idleNanos = loop.step(beganNanos);
        while (device.attempts == attempts) {
            time.advance(idleNanos - 1);
            loop.step(time.monotonicNanos());
            assertEquals(attempts, device.attempts);
            time.advance(1);
            idleNanos = loop.step(time.monotonicNanos());
        }
        long pauseNanos = time.monotonicNanos() - beganNanos;
        assertTrue(pauseNanos >= boundNanos / 2 && pauseNanos <= boundNanos, pauseNanos + " of " + boundNanos);
    }

    @Test
    void a_device_that_must_be_asked_is_asked_at_once_and_then_at_the_interval() {
        var asking = loop(Optional.of(new Poll(REQUEST, POLL_NANOS)));
        steps(asking, 1 + 20);
        assertEquals(List.of("SI\r\n 0", "SI\r\n 300", "SI\r\n 600", "SI\r\n 900", "SI\r\n 1200", "SI\r\n 1500",
                "SI\r\n 1800"), device.heard); // reads of 100 ms: the first step at or after 250 ms is due
    }

    @Test
    void a_reopened_device_is_asked_at_once() {
        var asking = loop(Optional.of(new Poll(REQUEST, TimeUnit.HOURS.toNanos(1))));
        device.says("", FakeDevice.VANISHES);
        steps(asking, 3);
        time.advance(LONGEST_NANOS);
        steps(asking, 2);
        assertEquals(2, device.heard.size());
    }

    @Test
    void a_device_that_cannot_be_asked_is_lost() {
        var asking = loop(Optional.of(new Poll(REQUEST, POLL_NANOS)));
        device.deaf = true;
        steps(asking, 2);
        assertEquals(List.of("write fake: gone"), told.reasons);
        assertEquals(0, device.open);
    }

    @Test
    void closing_the_loop_closes_the_link_and_needs_none() {
        loop.close();
        steps(loop, 1);
        assertEquals(1, device.open);
        loop.close();
        assertEquals(0, device.open);
    }

    private void steps(LinkLoop stepped, int count) {
        for (int step = 0; step < count; step++) {
            stepped.step(time.monotonicNanos());
        }
    }

    private void attempts(int count) {
        for (int attempt = 0; attempt < count; attempt++) {
            time.advance(LONGEST_NANOS);
            loop.step(time.monotonicNanos());
        }
    }

    /** A port and the device in it, with fault settings. A read takes its whole time. */
    private final class FakeDevice implements LinkLoop.Opener {
        static final String VANISHES = "(vanishes)";
        static final String FAILS = "(fails)";

        private final List<String> sayings = new ArrayList<>();
        private final List<String> heard = new ArrayList<>();
        private String refusal = "";
        private boolean deaf;
        private int attempts;
        private int open;
        private String presence = "";

        /** What can be seen of it from outside; empty when it is pulled. */
        void plugged(String presence) {
            this.presence = presence;
        }

        @Override
        public String presence() {
            return presence;
        }

        void says(String... reads) {
            sayings.addAll(List.of(reads));
        }

        @Override
        public Link open() throws IOException {
            attempts++;
            if (!refusal.isEmpty()) {
                throw new IOException(refusal);
            }
            open++;
            return new FakeLink();
        }

        private final class FakeLink implements Link {
            @Override
            public int read(byte[] buffer) throws IOException {
                time.advance(READ_NANOS);
                var said = sayings.isEmpty() ? "" : sayings.removeFirst();
                if (said.equals(FAILS)) {
                    throw new IOException("read fake: input/output error");
                }
                byte[] bytes = said.getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(bytes, 0, buffer, 0, bytes.length);
                return said.equals(VANISHES) ? GONE : bytes.length;
            }

            @Override
            public void write(byte[] bytes) throws IOException {
                if (deaf) {
                    throw new IOException("write fake: gone");
                }
                heard.add(new String(bytes, StandardCharsets.US_ASCII) + " " + millis(time.monotonicNanos()));
            }

            @Override
            public void close() {
                open--;
            }
        }
    }

    /** What the loop told, a line each, with the milliseconds. */
    private static final class Told implements LinkListener {
        private final List<String> lines = new ArrayList<>();
        private final List<String> reasons = new ArrayList<>();

        @Override
        public void up(long atNanos) {
            lines.add("up " + millis(atNanos));
        }

        @Override
        public void bytes(long atNanos, byte[] buffer, int count) {
            lines.add("bytes " + new String(buffer, 0, count, StandardCharsets.US_ASCII) + " " + millis(atNanos));
        }

        @Override
        public void quiet(long atNanos) {
            lines.add("quiet " + millis(atNanos));
        }

        @Override
        public void lost(long atNanos, String reason) {
            lines.add("lost " + reason + " " + millis(atNanos));
            reasons.add(reason);
        }
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
