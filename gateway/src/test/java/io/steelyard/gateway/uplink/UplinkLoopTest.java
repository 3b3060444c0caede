package io.steelyard.gateway.uplink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.steelyard.gateway.journal.FactHeader;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the uplink sends, and how much of it at a time. */
final class UplinkLoopTest extends UplinkStory {
    @Test
    void facts_are_sent_in_order_and_never_more_than_the_window_at_a_time() {
        record(10);
        steps(3);
        assertEquals(List.of(0L, 1L, 2L, 3L), broker.session().numbers); // the status is one of the four
        broker.session().taken(0);
        steps(2);
        assertEquals(numbers(0, 4), broker.session().numbers);
        broker.session().taken(3, 1, 2);
        steps(2);
        assertEquals(numbers(0, 7), broker.session().numbers);
        broker.session().taken(4, 5, 6, 7);
        steps(2);
        assertEquals(numbers(0, 10), broker.session().numbers);
    }

    @Test
    void a_servers_smaller_receive_maximum_is_kept() {
        broker.receiveMaximum = 1;
        record(3);
        steps(3);
        assertEquals(List.of(0L), broker.session().numbers);
        broker.session().taken(0);
        steps(3);
        assertEquals(List.of(0L, 1L), broker.session().numbers);
    }

    @Test
    void a_fact_is_published_as_its_exact_bytes_with_its_signature_and_cloudevents_attributes() throws Exception {
        record(1);
        steps(2);
        var fact = facts().getFirst();
        var header = FactHeader.read(fact.bytes()).orElseThrow();
        var message = broker.session().messages.get(1);
        assertArrayEquals(fact.bytes(), message.payload());
        assertEquals(ROOT + "/facts/live/clock", message.topic());
        assertFalse(message.retained());
        assertEquals(Map.of("specversion", "1.0", "id", header.id(), "source", "/steelyard/hz/gw-1", "type",
                "io.steelyard.clock.v1", "time", header.at(), "signature",
                Base64.getEncoder().encodeToString(fact.signature()), "keyid", fact.keyId()), message.userProperties());
    }

    @Test
    void a_fact_is_not_sent_twice_in_one_session() {
        record(2);
        steps(10);
        broker.session().taken(0, 1, 2);
        steps(10);
        time.advance(ACKNOWLEDGED_NANOS_MAX - 1);
        steps(10);
        assertEquals(numbers(0, 2), broker.session().numbers);
    }
}
