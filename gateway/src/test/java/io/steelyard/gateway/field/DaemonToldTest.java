package io.steelyard.gateway.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.doctor.Voice;
import io.steelyard.gateway.run.SystemTime;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a terminal shows of a daemon that is asked over its web server. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DaemonToldTest {
    private static final String RECORDED = FakeKiosk.STATION.replace("\"outcome\":null",
            "\"outcome\":{\"recorded\":{\"seq\":43,\"net\":\"10.10\",\"unit\":\"KGM\"}}");
    private static final String HEAVIER = FakeKiosk.STATION.replace("10.10", "10.12");
    private static final String LATER = FakeKiosk.STANDING.replace("61000", "62000");

    private static FakeKiosk saying(String... live) throws IOException {
        return new FakeKiosk(List.of(live));
    }

    @Test
    void stations_marks_and_troubles_are_a_line_each() throws IOException {
        try (var kiosk = saying()) {
            var told = DaemonTold.ask(kiosk.client(), "gw-1");
            assertEquals(List.of("bay-1: steady, 10.10 kg, bag BAG-000007",
                    "journal: 42 facts, the centre has 40, 2 wait, the oldest for 61 s",
                    "uplink: offline, connection refused",
                    "[X] bay-1: the device is gone; plug it in again"), told.lines());
            assertEquals("{\"daemon\":\"running\",\"trouble\":\"\",\"told\":" + FakeKiosk.STANDING + "}",
                    DaemonTold.json(Optional.of(told), Optional.empty(), ""));
        }
    }

    @Test
    void the_doctor_hears_the_same_troubles() throws IOException {
        try (var kiosk = saying()) {
            assertEquals(
                    Optional.of(List.of(new Voice.Complaint(true, "bay-1: the device is gone; plug it in again"))),
                    kiosk.client().complaints("gw-1"));
        }
    }

    @Test
    void another_gateway_at_that_place_is_named() throws IOException {
        try (var kiosk = saying()) {
            var other = assertThrows(IOException.class, () -> DaemonTold.ask(kiosk.client(), "gw-2"));
            assertEquals("who answers there is gw-1, not gw-2", other.getMessage());
        }
    }

    @Test
    void a_daemon_that_is_down_is_no_answer() throws IOException {
        KioskClient gone;
        try (var kiosk = saying()) {
            gone = kiosk.client();
        }
        assertThrows(IOException.class, () -> DaemonTold.ask(gone, "gw-1"));
        assertThrows(IOException.class, () -> gone.complaints("gw-1"));
    }

    @Test
    void a_stream_is_followed_by_what_happens_and_not_by_each_weight_or_second() {
        var lines = new LiveLines();
        assertEquals(List.of("bay-1: steady, 10.10 kg, bag BAG-000007"), lines.of("station", FakeKiosk.STATION));
        assertEquals(List.of(), lines.of("station", HEAVIER));
        assertEquals(List.of("bay-1: steady, 10.10 kg, bag BAG-000007, recorded #43 10.10 KGM"),
                lines.of("station", RECORDED));
        assertEquals(3, lines.of("standing", FakeKiosk.STANDING).size());
        assertEquals(List.of(), lines.of("standing", LATER));
        assertEquals(List.of(), lines.of("beat", "{}"));
        assertEquals(List.of(), lines.of("station", "no JSON"));
    }

    @Test
    void a_bin_is_followed_with_its_doors_and_told_when_something_is_another() {
        var ready = """
                {"bin":"bin-1","phase":"READY","serves":null,"alarms":[],"trouble":null,"compartments":[
                {"name":"paper","door":"shut","fill":40,"trouble":null},
                {"name":"glass","door":"unknown","fill":null,"trouble":{"code":"door-unknown","text":"its switch is lost; ask"}}],
                "ended":{"outcome":"credited","compartment":"paper","delta":"3.20","unit":"KGM","seq":7}}""";
        var smoke = ready.replace("[],", "[\"smoke\"],").replace("READY", "OUT_OF_SERVICE")
                .replace("\"trouble\":null,\"compartments\"",
                        "\"trouble\":{\"text\":\"an alarm lasts\"},\"compartments\"");
        var lines = new LiveLines();
        assertEquals(List.of("bin-1: ready, #7 credited at paper, 3.20 KGM", "  paper: door shut, 40 % full",
                "  glass: door unknown, TAKES NOTHING: its switch is lost; ask"), lines.of("bin", ready));
        assertEquals(List.of(), lines.of("bin", ready));
        assertEquals("bin-1: out of service, ALARM: smoke, an alarm lasts, #7 credited at paper, 3.20 KGM",
                lines.of("bin", smoke).getFirst());
    }

    @Test
    void a_daemon_that_ends_is_told_once_and_looked_for_again() throws IOException {
        var said = new ArrayList<String>();
        var down = new ArrayList<String>();
        try (var kiosk = saying("station", FakeKiosk.STATION)) {
            var following = new Following(kiosk.client(), SystemTime.open(), ZoneOffset.UTC, said::add,
                    silent -> down.add(String.valueOf(silent.getMessage())));
            assertFalse(following.run(Optional.of(Duration.ofMillis(500))), "it ended the stream");
        }
        assertEquals(List.of("it ended the connection"), down);
        assertTrue(said.getFirst().endsWith(" bay-1: steady, 10.10 kg, bag BAG-000007"), said.getFirst());
    }
}
