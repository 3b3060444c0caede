package io.steelyard.gateway.uplink;

import static io.steelyard.gateway.uplink.FakeBroker.FakeSession.STATUS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Connected, and nothing arrives. */
final class StalledUplinkTest extends UplinkStory {
    private static final String STALLED = "STALLED: the platform acknowledges nothing after fact 0; the session is begun anew"
            + " until it does; weighing goes on";

    private void live(long nanos) {
        for (long passed = 0; passed < nanos; passed += TimeUnit.SECONDS.toNanos(1)) {
            time.advance(TimeUnit.SECONDS.toNanos(1));
            steps(2);
            broker.session().takenAll();
        }
    }

    @Test
    void a_platform_that_acknowledges_nothing_is_named_once_and_the_session_begun_anew_ever_more_rarely() {
        record(3);
        connect();
        live(TimeUnit.HOURS.toNanos(2));
        assertEquals(List.of(STALLED), told.health);
        assertEquals(List.of(), told.offline, "there is a broker");
        assertEquals(1, told.online);
        int first = 8; // while the pauses double
        assertTrue(broker.attempts <= first + 120 / 3, broker.attempts + " sessions"); // pauses of 2.5 min and more
        assertTrue(broker.attempts > 10, broker.attempts + " sessions");
        var status = text(broker.session().messages(STATUS).getFirst());
        assertTrue(status.contains("\"uplink\":\"stalled\""), status);
    }

    @Test
    void a_broker_that_goes_while_the_platform_stalls_is_told_and_so_is_its_return() {
        record(3);
        connect();
        live(ACKNOWLEDGED_NANOS_MAX + TimeUnit.SECONDS.toNanos(2));
        broker.refusal = "connect: refused";
        live(TimeUnit.MINUTES.toNanos(10));
        assertEquals(List.of("connect: refused"), told.offline);
        assertEquals(1, told.online);
        broker.refusal = "";
        live(TimeUnit.MINUTES.toNanos(10));
        assertEquals(2, told.online);
        assertEquals(List.of(STALLED), told.health);
    }

    @Test
    void the_end_of_a_stall_is_told_once_and_all_goes_on() throws Exception {
        record(3);
        connect();
        live(TimeUnit.MINUTES.toNanos(10));
        while (broker.session().closed) {
            live(TimeUnit.SECONDS.toNanos(10));
        }
        steps(5);
        deliver(ack(3), PLATFORM);
        steps(2);
        assertEquals(List.of(STALLED, "OK: the platform acknowledges again"), told.health);
        assertWatermark(3);
        broker.session().takenAll();
        steps(1);
        var status = text(broker.session().messages(STATUS).getLast());
        assertTrue(status.contains("\"uplink\":\"ok\""), status);
    }

    /** On a metered link a platform that is down for a day must not cost a backlog's bytes each few minutes. */
    @Test
    void while_it_stalls_one_batch_is_tried_and_no_more() {
        record(1_000);
        connect();
        drain();
        assertEquals(1_000, sent().size());
        live(ACKNOWLEDGED_NANOS_MAX + TimeUnit.SECONDS.toNanos(2));
        assertTrue(broker.sessions.getFirst().closed);
        reconnect();
        drain();
        assertEquals(numbers(1, 100), sent());
        deliver(ack(100), PLATFORM);
        drain();
        assertEquals(numbers(1, 1_000), sent());
    }

    @Test
    void with_nothing_owed_silence_is_no_stall() {
        record(3);
        connect();
        deliver(ack(3), PLATFORM);
        steps(1);
        live(TimeUnit.HOURS.toNanos(1));
        assertEquals(List.of(), told.health);
        assertFalse(broker.session().closed);
    }
}
