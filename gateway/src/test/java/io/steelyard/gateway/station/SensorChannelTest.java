package io.steelyard.gateway.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.link.Poll;
import io.steelyard.gateway.sensor.SensorDialect;
import io.steelyard.gateway.sensor.SensorValue.Measurement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a bin is told of a fill sensor. */
class SensorChannelTest {
    private static final String NEAR = "FF 00 FA F9"; // 250 mm
    private static final String NO_ECHO = "FF 00 00 FF";

    private final SlowJournal journal = new SlowJournal();
    private final List<String> complaints = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final SensorChannel.Measured bin = new SensorChannel.Measured() {
        @Override
        public void measured(long atNanos, Measurement measurement) {
            told.add(measurement.inUnit() + " " + measurement.quantity().unit());
        }

        @Override
        public void unknown(long atNanos, String why) {
            told.add("unknown: " + why);
        }
    };
    private SensorChannel channel = channel(Optional.empty());
    private long nowNanos;

    private SensorChannel channel(Optional<Poll> poll) {
        return new SensorChannel("bin-1-fill", "tcp://127.0.0.1:1", SensorDialect.A02YYUW.newDecoder(), poll, bin,
                journal, complaints::add);
    }

    private void says(String hex) {
        byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hex);
        channel.bytes(nowNanos, bytes, bytes.length);
    }

    private void passes(long millis) {
        for (long step = 0; step < millis; step += 100) {
            nowNanos += TimeUnit.MILLISECONDS.toNanos(100);
            channel.quiet(nowNanos);
        }
    }

    @Test
    void each_measurement_is_handed_on_and_damage_is_not() {
        channel.up(nowNanos);
        says(NEAR);
        says("FF 00 FB F9");
        passes(600);
        says("FF 01");
        says("2C 2C");
        assertEquals(List.of("250 mm", "300 mm"), told);
        assertEquals(List.of(), complaints);
    }

    @Test
    void a_sensor_that_falls_silent_is_unknown_once_and_known_again_with_the_next_measurement() {
        channel.up(nowNanos);
        says(NEAR);
        passes(10_000);
        assertEquals(List.of("250 mm"), told);
        passes(60_000);
        assertEquals(2, told.size());
        assertTrue(told.getLast().startsWith("unknown: nothing measured for 10 s"), told.getLast());
        says(NEAR);
        assertEquals("250 mm", told.getLast());
        assertEquals(2, complaints.size(), complaints::toString);
        assertEquals("bin-1-fill works again", complaints.getLast());
    }

    @Test
    void a_sound_without_an_echo_now_and_then_changes_nothing_and_none_for_long_is_unknown_and_never_empty() {
        channel.up(nowNanos);
        says(NEAR);
        for (int second = 0; second < 11; second++) {
            assertEquals(List.of("250 mm"), told);
            passes(1_000);
            says(NO_ECHO);
        }
        assertEquals("unknown: it says no-echo; check where it looks", told.getLast());
    }

    @Test
    void a_lost_link_is_unknown_at_once_a_fact_and_told() {
        channel.up(nowNanos);
        says(NEAR);
        channel.lost(nowNanos, "open tcp://127.0.0.1:1: refused");
        assertEquals(List.of("250 mm", "unknown: open tcp://127.0.0.1:1: refused"), told);
        channel.lost(nowNanos, "another reason");
        assertEquals(2, told.size());
        assertEquals(List.of("bin-1-fill faulted: open tcp://127.0.0.1:1: refused",
                "bin-1-fill faulted: another reason"), complaints);
        assertEquals(3, journal.drafts().size());
        assertEquals(FactType.DEVICE, journal.drafts().getLast().type());
    }

    @Test
    void a_sensor_that_never_said_anything_is_told_as_faulted_and_was_never_known() {
        channel.up(nowNanos);
        passes(20_000);
        assertEquals(List.of(), told);
        assertEquals(1, complaints.size());
    }

    @Test
    void a_sensor_that_is_asked_seldom_may_be_silent_for_longer() {
        channel = channel(Optional.of(new Poll(new byte[0], TimeUnit.SECONDS.toNanos(20))));
        channel.up(nowNanos);
        says(NEAR);
        passes(60_000);
        assertEquals(List.of("250 mm"), told);
        passes(200);
        assertEquals(2, told.size());
    }
}
