package io.steelyard.gateway.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a clerk does at the screen of a site that names no operators, down to the journal and back. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DeskRoutesTest {
    private static final String MANUAL = "{\"net\":\"3.25\",\"material\":\"0103\",\"bag\":\"BAG-000001\",\"reason\":\"scale-down\"}";

    @TempDir
    private Path folder;
    private Booth booth;

    @BeforeEach
    void open() throws Exception {
        booth = Booth.open(Booth.plan(), folder);
    }

    @AfterEach
    void close() {
        booth.close();
    }

    private HttpResponse<String> post(String path, String json) throws Exception {
        return booth.send(booth.post(path, json));
    }

    @Test
    void a_typed_weight_is_answered_when_it_is_durable_and_stands_in_the_list_with_its_receipt() throws Exception {
        var typed = post("/api/stations/bay-1/manual", MANUAL);
        assertEquals(200, typed.statusCode(), typed.body());
        assertTrue(typed.body().startsWith("{\"seq\":1,\"id\":\""), typed.body());
        assertEquals(1, booth.journal.head());
        var today = booth.get("/api/today").body();
        assertTrue(today.contains("\"type\":\"manual\",\"entry\":\"manual\",\"station\":\"bay-1\",\"net\":\"3.25\""),
                today);
        assertTrue(today.contains("\"received\":false"), today);
        assertTrue(booth.get("/api/today?q=bag-000001").body().contains("\"seq\":1"));
        assertTrue(booth.get("/api/today?q=nothing%20like%20it").body().contains("\"entries\":[]"));
        var code = today.replaceFirst("(?s).*\"receipt\":\"([^\"]+)\".*", "$1");
        var receipt = booth.get("/api/receipt/" + code);
        assertEquals(200, receipt.statusCode());
        assertTrue(receipt.body().contains("\"net\":\"3.25\""), receipt.body());
        assertFalse(receipt.body().contains("operator"), "a receipt names nobody");
        var another = code.substring(0, code.length() - 1) + (code.endsWith("X") ? "Y" : "X");
        assertEquals(404, booth.get("/api/receipt/" + another).statusCode());
        assertEquals("image/svg+xml",
                booth.get("/r/" + code + "/qr.svg").headers().firstValue("Content-Type").orElse(""));
        assertEquals(404, booth.get("/r/" + code + "x/qr.svg").statusCode());
    }

    @Test
    void a_record_is_corrected_then_made_void_and_says_so() throws Exception {
        post("/api/stations/bay-1/manual", MANUAL);
        var corrected = post("/api/records/1/correction", "{\"reason\":\"wrong-material\",\"material\":\"U\"}");
        assertEquals(200, corrected.statusCode(), corrected.body());
        assertTrue(booth.get("/api/today").body().contains("\"material\":\"U\""));
        var made = post("/api/records/1/void", "{\"reason\":\"duplicate\"}");
        assertEquals(200, made.statusCode(), made.body());
        assertTrue(booth.get("/api/today").body().contains("\"voided\":true,\"corrected\":true,\"correctedBy\":2"));
        var again = post("/api/records/1/void", "{\"reason\":\"duplicate\"}");
        assertEquals(409, again.statusCode());
        assertTrue(again.body().startsWith("{\"code\":\"void-already\""), again.body());
    }

    @Test
    void a_shift_is_opened_and_closed_once() throws Exception {
        assertEquals(409, post("/api/shift", "{\"event\":\"closed\"}").statusCode());
        assertEquals(200, post("/api/shift", "{\"event\":\"opened\"}").statusCode());
        assertTrue(booth.get("/api/today").body().contains("\"shift\":{\"id\":\""));
        assertEquals(409, post("/api/shift", "{\"event\":\"opened\"}").statusCode());
        assertEquals(200, post("/api/shift", "{\"event\":\"closed\"}").statusCode());
        assertTrue(booth.get("/api/today").body().contains("\"shift\":null"));
        assertEquals(400, post("/api/shift", "{\"event\":\"forgotten\"}").statusCode());
    }

    @Test
    void what_cannot_be_done_is_refused_by_its_code() throws Exception {
        assertEquals(409, post("/api/stations/bay-1/confirm", "{\"net\":\"1.00\"}").statusCode());
        assertEquals(400, post("/api/stations/bay-1/confirm", "{}").statusCode());
        assertEquals(404, post("/api/stations/bay-9/confirm", "{\"net\":\"1.00\"}").statusCode());
        assertEquals(404, post("/api/records/77/void", "{\"reason\":\"test\"}").statusCode());
        assertEquals(404, post("/api/records/0/void", "{\"reason\":\"test\"}").statusCode());
        assertEquals(404, post("/api/records/99999999999999999999/void", "{\"reason\":\"test\"}").statusCode());
        assertEquals(400, post("/api/records/1/void", "{}").statusCode());
        assertEquals(400, post("/api/stations/bay-1/choice", "{\"material\":\"nothing\"}").statusCode());
        assertEquals(List.of(), booth.bugs());
    }
}
