package io.steelyard.gateway.uplink;

import static io.steelyard.gateway.uplink.FakeBroker.FakeSession.BACKFILL;
import static io.steelyard.gateway.uplink.FakeBroker.FakeSession.LIVE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.journal.FactHeader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the uplink sends, in which order, and how much of it at a time. */
final class UplinkLoopTest extends UplinkStory {
    @Test
    void a_fact_that_comes_during_a_session_is_sent_at_once_and_singly() {
        connect();
        record(3);
        steps(1);
        assertEquals(numbers(1, 3), sent());
        assertEquals(3, broker.session().messages(LIVE).size());
    }

    @Test
    void a_backlog_is_sent_in_batches_in_order_and_only_when_the_retained_acknowledgement_had_its_time() {
        record(250);
        steps(10);
        assertEquals(List.of(), sent(), "the broker has not answered yet");
        broker.session().taken(0);
        drain();
        assertEquals(List.of(100, 100, 50), broker.session().messages(BACKFILL).stream()
                .map(message -> Unpacked.numbers(message).size()).toList());
        assertEquals(numbers(1, 250), sent());
    }

    @Test
    void of_a_backlog_nothing_is_sent_that_the_retained_acknowledgement_covers() {
        record(250);
        steps(2);
        deliver(ack(240), PLATFORM);
        steps(5);
        assertEquals(numbers(241, 250), sent());
    }

    @Test
    void a_small_backlog_is_sent_singly_so_that_each_fact_keeps_its_signature() {
        record(4);
        connect();
        assertEquals(numbers(1, 4), sent());
        assertEquals(List.of(), broker.session().messages(BACKFILL));
    }

    @Test
    void each_message_carries_the_exact_bytes_and_the_last_facts_signature() throws Exception {
        record(120);
        connect();
        drain();
        var received = broker.session().messages(BACKFILL).stream().flatMap(message -> Unpacked.facts(message).stream())
                .toList();
        var facts = facts();
        assertEquals(facts.size(), received.size());
        for (int index = 0; index < facts.size(); index++) {
            assertArrayEquals(facts.get(index).bytes(), received.get(index));
        }
        for (var message : broker.session().messages(BACKFILL)) {
            assertTrue(Unpacked.verifies(message, lock.signer().publicKey()));
        }
    }

    @Test
    void while_a_backlog_drains_a_new_fact_goes_before_the_next_batch() {
        record(1_000);
        connect();
        int messages = broker.session().messages.size();
        record(1);
        steps(1);
        assertEquals(List.of(1_001L), Unpacked.numbers(broker.session().messages.get(messages)));
        drain();
        assertEquals(numbers(1, 1_001), sent().stream().sorted().toList());
        record(1);
        steps(1);
        assertEquals(1_002L, sent().getLast());
        assertEquals(2, broker.session().messages(LIVE).size());
    }

    @Test
    void batches_leave_places_in_the_window_for_new_facts() {
        record(2_000);
        connect();
        steps(20);
        int batches = broker.session().unanswered();
        assertTrue(batches > 0);
        record(1);
        steps(1);
        assertEquals(2_001L, sent().getLast());
        assertEquals(batches + 1, broker.session().unanswered());
    }

    @Test
    void never_more_than_the_window_is_unanswered_and_a_servers_smaller_receive_maximum_is_kept() {
        for (int most : new int[]{1, 2, 5, 100}) {
            broker.receiveMaximum = most;
            begin();
            record(500);
            time.advance(LONGEST_NANOS);
            steps(3);
            int unanswered = 0;
            for (int round = 0; round < 40; round++) {
                broker.session().takenAll();
                steps(20);
                record(2);
                steps(20);
                unanswered = Math.max(unanswered, broker.session().unanswered());
            }
            assertEquals(Math.min(WINDOW, most), unanswered);
            uplink.close();
        }
    }

    /** A link too slow for single messages: what does not get through becomes backlog. */
    @Test
    void news_that_pile_up_are_sent_in_batches_too() {
        connect();
        record(300);
        steps(5);
        drain();
        assertEquals(numbers(1, 300), sent().stream().sorted().toList());
        assertTrue(broker.session().messages(LIVE).size() < 10);
    }

    /** A platform that takes everything and acknowledges nothing must not be sent a million facts. */
    @Test
    void ten_batches_wait_for_the_platforms_first_word_and_never_more_than_two_windows() {
        record(3_000);
        connect();
        drain();
        assertEquals(numbers(1, 1_000), sent());
        deliver(ack(1_000), PLATFORM);
        drain();
        assertEquals(numbers(1, 1_000 + 2 * WINDOW * 100), sent());
    }

    /** Else a new weighing would stand behind all that the broker has taken and the platform has not yet. */
    @Test
    void a_platform_that_confirms_later_and_later_is_sent_fewer_batches() {
        record(6_000);
        connect();
        drain();
        deliver(ack(1_000), PLATFORM);
        drain();
        time.advance(TimeUnit.SECONDS.toNanos(1));
        int before = sent().size();
        deliver(ack(2_600), PLATFORM);
        drain();
        assertEquals(1_100, sent().size() - before, "16 batches less three in ten");
    }

    @Test
    void a_fact_is_published_as_its_exact_bytes_with_its_signature_and_cloudevents_attributes() throws Exception {
        connect();
        record(1);
        steps(2);
        var fact = facts().getFirst();
        var header = FactHeader.read(fact.bytes()).orElseThrow();
        var message = broker.session().messages.get(1);
        assertArrayEquals(fact.bytes(), message.payload());
        assertEquals(ROOT + "/facts/live/clock", message.topic());
        assertEquals("application/json", message.contentType());
        assertFalse(message.retained());
        assertEquals(Map.of("specversion", "1.0", "id", header.id(), "source", "/steelyard/hz/gw-1", "type",
                "io.steelyard.clock.v1", "time", header.at(), "signature",
                Base64.getEncoder().encodeToString(fact.signature()), "keyid", fact.keyId()), message.userProperties());
    }

    @Test
    void a_fact_is_not_sent_twice_in_one_session() {
        record(2);
        connect();
        record(2);
        steps(10);
        broker.session().takenAll();
        time.advance(ACKNOWLEDGED_NANOS_MAX - 1);
        steps(10);
        assertEquals(numbers(1, 4), sent());
    }

    /** What the broker took counts where the platform cannot acknowledge, as far as it is without a gap. */
    @Test
    void with_acknowledgement_by_the_broker_the_dense_beginning_of_what_it_took_is_delivered() throws Exception {
        brokerAcknowledges = true;
        begin();
        connect();
        record(4);
        steps(1);
        broker.session().taken(2, 3);
        steps(1);
        assertWatermark(0);
        broker.session().taken(1);
        steps(1);
        assertWatermark(3);
        assertEquals(new ArrayList<>(List.of(3L)), told.acknowledged);
        broker.session().taken(4);
        steps(1);
        assertWatermark(4);
        assertTrue(text(broker.session().messages.getFirst()).contains("\"ack\":\"broker\""));
    }

    @Test
    void with_acknowledgement_by_the_broker_a_backlog_drains_without_a_platform() throws Exception {
        brokerAcknowledges = true;
        begin();
        record(2_000);
        connect();
        drain();
        assertWatermark(2_000);
        assertEquals(numbers(1, 2_000), sent());
    }
}
