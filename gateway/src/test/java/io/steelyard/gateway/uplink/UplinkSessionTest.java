package io.steelyard.gateway.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How sessions end and begin anew. */
final class UplinkSessionTest extends UplinkStory {
    @Test
    void a_message_that_the_broker_does_not_answer_ends_the_session_after_its_deadline() {
        connect();
        record(1);
        steps(1);
        time.advance(TAKEN_NANOS_MAX);
        steps(1);
        assertFalse(broker.session().closed, "exactly at the deadline there is still time");
        time.advance(1);
        steps(1);
        assertTrue(broker.session().closed);
        assertEquals(List.of("the broker does not answer a message"), told.offline);
        reconnect();
        assertEquals(List.of(1L), sent());
    }

    @Test
    void a_lost_session_is_rebuilt_and_what_was_under_way_is_sent_again() {
        record(2);
        connect();
        broker.session().events.offer(new BrokerEvent.Lost("cut"));
        steps(1);
        assertTrue(broker.session().closed);
        assertEquals(List.of("cut"), told.offline);
        reconnect();
        assertEquals(2, broker.attempts);
        assertEquals(numbers(1, 2), sent());
    }

    @Test
    void a_refused_message_ends_the_session_and_the_fact_is_sent_again() throws Exception {
        connect();
        broker.publishRefusal = "publish: too many messages in flight";
        record(2);
        steps(1);
        assertTrue(broker.session().closed);
        assertEquals(List.of(broker.publishRefusal), told.offline);
        broker.publishRefusal = "";
        reconnect();
        assertEquals(numbers(1, 2), sent());
        assertWatermark(0);
    }

    @Test
    void a_journal_that_cannot_be_read_ends_the_session_and_nothing_is_lost() {
        record(2);
        diskFails = true;
        connect();
        assertTrue(broker.session().closed);
        assertTrue(told.offline.getFirst().startsWith("read journal "), told.offline.getFirst());
        diskFails = false;
        reconnect();
        assertEquals(numbers(1, 2), sent());
    }

    @Test
    void more_events_than_the_inbox_holds_cost_a_session_and_no_fact() {
        record(2);
        connect();
        var forged = ack(2);
        for (int flood = 0; flood < 5_000; flood++) {
            deliver(forged, Map.of());
        }
        broker.session().takenAll(); // finds no room
        steps(1);
        time.advance(TAKEN_NANOS_MAX + 1);
        steps(1);
        assertEquals(List.of("the broker does not answer a message"), told.offline);
        reconnect();
        assertEquals(numbers(1, 2), sent());
    }

    @Test
    void pauses_between_sessions_double_until_one_lasts_and_comes_to_something() {
        record(1);
        broker.refusal = "connect: refused";
        long boundNanos = FIRST_NANOS;
        for (int attempt = 0; attempt < 4; attempt++) {
            steps(1);
            assertPause(boundNanos);
            boundNanos *= 2;
        }
        broker.refusal = "";
        loseSession();
        assertPause(boundNanos); // a session that came to nothing is no success
        steps(1);
        deliver(ack(1), PLATFORM);
        steps(1);
        loseSession();
        assertPause(2 * boundNanos); // nor is one that did not last
        steps(1);
        record(1);
        deliver(ack(2), PLATFORM);
        steps(1);
        time.advance(TimeUnit.MINUTES.toNanos(1));
        loseSession();
        assertPause(FIRST_NANOS);
    }

    @Test
    void pauses_never_exceed_the_longest() {
        broker.refusal = "connect: refused";
        for (int attempt = 0; attempt < 20; attempt++) {
            steps(1);
            time.advance(LONGEST_NANOS);
        }
        steps(1);
        assertPause(LONGEST_NANOS);
        assertEquals(21, broker.attempts);
    }

    private void loseSession() {
        steps(1);
        broker.session().events.offer(new BrokerEvent.Lost("cut"));
        steps(1);
    }

    /** The pause lies in the upper half of the bound, nothing is tried before its end; passes it. */
    private void assertPause(long boundNanos) {
        int before = broker.attempts;
        long pauseNanos = uplink.step(time.monotonicNanos());
        assertTrue(pauseNanos >= boundNanos / 2 && pauseNanos <= boundNanos, pauseNanos + " of " + boundNanos);
        time.advance(pauseNanos - 1);
        steps(1);
        assertEquals(before, broker.attempts);
        time.advance(1);
    }

    @Test
    void a_reason_for_being_offline_is_told_once_however_often_it_is_met() {
        broker.refusal = "connect: refused";
        attempts(10);
        broker.refusal = "connect: no route";
        attempts(10);
        broker.refusal = "";
        attempts(1);
        loseSession();
        attempts(1);
        loseSession(); // for the same reason, but it had worked in between
        broker.refusal = "connect: no route";
        attempts(10);
        assertEquals(List.of("connect: refused", "connect: no route", "cut", "cut", "connect: no route"), told.offline);
        assertEquals(2, told.online);
    }

    private void attempts(int count) {
        for (int attempt = 0; attempt < count; attempt++) {
            time.advance(LONGEST_NANOS);
            steps(1);
        }
    }

    @Test
    void it_idles_when_there_is_nothing_to_do_and_never_longer_than_a_missed_wake_may_cost() {
        connect();
        assertEquals(UplinkLoop.IDLE_NANOS_MAX, uplink.step(time.monotonicNanos()));
        broker.session().events.offer(new BrokerEvent.Taken(0));
        var woken = new HashSet<String>();
        uplink.wakes(() -> woken.add("uplink"));
        uplink.wake();
        assertEquals(1, woken.size());
    }

    @Test
    void an_event_of_the_broker_wakes_the_loop() {
        var woken = new HashSet<String>();
        uplink.wakes(() -> woken.add("uplink"));
        steps(1);
        broker.session().taken(0);
        assertEquals(1, woken.size());
    }

    @Test
    void closing_says_goodbye() {
        steps(1);
        uplink.close();
        assertTrue(broker.session().closed);
    }
}
