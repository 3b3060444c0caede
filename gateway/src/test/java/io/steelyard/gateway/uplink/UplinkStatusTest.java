package io.steelyard.gateway.uplink;

import static io.steelyard.gateway.uplink.FakeBroker.FakeSession.STATUS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How the gateway tells how it stands. */
final class UplinkStatusTest extends UplinkStory {
    @Test
    void the_last_will_is_a_retained_offline_and_the_subscriptions_are_the_platforms_words() {
        steps(1);
        var will = broker.session().will;
        assertEquals(ROOT + "/status", will.topic());
        assertTrue(will.retained());
        assertEquals("{\"gateway\":\"gw-1\",\"software\":\"steelyard test\",\"state\":\"offline\",\"journal\":\""
                + journal.id() + "\"}", text(will));
        assertEquals(List.of(ROOT + "/ack", ROOT + "/command/replay"), broker.session().subscriptions);
    }

    @Test
    void the_status_is_published_retained_on_connecting_and_on_each_change() throws Exception {
        record(2);
        connect();
        broker.session().takenAll();
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
        connect();
        record(2);
        steps(2);
        health = "changed";
        steps(2);
        assertEquals(List.of(1L), sent());
        broker.session().takenAll();
        steps(1);
        assertEquals(2, broker.session().messages(STATUS).size());
    }

    @Test
    void while_numbers_change_a_status_is_published_now_and_then() {
        connect();
        for (int minute = 0; minute < 60; minute++) {
            record(1);
            time.advance(TimeUnit.MINUTES.toNanos(1));
            deliver(ack(journal.head()), PLATFORM);
            steps(3);
            broker.session().takenAll();
            steps(1);
            broker.session().takenAll();
        }
        int first = 1;
        assertEquals(first + 60 / 5, broker.session().messages(STATUS).size());
        for (int day = 0; day < 3; day++) {
            time.advance(TimeUnit.DAYS.toNanos(1));
            steps(5);
        }
        assertEquals(first + 60 / 5, broker.session().messages(STATUS).size(), "old numbers say nothing new");
    }

    @Test
    void what_waits_is_told_with_the_age_of_the_oldest() {
        record(1);
        time.advance(TimeUnit.SECONDS.toNanos(90));
        record(2);
        steps(2);
        var status = text(broker.session().messages.getFirst());
        assertTrue(status.contains("\"waiting\":3,\"waitingMs\":90000,"), status);
    }

    @Test
    void the_age_of_what_was_captured_before_this_boot_is_unknown() {
        record(1);
        time.reboot();
        steps(2);
        var status = text(broker.session().messages.getFirst());
        assertTrue(status.contains("\"waiting\":1,\"waitingMs\":null,"), status);
    }

    private String online(long head, long acknowledged, String said) {
        return "{\"gateway\":\"gw-1\",\"software\":\"steelyard test\",\"state\":\"online\",\"journal\":\""
                + journal.id() + "\",\"head\":" + head + ",\"acknowledged\":" + acknowledged + ",\"waiting\":"
                + (head - acknowledged) + ",\"waitingMs\":" + (head == acknowledged ? "null" : "0")
                + ",\"uplink\":\"ok\",\"ack\":\"platform\",\"health\":\"" + said + "\"}";
    }
}
