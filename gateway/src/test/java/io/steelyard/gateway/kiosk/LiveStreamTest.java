package io.steelyard.gateway.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.run.SystemTime;
import io.steelyard.gateway.weighing.Event;
import io.steelyard.gateway.scale.Mode;
import io.steelyard.gateway.scale.ScaleValue.Reading;
import io.steelyard.gateway.scale.Truth;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What pages see live, and what those who look on cost. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LiveStreamTest {
    @TempDir
    private Path folder;
    private Booth booth;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void open() throws Exception {
        booth = Booth.open(Booth.plan(2, List.of()), folder);
    }

    @AfterEach
    void close() {
        client.shutdownNow();
        booth.close();
    }

    private BufferedReader viewer() throws Exception {
        var answer = client.send(booth.request("/api/live").build(), BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IOException("answered " + answer.statusCode());
        }
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    /** The first data of that event that holds the text. */
    private static String await(BufferedReader events, String event, String text) throws IOException {
        while (true) {
            var line = String.valueOf(events.readLine());
            if (line.equals("event: " + event)) {
                var data = String.valueOf(events.readLine());
                if (data.contains(text)) {
                    return data.substring("data: ".length());
                }
            } else if (line.equals("null")) {
                throw new IOException("ended without " + event + " " + text);
            }
        }
    }

    private void weigh(String kilograms) throws IOException {
        booth.station.on(new Event.Weight(SystemTime.open().monotonicNanos(),
                new Reading(new BigDecimal(kilograms), null, Truth.YES, Mode.GROSS, true, Set.of()), new byte[]{1}));
    }

    @Test
    void a_viewer_is_told_everything_at_once_then_each_change_and_beats_between() throws Exception {
        weigh("0.00");
        try (var events = viewer()) {
            assertEquals(
                    """
                            {"station":"bay-1","phase":"CLEAR_THE_PAN","weight":"0.00","unit":"kg","bag":null,"household":false,\
                            "missing":["bag"],"choice":{"material":"U","unpaid":"0"},"points":null,"fault":null,"outcome":null}""",
                    await(events, "station", "").replace("\"0.00\"},\"points", "\"0\"},\"points"));
            assertTrue(await(events, "standing", "").startsWith(
                    "{\"head\":0,\"acknowledged\":0,\"waiting\":0,\"oldestWaitingMs\":null,\"uplink\":\"offline\""));
            weigh("3.50");
            await(events, "station", "\"weight\":\"3.50\"");
            await(events, "beat", "");
            booth.uplink.online();
            await(events, "standing", "\"uplink\":\"ok\"");
        }
    }

    @Test
    void who_comes_when_nobody_looked_sees_at_once_how_it_stands_now() throws Exception {
        try (var events = viewer()) {
            await(events, "standing", "\"uplink\":\"offline\"");
        }
        for (int word = 1; word <= 10; word++) { // whoever left is noticed at the next one
            weigh(word + ".00");
        }
        booth.uplink.online();
        try (var events = viewer()) {
            assertTrue(await(events, "standing", "").contains("\"uplink\":\"ok\""));
        }
    }

    @Test
    void standing_says_the_same_at_once_with_the_stations() throws Exception {
        weigh("0.00");
        booth.overdue.put("bay-1", "bay-1-scale: its check ran out on 2026-11-01");
        var standing = booth.get("/api/standing").body();
        assertTrue(standing.startsWith("{\"gateway\":\"gw-1\",\"software\":\"steelyard test\",\"head\":0,"), standing);
        assertTrue(standing.contains("\"code\":\"uplink-offline\",\"severity\":\"warn\""), standing);
        assertTrue(standing.contains("\"code\":\"check-overdue\",\"severity\":\"warn\""), standing);
        assertTrue(standing.contains("\"stations\":[{\"station\":\"bay-1\",\"phase\":\"CLEAR_THE_PAN\""), standing);
    }

    @Test
    void one_viewer_too_many_is_refused_and_a_place_that_is_left_is_free_again() throws Exception {
        var first = viewer();
        var second = viewer();
        await(first, "beat", "");
        await(second, "beat", "");
        var third = booth.get("/api/live");
        assertEquals(503, third.statusCode());
        assertTrue(third.body().contains("\"code\":\"viewers\""), third.body());
        assertTrue(third.headers().firstValue("Retry-After").isPresent());
        assertEquals(200, booth.get("/api/site").statusCode(), "pages go on");
        second.close();
        while (!placeIsFree()) {
            weigh("1.00"); // whoever left is noticed at the next word
            weigh("2.00");
        }
        first.close();
    }

    private boolean placeIsFree() throws Exception {
        try (var events = viewer()) {
            await(events, "standing", "");
            return true;
        } catch (IOException full) {
            return false;
        }
    }

    /** It reads nothing any more; the station weighs on, and in the end its place is free. */
    @Test
    void a_viewer_that_does_not_read_holds_up_nobody_and_is_let_go() throws Exception {
        try (var deaf = new RawClient(booth.port()); var events = viewer()) {
            deaf.send("GET /api/live HTTP/1.1\r\nHost: 127.0.0.1:" + booth.port() + "\r\n\r\n");
            deaf.await("event: "); // has its place
            await(events, "beat", "");
            assertEquals(503, booth.get("/api/live").statusCode());
            var time = SystemTime.open();
            boolean full = true;
            int weighings = 0;
            while (full) {
                for (int more = 0; more < 1_000; more++) {
                    weigh((weighings++ % 5_000 + 100) + ".00");
                }
                booth.kiosk.tick(time.monotonicNanos() + TimeUnit.SECONDS.toNanos(11));
                await(events, "station", "");
                full = !placeIsFree();
            }
        }
        assertEquals(List.of(), booth.bugs());
    }
}
