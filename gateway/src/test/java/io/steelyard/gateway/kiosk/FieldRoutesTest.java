package io.steelyard.gateway.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.field.DecodeCommand;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The technician's bench: the doctor's report and recordings. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FieldRoutesTest {
    private static final PinHash PIN = PinHash.of("4711", new SecureRandom());
    private static final List<Operator> OPERATORS = List.of(
            new Operator("w1", "Wang", Operator.Role.CLERK, Optional.empty(), PIN),
            new Operator("t1", "Zhao", Operator.Role.TECHNICIAN, Optional.empty(), PIN));
    private static final byte[] FRAME = "S S      10.10 kg\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String RECORD = "/api/field/record";

    @TempDir
    private Path folder;
    private Booth booth;
    private String cookie;

    @BeforeEach
    void open() throws Exception {
        booth = Booth.open(Booth.plan(4, OPERATORS), folder);
        cookie = booth.signIn("t1", "4711");
    }

    @AfterEach
    void close() {
        booth.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return booth.send(booth.request(path).header("Cookie", cookie));
    }

    private HttpResponse<String> record(String json) throws Exception {
        return booth.send(booth.post(RECORD, json).header("Cookie", cookie));
    }

    @Test
    void a_clerk_is_shown_none_of_it() throws Exception {
        cookie = booth.signIn("w1", "4711");
        assertEquals(403, get("/api/field/doctor").statusCode());
        assertEquals(403, get("/api/field/check?station=bay-1").statusCode());
        assertEquals(403, record("{\"device\":\"bay-1-scale\"}").statusCode());
        assertEquals(403, booth.send(booth.post("/api/field/check",
                "{\"station\":\"bay-1\",\"step\":\"start\",\"reference\":\"10.00\"}").header("Cookie", cookie))
                .statusCode());
        assertTrue(booth.station.check().isEmpty());
    }

    @Test
    void the_doctors_report_comes_as_it_is_and_the_doctor_looks_once_at_a_time() throws Exception {
        var report = get("/api/field/doctor");
        assertEquals("{\"verdict\":\"well\"}", report.body());
        assertEquals("application/json", report.headers().firstValue("Content-Type").orElse(""));
        var looking = new CountDownLatch(1);
        var done = new CompletableFuture<String>();
        booth.doctor = () -> {
            looking.countDown();
            return done.join();
        };
        var first = CompletableFuture.supplyAsync(() -> {
            try {
                return get("/api/field/doctor").body();
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
        looking.await();
        var second = get("/api/field/doctor");
        assertEquals(409, second.statusCode());
        assertTrue(second.body().startsWith("{\"code\":\"busy\""), second.body());
        done.complete("{\"verdict\":\"wrong\"}");
        assertEquals("{\"verdict\":\"wrong\"}", first.join());
    }

    @Test
    void what_a_device_sends_meanwhile_is_downloaded_as_a_transcript_that_decodes() throws Exception {
        var answer = booth.begin(booth.post(RECORD, "{\"device\":\"bay-1-scale\",\"seconds\":2}")
                .header("Cookie", cookie));
        assertEquals("attachment; filename=\"bay-1-scale.steelyard\"",
                answer.headers().firstValue("Content-Disposition").orElse(""));
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            var head = lines.readLine();
            assertEquals("# port tcp://127.0.0.1:1", head);
            booth.scale.bytes(booth.time.monotonicNanos(), FRAME, FRAME.length);
            var transcript = lines.lines().collect(Collectors.joining("\n", head + "\n", "\n"));
            assertTrue(transcript.contains(" < 53 20 53 20"), transcript);
            assertTrue(transcript.endsWith(" s, " + FRAME.length + " bytes heard\n"), transcript);
            assertTrue(decoded(transcript).contains("\"10.10\""), transcript);
        }
    }

    private static String decoded(String transcript) {
        var said = new StringWriter();
        var command = new CommandLine(
                new DecodeCommand(new ByteArrayInputStream(transcript.getBytes(StandardCharsets.UTF_8))))
                .setOut(new PrintWriter(said));
        assertEquals(0, command.execute("--dialect", "mt-sics", "--transcript"));
        return said.toString();
    }

    @Test
    void a_device_is_recorded_once_at_a_time_and_only_one_that_is_there() throws Exception {
        var answer = booth.begin(booth.post(RECORD, "{\"device\":\"bay-1-scale\",\"seconds\":300}")
                .header("Cookie", cookie));
        try (var body = answer.body()) {
            assertEquals('#', body.read());
            var second = record("{\"device\":\"bay-1-scale\",\"seconds\":1}");
            assertEquals(409, second.statusCode());
            assertTrue(second.body().startsWith("{\"code\":\"busy\""), second.body());
        }
        assertEquals(404, record("{\"device\":\"bay-9-scale\"}").statusCode());
        assertEquals(400, record("{\"device\":\"bay-1-scale\",\"seconds\":301}").statusCode());
        assertEquals(400, record("{\"device\":\"bay-1-scale\",\"seconds\":0}").statusCode());
        assertEquals(400, record("{}").statusCode());
    }
}
