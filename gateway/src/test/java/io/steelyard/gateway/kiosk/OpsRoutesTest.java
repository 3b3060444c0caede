package io.steelyard.gateway.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.run.Stepped;
import io.steelyard.gateway.weighing.Event;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a monitoring system is answered, and who else is not. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class OpsRoutesTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder;

    @Test
    void numbers_are_text_that_prometheus_reads() throws Exception {
        try (var booth = Booth.open(Booth.plan(), folder)) {
            var answer = booth.get("/metrics");
            assertEquals(200, answer.statusCode());
            assertEquals("text/plain; version=0.0.4; charset=utf-8",
                    answer.headers().firstValue("Content-Type").orElseThrow());
            assertTrue(answer.body().contains("steelyard_info{gateway=\"gw-1\",software=\"steelyard test\"} 1.0\n"),
                    answer.body());
        }
    }

    @Test
    void health_says_why_not_and_once_nothing_stops_weighing_that_it_is_well() throws Exception {
        try (var booth = Booth.open(Booth.plan(), folder)) {
            var starting = booth.get("/health");
            assertEquals(503, starting.statusCode(), "no station has shown itself");
            booth.station.on(new Event.LinkUp(booth.time.monotonicNanos()));
            var well = booth.get("/health");
            assertEquals(200, well.statusCode(), well.body());
            assertTrue(well.body().startsWith("{\"live\":true,\"ready\":true,"), well.body());
            booth.station.on(new Event.LinkLost(booth.time.monotonicNanos(), "it is unplugged; plug it in"));
            var faulted = booth.get("/health");
            assertEquals(503, faulted.statusCode());
            assertTrue(faulted.body().startsWith("{\"live\":true,\"ready\":false,\"troubles\":[{\"code\":\"link-lost\","
                    + "\"severity\":\"stop\",\"station\":\"bay-1\",\"text\":\"it is unplugged; plug it in\"}"),
                    faulted.body());
        }
    }

    @Test
    void a_loop_that_stands_is_no_life() throws Exception {
        try (var booth = Booth.open(Booth.plan(), folder)) {
            booth.station.on(new Event.LinkUp(booth.time.monotonicNanos()));
            var late = new long[1];
            booth.health.loops(List.of(new Stepped() {
                @Override
                public long steps() {
                    return 1;
                }

                @Override
                public String whereabouts() {
                    return "";
                }

                @Override
                public String name() {
                    return "uplink";
                }

                @Override
                public long lateNanos(long nowNanos) {
                    return late[0];
                }
            }));
            late[0] = TimeUnit.SECONDS.toNanos(40);
            assertEquals(200, booth.get("/health").statusCode());
            late[0]++;
            var answer = booth.get("/health");
            assertEquals(503, answer.statusCode());
            assertTrue(answer.body().startsWith("{\"live\":false,\"ready\":false,"), answer.body());
            assertTrue(answer.body().contains("uplink makes no progress"), answer.body());
        }
    }

    @Test
    void beyond_the_loopback_only_the_token_or_a_sign_in_lets_in_and_the_token_to_nothing_else() throws Exception {
        var listen = new KioskPlan.Listen("127.0.0.1", 0, false);
        var plan = new KioskPlan(Optional.of(listen), List.of("127.0.0.1"), 2, List.of(), Optional.empty(),
                Optional.of(TOKEN));
        try (var booth = Booth.open(plan, folder)) {
            for (var path : List.of("/metrics", "/health")) {
                assertEquals(401, booth.get(path).statusCode(), path);
                assertEquals(401, with(booth, path, "Bearer " + TOKEN.replace('0', '1')), path);
                assertEquals(401, with(booth, path, "Basic " + TOKEN), path);
                assertTrue(with(booth, path, "Bearer " + TOKEN) != 401, path);
            }
            assertEquals(401, with(booth, "/api/standing", "Bearer " + TOKEN));
        }
    }

    @Test
    void without_a_token_in_the_configuration_none_lets_in() throws Exception {
        var listen = new KioskPlan.Listen("127.0.0.1", 0, false);
        var plan = new KioskPlan(Optional.of(listen), List.of("127.0.0.1"), 2, List.of(), Optional.empty(),
                Optional.empty());
        try (var booth = Booth.open(plan, folder)) {
            assertEquals(401, with(booth, "/metrics", "Bearer "));
        }
    }

    private static int with(Booth booth, String path, String authorization) throws Exception {
        HttpRequest.Builder request = booth.request(path).header("Authorization", authorization);
        return booth.send(request).statusCode();
    }
}
