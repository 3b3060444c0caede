package io.steelyard.gateway.uplink;

import static io.steelyard.gateway.uplink.FakeBroker.FakeSession.STATUS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Somebody else writes under this gateway's identity. */
final class ForkTest extends UplinkStory {
    private static final String ADVICE = "; does a copy of this gateway's card run elsewhere? Nothing is sent until the platform's"
            + " operator has resolved it; weighing goes on";
    private static final String OTHER_LINK = "A".repeat(43);

    private void sendThree() {
        connect();
        record(3);
        steps(2);
        broker.session().takenAll();
    }

    private String linked(long through, String link) {
        return ack(through).replace("}", ",\"link\":\"" + link + "\"}");
    }

    @Test
    void a_number_from_the_future_under_the_platforms_signature_is_a_fork() throws Exception {
        sendThree();
        deliver(ack(7), PLATFORM);
        steps(3);
        assertEquals(List.of("FORK: the platform has fact 7 of this journal, which ends here with fact 3" + ADVICE),
                told.health);
        assertWatermark(0);
        assertFalse(broker.session().closed);
    }

    @Test
    void another_fact_under_our_number_is_a_fork_and_our_own_is_none() throws Exception {
        sendThree();
        deliver(linked(2, OTHER_LINK), PLATFORM);
        steps(3);
        assertEquals(List.of("FORK: the platform has another fact 2 than this journal" + ADVICE), told.health);
        assertWatermark(0);
        var prevOfThree = text(new Message("", facts().get(2).bytes(), java.util.Map.of(), false))
                .replaceFirst(".*\"prev\":\"([^\"]*)\".*", "$1");
        deliver(linked(2, prevOfThree), PLATFORM);
        steps(2);
        assertEquals(2, told.health.size());
        assertTrue(told.health.getLast().startsWith("OK: "), told.health.getLast());
        assertWatermark(2);
    }

    /** As in world 4061: the platform then was put back to what it had before fact 1, and the gateway waited for ever. */
    @Test
    void a_platform_that_has_less_than_when_it_showed_the_fork_takes_it_back_even_if_it_lacks_the_first_fact() {
        sendThree();
        deliver(ack(7), PLATFORM);
        steps(2);
        record(1);
        deliver(ack(0).replace("}", ",\"seen\":3,\"missing\":[[1,2]]}"), PLATFORM);
        steps(2);
        assertEquals(2, told.health.size());
        assertTrue(told.health.getLast().startsWith("OK: "), told.health.getLast());
        assertEquals(numbers(1, 4), sent());
    }

    @Test
    void while_forked_nothing_is_sent_but_the_status_that_says_so_and_no_session_is_begun_anew() {
        sendThree();
        deliver(ack(7), PLATFORM);
        steps(2);
        broker.session().takenAll();
        record(200);
        for (int minute = 0; minute < 60; minute++) {
            time.advance(TimeUnit.MINUTES.toNanos(1));
            deliver(ack(7 + minute), PLATFORM);
            steps(3);
            broker.session().takenAll();
        }
        assertEquals(numbers(1, 3), sent());
        assertEquals(1, told.health.size());
        assertEquals(1, broker.attempts);
        var status = text(broker.session().messages(STATUS).get(1));
        assertTrue(status.contains("\"uplink\":\"fork\""), status);
        assertTrue(broker.session().messages(STATUS).size() < 20);
    }

    @Test
    void a_forged_fork_is_none() {
        sendThree();
        deliver(ack(7), STRANGER);
        steps(3);
        assertEquals(List.of(), told.health);
        assertEquals(1, told.ignored.size());
    }

    @Test
    void a_session_taken_over_is_named_and_the_next_attempt_waits_for_the_longest_pause() {
        sendThree();
        deliver(ack(3), PLATFORM);
        steps(1);
        broker.session().events.offer(new BrokerEvent.TakenOver());
        steps(1);
        assertEquals(List.of("another gateway is connected as gw-1; do two copies of one card run?"), told.offline);
        assertTrue(uplink.step(time.monotonicNanos()) >= LONGEST_NANOS / 2);
    }
}
