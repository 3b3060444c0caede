package io.steelyard.gateway.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How the gateway tells how it stands. */
final class UplinkStatusTest extends UplinkStory {
    @Test
    void the_last_will_is_a_retained_offline_and_the_subscription_is_the_acknowledgement() {
        steps(1);
        var will = broker.session().will;
        assertEquals(ROOT + "/status", will.topic());
        assertTrue(will.retained());
        assertEquals("{\"gateway\":\"gw-1\",\"software\":\"steelyard test\",\"state\":\"offline\",\"journal\":\""
                + journal.id() + "\"}", text(will));
        assertEquals(ROOT + "/ack", broker.session().subscription);
    }

    @Test
    void the_status_is_published_retained_on_connecting_and_on_each_change() throws Exception {
        record(2);
        steps(2);
        broker.session().taken(0, 1, 2);
        deliver(ack(1), PLATFORM);
        steps(1);
        assertWatermark(1);
        health = "bay-1: faulted, the scale is silent";
        steps(3);
        var statuses = broker.session().messages.stream().filter(message -> message.topic().equals(ROOT + "/status"))
                .toList();
        assertEquals(List.of(online(2, 0, "bay-1: weighing"), online(2, 1, "bay-1: faulted, the scale is silent")),
                statuses.stream().map(UplinkStory::text).toList());
        assertTrue(statuses.stream().allMatch(Message::retained));
    }

    @Test
    void the_status_is_published_on_connecting_even_before_a_station_has_shown_itself() {
        health = "";
        steps(2);
        assertEquals(List.of(online(0, 0, "")), broker.session().messages.stream().map(UplinkStory::text).toList());
    }

    @Test
    void only_one_status_is_under_way_at_a_time_and_the_latest_follows() {
        steps(2);
        for (var change : List.of("a", "b", "c")) {
            health = change;
            steps(1);
        }
        assertEquals(1, broker.session().messages.size());
        broker.session().taken(0);
        steps(3);
        assertEquals(List.of(online(0, 0, "bay-1: weighing"), online(0, 0, "c")),
                broker.session().messages.stream().map(UplinkStory::text).toList());
    }

    @Test
    void a_full_window_makes_the_status_wait() {
        broker.receiveMaximum = 1;
        steps(2);
        broker.session().taken(0);
        record(2);
        steps(2);
        health = "changed";
        steps(2);
        assertEquals(List.of(0L, 1L), broker.session().numbers);
        broker.session().taken(1);
        steps(2);
        assertEquals(List.of(0L, 1L, 0L), broker.session().numbers);
    }

    private String online(long head, long acknowledged, String said) {
        return "{\"gateway\":\"gw-1\",\"software\":\"steelyard test\",\"state\":\"online\",\"journal\":\""
                + journal.id()
                + "\",\"head\":" + head + ",\"acknowledged\":" + acknowledged + ",\"health\":\"" + said + "\"}";
    }
}
