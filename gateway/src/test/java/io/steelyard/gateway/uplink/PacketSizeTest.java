package io.steelyard.gateway.uplink;

import static io.steelyard.gateway.uplink.FakeBroker.FakeSession.BACKFILL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.station.Commits;
import io.steelyard.gateway.station.Draft;
import io.steelyard.gateway.station.FactData;
import io.steelyard.gateway.station.FactType;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A broker that takes messages of a certain size only; the fake one fails when more is sent. */
final class PacketSizeTest extends UplinkStory {
    private void recordLarge(int characters) {
        var noise = new Random(5).ints(characters, 'a', 'z' + 1).mapToObj(letter -> String.valueOf((char) letter))
                .collect(Collectors.joining());
        journal.offer(new Draft(FactType.DEVICE, time.monotonicNanos(),
                FactData.text("device", noise).and(FactData.text("event", "link-up"))), Commits.Completion.IGNORED);
        journal.step(time.monotonicNanos());
    }

    @Test
    void batches_are_cut_to_what_the_broker_takes() {
        broker.packetBytesMax = 2_000;
        record(300);
        connect();
        drain();
        assertEquals(numbers(1, 300), sent());
        assertTrue(broker.session().messages(BACKFILL).size() > 3);
    }

    @Test
    void a_fact_too_large_is_named_once_with_both_sizes_and_holds_up_no_other() throws Exception {
        broker.packetBytesMax = 2_000;
        record(2);
        recordLarge(5_000);
        record(200);
        connect();
        drain();
        assertEquals(1, told.notices.size());
        assertTrue(told.notices.getFirst()
                .matches("fact 3 takes 5\\d{3} bytes on the wire, the broker allows 2000; it stays in"
                        + " the journal; raise the broker's maximum packet size"),
                told.notices.getFirst());
        assertEquals(202, sent().size());
        assertFalse(sent().contains(3L));
        deliver("{\"journal\":\"" + journal.id() + "\",\"through\":2,\"seen\":203,\"missing\":[[3,3]]}", PLATFORM);
        for (int minute = 0; minute < 180; minute++) {
            time.advance(TimeUnit.MINUTES.toNanos(1));
            drain();
        }
        assertEquals(1, told.notices.size());
        assertEquals(202, sent().size(), "the others are not sent again and again");
        assertEquals(1, broker.attempts);
        assertWatermark(2);
    }

    @Test
    void a_fact_too_large_that_comes_now_does_not_hold_up_the_next() {
        broker.packetBytesMax = 2_000;
        connect();
        recordLarge(5_000);
        record(1);
        steps(2);
        assertEquals(List.of(2L), sent());
        assertEquals(1, told.notices.size());
    }

    @Test
    void a_batch_is_at_most_as_large_as_the_contract_says() {
        for (int fact = 0; fact < 13; fact++) {
            recordLarge(60_000);
        }
        connect();
        drain();
        assertEquals(numbers(1, 13), sent());
        assertEquals(List.of(4, 4, 4), broker.session().messages(BACKFILL).stream()
                .map(message -> Unpacked.numbers(message).size()).toList());
    }
}
