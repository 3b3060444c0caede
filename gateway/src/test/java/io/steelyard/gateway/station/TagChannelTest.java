package io.steelyard.gateway.station;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.steelyard.gateway.scale.Mode;
import io.steelyard.gateway.scale.ScaleValue;
import io.steelyard.gateway.scale.Truth;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.tag.TagDialect;
import io.steelyard.gateway.weighing.Event;
import io.steelyard.gateway.weighing.Event.CodeKind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a station makes of a reader: seen by the bag code that the next weighing carries. */
class TagChannelTest {
    private static final long MILLISECOND = 1_000_000L;
    private static final Pattern BAG = Pattern.compile("BAG-[0-9]{6}");

    private final SlowJournal journal = new SlowJournal();
    private final Station station = new Station(Plans.plain(), journal, new Screen(), 0);
    private final List<String> complaints = new ArrayList<>();
    private final TagChannel channel = new TagChannel("bay-1-qr", "tcp://127.0.0.1:1", TagDialect.SCANNER.newDecoder(),
            BAG.asMatchPredicate(), TagChannel.to(station, CodeKind.BAG), journal, complaints::add);
    private long nowNanos;

    @Test
    void a_code_that_stays_in_the_field_is_presented_once() {
        says("BAG-000001\r\n");
        nextBagIs("\"BAG-000001\"");
        for (int repeat = 0; repeat < 100; repeat++) {
            passes(900);
            says("BAG-000001\r\n");
        }
        nextBagIs("null");
    }

    @Test
    void a_code_that_left_the_field_and_came_back_is_presented_again() {
        says("BAG-000001\r\n");
        nextBagIs("\"BAG-000001\"");
        passes(1_001);
        says("BAG-000001\r\n");
        nextBagIs("\"BAG-000001\"");
    }

    @Test
    void two_codes_in_turn_are_each_presented_once() {
        says("BAG-000001\r\nBAG-000002\r\n");
        nextBagIs("\"BAG-000002\"");
        says("BAG-000001\r\nBAG-000002\r\n");
        nextBagIs("null");
    }

    @Test
    void of_more_codes_than_a_field_holds_the_one_heard_longest_ago_is_forgotten() {
        says("BAG-000000\r\n");
        nextBagIs("\"BAG-000000\"");
        for (int code = 1; code <= 63; code++) {
            says("BAG-%06d\r\n".formatted(code));
        }
        nextBagIs("\"BAG-000063\"");
        says("BAG-000000\r\n");
        nextBagIs("null");
        for (int code = 100; code < 164; code++) {
            says("BAG-%06d\r\n".formatted(code));
        }
        nextBagIs("\"BAG-000163\"");
        says("BAG-000000\r\n");
        nextBagIs("\"BAG-000000\"");
    }

    @Test
    void a_code_that_does_not_look_like_this_sites_codes_is_none() {
        says("AG-000001\r\nBAG-00001\r\nBAG-0000001\r\nhttps://example.com/BAG-000001\r\n");

        nextBagIs("null");
    }

    @Test
    void the_halves_of_a_frame_less_than_half_a_second_apart_are_one_code() {
        says("BAG-00");
        passes(500);
        channel.quiet(nowNanos);
        says("0001\r\n");

        nextBagIs("\"BAG-000001\"");
    }

    @Test
    void half_a_frame_that_goes_no_further_does_not_spoil_the_next() {
        says("BAG-00");
        passes(501);
        channel.quiet(nowNanos);
        says("BAG-000002\r\n");

        nextBagIs("\"BAG-000002\"");
    }

    @Test
    void half_a_frame_of_a_lost_link_does_not_spoil_the_first_of_the_next() {
        says("BAG-00");
        channel.lost(nowNanos, "unplugged");
        channel.up(nowNanos);
        says("BAG-000002\r\n");

        nextBagIs("\"BAG-000002\"");
    }

    @Test
    void a_code_whose_end_only_silence_shows_is_read() {
        says("BAG-000001\r");
        passes(501);
        channel.quiet(nowNanos);

        nextBagIs("\"BAG-000001\"");
    }

    @Test
    void a_reply_is_no_code_and_a_good_frame() {
        r200ForAMinute("BB01B7000207D0917E");
        assertEquals(List.of(), complaints);
        nextBagIs("null");
    }

    @Test
    void a_reader_that_refuses_every_question_is_told_as_a_line_of_garbage() {
        r200ForAMinute("BB01FF000117187E");
        assertEquals(List.of("bay-1-uhf sent 480 bytes in the last minute, 0 of them in good frames;"
                + " check its dialect, line settings and cable"), complaints);
    }

    private void r200ForAMinute(String frameEachSecond) {
        var uhf = new TagChannel("bay-1-uhf", "tcp://127.0.0.1:2", TagDialect.R200.newDecoder(), _ -> true,
                TagChannel.to(station, CodeKind.BAG), journal, complaints::add);
        byte[] frame = HexFormat.of().parseHex(frameEachSecond);
        for (int second = 0; second <= 60; second++) {
            uhf.bytes(nowNanos, frame, frame.length);
            passes(1_000);
        }
    }

    @Test
    void a_readers_link_is_written_down_and_does_not_disturb_the_scale() {
        channel.up(nowNanos);
        channel.lost(nowNanos, "unplugged");

        assertEquals(List.of(
                "device: {\"device\":\"bay-1-qr\",\"event\":\"link-up\",\"address\":\"tcp://127.0.0.1:1\"}",
                "device: {\"device\":\"bay-1-qr\",\"event\":\"link-lost\",\"address\":\"tcp://127.0.0.1:1\","
                        + "\"reason\":\"unplugged\"}"),
                journal.facts());
        nextBagIs("null");
    }

    @Test
    void a_lost_reader_is_told_once_and_so_is_its_return() {
        channel.up(nowNanos);
        channel.lost(nowNanos, "open serial:/dev/ttyUSB7: no such port; plug the device in or correct the link's path");
        channel.up(nowNanos);
        channel.up(nowNanos);

        assertEquals(List.of(
                "bay-1-qr faulted: open serial:/dev/ttyUSB7: no such port; plug the device in or correct the link's path",
                "bay-1-qr works again"), complaints);
    }

    private void says(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        channel.bytes(nowNanos, bytes, bytes.length);
    }

    private void passes(long millis) {
        nowNanos += millis * MILLISECOND;
    }

    /** Weighs a bag, in no time to speak of for the reader, and asks which code went with it. */
    private void nextBagIs(String expected) {
        int known = journal.drafts().size();
        long seen = nowNanos;
        for (var value : List.of("0.00", "10.10")) {
            for (int frame = 0; frame <= 10; frame++) {
                var reading = ScaleValue.reading(new BigDecimal(value), WeightUnit.KILOGRAM, Truth.YES, Mode.GROSS,
                        Set.of());
                station.on(new Event.Weight(seen + frame * 100 * MILLISECOND, reading, new byte[0]));
            }
            seen += 1_100 * MILLISECOND;
        }
        assertEquals(known + 1, journal.drafts().size());
        var draft = journal.drafts().getLast();
        journal.answerAll(seen);
        assertEquals(expected, Json.leaves(Json.text(draft.data())).get("bag"));
    }
}
