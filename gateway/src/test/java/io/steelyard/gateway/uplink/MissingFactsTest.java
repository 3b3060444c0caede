package io.steelyard.gateway.uplink;

import static io.steelyard.gateway.uplink.FakeBroker.FakeSession.LIVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the platform says that it lacks is sent again: each singly and signed, and not more often than it helps. */
final class MissingFactsTest extends UplinkStory {
    /** So long what was just sent may be on its way. */
    private static final long ON_ITS_WAY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private void sendTen() {
        record(10);
        connect();
        broker.session().takenAll();
        steps(2);
        assertEquals(numbers(1, 10), sent());
    }

    private String lacks(long through, long seen, String missing) {
        return "{\"journal\":\"" + journal.id() + "\",\"through\":" + through + ",\"seen\":" + seen + ",\"missing\":"
                + missing + "}";
    }

    private List<Long> sentLive() {
        return broker.session().messages(LIVE).stream().flatMap(message -> Unpacked.numbers(message).stream()).toList();
    }

    @Test
    void a_missing_fact_is_sent_again_singly_when_it_cannot_be_on_its_way_any_more() {
        sendTen();
        deliver(lacks(3, 10, "[[4,5],[8,8]]"), PLATFORM);
        steps(5);
        assertEquals(List.of(), sentLive(), "they were sent just now");
        time.advance(ON_ITS_WAY_NANOS);
        steps(5);
        assertEquals(List.of(4L, 5L, 8L), sentLive());
    }

    @Test
    void a_missing_fact_is_sent_again_at_most_once_within_the_time_for_an_acknowledgement() {
        sendTen();
        time.advance(ON_ITS_WAY_NANOS);
        for (int word = 0; word < 50; word++) {
            deliver(lacks(3, 10, "[[4,4]]"), PLATFORM);
            steps(2);
            broker.session().takenAll();
        }
        assertEquals(List.of(4L), sentLive());
        time.advance(ACKNOWLEDGED_NANOS_MAX - ON_ITS_WAY_NANOS); // the rest's end is not yet reached
        steps(2);
        deliver(ack(3), PLATFORM);
        assertEquals(List.of(4L), sentLive());
    }

    @Test
    void what_is_under_way_or_was_not_sent_yet_is_not_sent_as_missing() {
        record(1_000);
        connect();
        steps(20);
        var sentOnce = sent();
        time.advance(ON_ITS_WAY_NANOS);
        deliver(lacks(0, 1_000, "[[1,999]]"), PLATFORM);
        steps(20);
        assertEquals(sentOnce, sent(), "nothing was answered, so there is no place, and nothing to send again");
        drain();
        assertEquals(numbers(1, 999), sent().stream().filter(seq -> seq < 1_000).sorted().toList());
    }

    /** The last place goes to the first missing fact; the backlog must not take one that is not there. */
    @Test
    void where_the_server_allows_one_message_a_missing_fact_and_a_backlog_do_not_go_together() {
        record(10);
        broker.receiveMaximum = 1;
        connect();
        broker.session().taken(1);
        steps(1);
        time.advance(ON_ITS_WAY_NANOS);
        record(200);
        deliver(lacks(0, 10, "[[1,2]]"), PLATFORM);
        steps(1);
        drain();
        assertEquals(List.of(1L, 2L), sentLive());
        assertEquals(numbers(1, 210), sent().stream().distinct().sorted().toList());
    }

    /** A platform that was put back to yesterday's state asks for what it had acknowledged. */
    @Test
    void what_lies_below_the_watermark_is_sent_again_and_the_watermark_stays() throws Exception {
        sendTen();
        deliver(ack(10), PLATFORM);
        steps(2);
        time.advance(ON_ITS_WAY_NANOS);
        deliver(lacks(2, 10, "[[3,9]]"), PLATFORM);
        steps(5);
        broker.session().takenAll();
        steps(5);
        assertEquals(numbers(3, 9), sentLive());
        assertWatermark(10);
    }

    @Test
    void after_a_reconnect_only_what_the_platform_lacks_is_sent() {
        record(300);
        steps(2);
        deliver(lacks(100, 290, "[[101,103]]"), PLATFORM);
        steps(10);
        drain();
        assertEquals(List.of(101L, 102L, 103L), sent().stream().filter(seq -> seq <= 290).toList());
        assertEquals(numbers(291, 300), sent().stream().filter(seq -> seq > 290).toList());
    }

    /** A list cut off at its bound, or one that does not explain why the watermark stands, proves nothing about the rest. */
    @Test
    void a_list_that_is_not_whole_spares_nothing() {
        record(300);
        steps(2);
        var hundred = new ArrayList<String>();
        IntStream.range(0, 100).forEach(gap -> hundred.add("[" + (101 + gap) + "," + (101 + gap) + "]"));
        deliver(lacks(100, 300, String.join(",", hundred).transform(list -> "[" + list + "]")), PLATFORM);
        drain();
        assertEquals(numbers(101, 300), sent());
        broker.session().events.offer(new BrokerEvent.Lost("cut"));
        steps(1);
        time.advance(LONGEST_NANOS);
        steps(2);
        deliver(lacks(100, 300, "[]"), PLATFORM);
        drain();
        assertEquals(numbers(101, 300), sent());
    }

    @Test
    void a_range_of_more_than_there_is_is_cut_to_what_there_is() {
        sendTen();
        time.advance(ON_ITS_WAY_NANOS);
        deliver(lacks(8, 8, "[[9," + Long.MAX_VALUE + "],[7,3],[0,4],[1],[1,2,3],\"x\",{\"a\":[1]}]"), PLATFORM);
        steps(5);
        assertEquals(List.of(9L, 10L), sentLive());
        assertTrue(told.ignored.isEmpty());
    }
}
