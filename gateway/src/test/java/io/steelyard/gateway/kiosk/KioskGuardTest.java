package io.steelyard.gateway.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.run.SystemTime;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people at other pages, other machines and other clients try. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class KioskGuardTest {
    private static final PinHash PIN = PinHash.of("4711", new SecureRandom());
    private static final List<Operator> OPERATORS = List.of(
            new Operator("w1", "Wang", Operator.Role.CLERK, Optional.of("BADGE-1"), PIN),
            new Operator("t1", "Zhao", Operator.Role.TECHNICIAN, Optional.empty(), PIN));
    private static final String CHOICE = "/api/stations/bay-1/choice";
    private static final String CHOOSE = "{\"material\":\"0103\",\"unpaid\":\"0.00\"}";

    @TempDir
    private Path folder;
    private Booth booth;

    @BeforeEach
    void open() throws Exception {
        booth = Booth.open(Booth.plan(2, OPERATORS), folder);
    }

    @AfterEach
    void close() {
        booth.close();
    }

    @Test
    void our_own_page_with_a_session_may_choose() throws Exception {
        var cookie = booth.signIn("w1", "4711");
        var answer = booth.send(booth.post(CHOICE, CHOOSE).header("Cookie", cookie));
        assertEquals(200, answer.statusCode(), answer.body());
    }

    /** Each lacks one thing that our own page has; the session is there, as a browser would send it. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            http://evil.example,            1,    application/json,                  403
            null,                           1,    application/json,                  403
            http://127.0.0.1,               1,    application/json,                  403
            http://localhost:PORT,          1,    application/json,                  403
            https://127.0.0.1:PORT,         1,    application/json,                  403
            http://127.0.0.1:PORT.evil,     1,    application/json,                  403
            -,                              1,    application/json,                  403
            http://127.0.0.1:PORT,          -,    application/json,                  403
            http://127.0.0.1:PORT,          2,    application/json,                  403
            http://127.0.0.1:PORT,          1,    text/plain,                        415
            http://127.0.0.1:PORT,          1,    application/x-www-form-urlencoded, 415
            http://127.0.0.1:PORT,          1,    multipart/form-data,               415
            http://127.0.0.1:PORT,          1,    -,                                 415
            http://127.0.0.1:PORT,          1,    application/json,                  200
            """)
    void a_page_of_another_site_changes_nothing(String origin, String ours, String type, int status) throws Exception {
        var request = booth.request(CHOICE).POST(BodyPublishers.ofString(CHOOSE)).header("Cookie",
                booth.signIn("w1", "4711"));
        if (!origin.equals("-")) {
            request.header("Origin", origin.replace("PORT", String.valueOf(booth.port())));
        }
        if (!ours.equals("-")) {
            request.header("X-Steelyard", ours);
        }
        if (!type.equals("-")) {
            request.header("Content-Type", type);
        }
        assertEquals(status, booth.send(request).statusCode());
    }

    @Test
    void only_a_technician_sees_what_devices_send() throws Exception {
        var clerk = booth.signIn("w1", "4711");
        var technician = booth.signIn("t1", "4711");
        assertEquals(401, booth.get("/api/field/devices").statusCode());
        assertEquals(403, booth.send(booth.request("/api/field/devices").header("Cookie", clerk)).statusCode());
        assertEquals("{\"devices\":[{\"name\":\"bay-1-scale\",\"station\":\"bay-1\",\"kind\":\"scale\",\"dialect\":"
                + "\"mt-sics\",\"link\":\"tcp://127.0.0.1:1\"}]}",
                booth.send(booth.request("/api/field/devices").header("Cookie", technician)).body());
        assertEquals(404,
                booth.send(booth.request("/api/field/raw?device=none").header("Cookie", technician)).statusCode());
        try (var client = new RawClient(booth.port())) {
            client.send("GET /api/field/raw?device=bay-1-scale HTTP/1.1\r\nHost: 127.0.0.1:" + booth.port()
                    + "\r\nCookie: " + technician + "\r\n\r\n");
            client.await("event: beat");
            booth.scale.bytes(0, new byte[]{2, 'S', ' ', 'S', 13, 99}, 5);
            client.await("event: frame");
            assertTrue(client.await("data: ").endsWith("\"hex\":\"02 53 20 53 0d\",\"text\":\".S S.\"}"));
        }
    }

    @Test
    void a_browser_is_not_allowed_to_ask_for_another_site() throws Exception {
        var asked = booth.send(booth.request(CHOICE).method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "http://evil.example").header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "x-steelyard,content-type"));
        assertEquals(405, asked.statusCode());
        assertTrue(asked.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "steelyard=", "steelyard=0", "steelyard=../../etc/passwd", "other=1",
            "steelyard=0000000000000000000000000000000000000000000000000000000000000000", ";;;=;steelyard"})
    void a_session_that_nobody_began_opens_nothing(String cookie) throws Exception {
        var request = booth.post(CHOICE, CHOOSE);
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        assertEquals(401, booth.send(request).statusCode());
    }

    @Test
    void who_has_signed_out_is_out_and_the_cookie_is_kept_from_scripts_and_other_sites() throws Exception {
        var answer = booth.send(booth.post("/api/session", "{\"operator\":\"w1\",\"pin\":\"4711\"}"));
        var set = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertTrue(set.endsWith("; Path=/; HttpOnly; SameSite=Strict"), set);
        var cookie = set.replaceFirst(";.*", "");
        assertTrue(booth.send(booth.request("/api/session").header("Cookie", cookie)).body()
                .contains("\"operator\":{\"name\":\"w1\",\"display\":\"Wang\",\"role\":\"clerk\"}"));
        booth.send(booth.request("/api/session").DELETE().header("Cookie", cookie).header("Origin", booth.address())
                .header("X-Steelyard", "1"));
        assertEquals(401, booth.send(booth.post(CHOICE, CHOOSE).header("Cookie", cookie)).statusCode());
    }

    @Test
    void a_badge_signs_its_owner_in_once_at_the_station_where_it_was_read() throws Exception {
        var ask = "{\"badge\":true,\"station\":\"bay-1\"}";
        assertEquals(401, booth.send(booth.post("/api/session", ask)).statusCode());
        booth.kiosk.badge("bay-1", "SOMEBODY", SystemTime.open().monotonicNanos());
        assertEquals(401, booth.send(booth.post("/api/session", ask)).statusCode());
        booth.kiosk.badge("bay-1", "BADGE-1", SystemTime.open().monotonicNanos());
        assertEquals(401, booth.send(booth.post("/api/session", ask.replace("bay-1", "bay-2"))).statusCode());
        assertEquals(200, booth.send(booth.post("/api/session", ask)).statusCode());
        assertEquals(401, booth.send(booth.post("/api/session", ask)).statusCode());
        booth.kiosk.badge("bay-1", "BADGE-1", SystemTime.open().monotonicNanos() - Badges.KEEP_NANOS - 1);
        assertEquals(401, booth.send(booth.post("/api/session", ask)).statusCode());
    }

    @Test
    void a_second_attempt_after_a_wrong_pin_has_to_wait() throws Exception {
        var wrong = "{\"operator\":\"w1\",\"pin\":\"4712\"}";
        assertEquals(401, booth.send(booth.post("/api/session", wrong)).statusCode());
        assertEquals(401, booth.send(booth.post("/api/session", wrong.replace("w1", "nobody"))).statusCode());
        var again = booth.send(booth.post("/api/session", wrong.replace("w1", "nobody2")));
        assertEquals(429, again.statusCode(), "all names that nobody has wait together");
        assertTrue(again.headers().firstValue("Retry-After").isPresent());
    }

    @Test
    void a_body_that_is_too_long_is_refused_whether_it_says_so_or_not() throws Exception {
        var cookie = booth.signIn("w1", "4711");
        var reason = "x".repeat(Body.BYTES_MAX);
        var body = "{\"material\":\"" + reason + "\"}";
        assertEquals(413, booth.send(booth.post(CHOICE, body).header("Cookie", cookie)).statusCode());
        var chunked = booth.post(CHOICE, "").header("Cookie", cookie)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(
                        StandardCharsets.UTF_8))));
        assertEquals(413, booth.send(chunked).statusCode());
        assertEquals(List.of(), booth.bugs());
    }

    @Test
    void a_body_said_to_be_endless_is_refused_before_it_comes() throws Exception {
        var cookie = booth.signIn("w1", "4711");
        try (var client = new RawClient(booth.port())) {
            client.send(post(cookie, "Content-Length: 99999999999"));
            assertTrue(String.valueOf(client.line()).startsWith("HTTP/1.1 413 "));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{}{}", "{\"a\":{}}", "{\"a\":[1]}", "{\"unpaid\":\"0\",\"unpaid\":\"1\"}",
            "null",
            "{\"material\":\"U\"", "{\"unpaid\":\"-1\"}", "{\"unpaid\":\"1e9\"}", "{\"unpaid\":\"NaN\"}",
            "{\"material\":\"nothing\"}"})
    void what_is_not_understood_is_refused_with_a_sentence(String body) throws Exception {
        var answer = booth.send(booth.post(CHOICE, body).header("Cookie", booth.signIn("w1", "4711")));
        assertEquals(400, answer.statusCode(), answer.body());
        assertTrue(answer.body().startsWith("{\"code\":\""), answer.body());
    }

    /** The dribble never stops; the request's time does. */
    @Test
    void a_body_that_dribbles_is_cut_off() throws Exception {
        var cookie = booth.signIn("w1", "4711");
        var time = SystemTime.open();
        try (var client = new RawClient(booth.port())) {
            client.waitMillisMax(50);
            client.send(post(cookie, "Content-Length: 4000"));
            boolean open = true;
            while (open) {
                booth.kiosk.tick(time.monotonicNanos() + TimeUnit.SECONDS.toNanos(6));
                open = dribbles(client);
            }
        }
        assertEquals(200, booth.get("/api/site").statusCode(), "others are served");
        assertEquals(List.of(), booth.bugs());
    }

    private static boolean dribbles(RawClient client) {
        try {
            client.send(" ");
            client.line();
            return false; // closed, or answered
        } catch (SocketTimeoutException nothingYet) {
            return true;
        } catch (IOException reset) {
            return false;
        }
    }

    /** A head that dribbles is cut off by the JDK's server, by real time. */
    @Test
    void a_head_that_dribbles_is_cut_off() throws Exception {
        try (var client = new RawClient(booth.port())) {
            client.send("GET /api/site HTTP/1.1\r\nHost: ");
            assertNull(client.line());
        }
    }

    private String post(String cookie, String length) throws Exception {
        return "POST " + CHOICE + " HTTP/1.1\r\nHost: 127.0.0.1:" + booth.port() + "\r\nOrigin: " + booth.address()
                + "\r\nX-Steelyard: 1\r\nContent-Type: application/json\r\nCookie: " + cookie + "\r\n" + length
                + "\r\n\r\n";
    }
}
