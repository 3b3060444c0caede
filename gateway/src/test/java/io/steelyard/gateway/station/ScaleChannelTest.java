package io.steelyard.gateway.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.station.View.Phase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleChannelTest {
    private static final long MILLISECOND = 1_000_000L;

    private final SlowJournal journal = new SlowJournal();
    private final Screen screen = new Screen();
    private final Station station = new Station(Plans.plain(), journal, screen, 0);
    private final List<String> complaints = new ArrayList<>();
    private final ScaleChannel channel = new ScaleChannel("bay-1-scale", "tcp://127.0.0.1:1",
            ScaleDialect.MT_SICS.newDecoder(), station::on, journal, complaints::add);
    private long nowNanos;

    @Test
    void bytes_become_a_weighing() {
        says(11, "S S       0.00 kg\r\n");
        says(11, "S S      10.10 kg\r\n");

        assertEquals(1, journal.drafts().size());
        assertEquals("10.10 kg", screen.weight());
    }

    /** Nineteen bytes a weight; the refusal and the noise count as garbage, and neither is a reading. */
    @Test
    void what_came_over_the_line_is_counted() {
        assertTrue(channel.counts().valueAgeNanos(nowNanos).isEmpty());
        says(1, "S S      10.10 kg\r\n");
        says(1, "ES\r\n");
        says(1, "?!?!\r\n");
        long readNanos = nowNanos;
        says(1, "S S      10.10 kg\r\n");
        assertEquals(19 + 4 + 6 + 19, channel.counts().bytes());
        assertEquals(2, channel.counts().frames());
        assertEquals(4 + 6, channel.counts().garbageBytes());
        assertEquals(5, channel.counts().valueAgeNanos(readNanos + 5).orElseThrow());
    }

    @Test
    void a_status_is_no_weight_and_starts_the_clearing_anew() {
        says(10, "S S       0.00 kg\r\n");
        says(1, "S I\r\n");
        says(1, "S S       0.00 kg\r\n");
        assertEquals(Phase.CLEAR_THE_PAN, screen.now().phase());

        says(10, "S S       0.00 kg\r\n");
        assertEquals(Phase.PLACE_THE_BAG, screen.now().phase());
    }

    @Test
    void a_reply_says_nothing_of_the_load_so_settling_goes_on() {
        says(11, "S S       0.00 kg\r\nI4 A \"0123456789\"\r\n");
        assertEquals(Phase.PLACE_THE_BAG, screen.now().phase());
        says(11, "S S      10.10 kg\r\nZ A\r\nES\r\n");

        assertEquals(1, journal.drafts().size());
        assertEquals("10.10 kg", screen.weight());
    }

    @Test
    void replies_do_not_keep_a_scale_from_being_silent() {
        says(1, "S S      10.10 kg\r\n");
        says(5, "Z A\r\n");
        assertEquals("10.10 kg", screen.weight(), "nor do they take a weight away");
        says(1, "Z A\r\n");
        assertEquals("", screen.weight(), "half a second after the last weight");

        says(30, "Z A\r\n");
        assertEquals(Phase.FAULTED, screen.now().phase());
    }

    @Test
    void a_scale_that_refuses_every_question_is_told_as_a_line_of_garbage() {
        for (int tenths = 0; tenths < 700; tenths++) {
            says(1, "ES\r\n");
        }

        assertEquals(List.of("bay-1-scale sent 2400 bytes in the last minute, 0 of them in good frames;"
                + " check its dialect, line settings and cable"), complaints);
    }

    @Test
    void other_replies_are_good_frames() {
        for (int tenths = 0; tenths < 700; tenths++) {
            says(1, "Z A\r\n");
        }

        assertEquals(List.of(), complaints);
    }

    @Test
    void a_line_of_garbage_is_told_once_a_minute_with_what_to_check() {
        for (int tenths = 0; tenths < 1_300; tenths++) {
            says(1, "?\r\n");
        }

        assertEquals(2, complaints.size());
        assertEquals("bay-1-scale sent 1800 bytes in the last minute, 0 of them in good frames;"
                + " check its dialect, line settings and cable", complaints.getFirst());
    }

    @Test
    void a_frame_lost_now_and_then_is_not_worth_a_word() {
        for (int tenths = 0; tenths < 1_300; tenths++) {
            says(1, tenths % 100 == 0 ? "?\r\n" : "S S       0.00 kg\r\n");
        }

        assertEquals(List.of(), complaints);
    }

    @Test
    void noise_does_not_keep_a_scale_from_being_silent() {
        for (int burst = 0; burst < 40; burst++) {
            says(1, "?\r\n");
        }

        assertEquals(Phase.FAULTED, screen.now().phase());
    }

    @Test
    void the_halves_of_a_frame_less_than_half_a_second_apart_are_one_reading() {
        says(1, "S S      10");
        channel.quiet(nowNanos + 400 * MILLISECOND);
        says(1, ".10 kg\r\n");

        assertEquals("10.10 kg", screen.weight());
    }

    @Test
    void half_a_frame_that_goes_no_further_does_not_spoil_the_next() {
        says(1, "S S      10");
        nowNanos += 500 * MILLISECOND;
        channel.quiet(nowNanos);
        says(1, "S S       7.30 kg\r\n");

        assertEquals("7.30 kg", screen.weight());
    }

    @Test
    void the_halves_of_two_frames_round_a_lost_link_are_no_reading() {
        says(1, "S S       7");
        channel.lost(nowNanos, "unplugged");
        channel.up(nowNanos);
        says(1, "0.10 kg\r\n");
        assertEquals("", screen.weight(), "neither 70.10 nor 7 nor 0.10");

        says(1, "S S       7.30 kg\r\n");
        assertEquals("7.30 kg", screen.weight());
    }

    @Test
    void the_halves_of_two_frames_round_a_pause_are_no_reading() {
        says(1, "S S       7");
        nowNanos += 500 * MILLISECOND;
        channel.quiet(nowNanos);
        says(1, "0.10 kg\r\n");

        assertEquals("", screen.weight());
    }

    @Test
    void silence_is_noticed_by_the_ticks_of_a_quiet_link() {
        channel.quiet(nowNanos + 3_000 * MILLISECOND);
        assertEquals(Phase.CLEAR_THE_PAN, screen.now().phase());
        channel.quiet(nowNanos + 3_001 * MILLISECOND);
        assertEquals(Phase.FAULTED, screen.now().phase());
    }

    @Test
    void a_lost_link_is_a_fault_on_screen_and_a_fact() {
        channel.up(nowNanos);
        channel.lost(nowNanos, "unplugged");

        assertEquals("unplugged", screen.now().fault().orElseThrow().text());
        assertEquals(List.of(
                "device: {\"device\":\"bay-1-scale\",\"event\":\"link-up\",\"address\":\"tcp://127.0.0.1:1\"}",
                "device: {\"device\":\"bay-1-scale\",\"event\":\"link-lost\",\"address\":\"tcp://127.0.0.1:1\","
                        + "\"reason\":\"unplugged\"}"),
                journal.facts());
    }

    /** So many times, every 100 ms. */
    private void says(int times, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        for (int time = 0; time < times; time++) {
            channel.bytes(nowNanos, bytes, bytes.length);
            nowNanos += 100 * MILLISECOND;
        }
    }
}
