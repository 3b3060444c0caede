package io.steelyard.gateway.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.scale.Mode;
import io.steelyard.gateway.scale.ScaleValue;
import io.steelyard.gateway.scale.Truth;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.weighing.Event;
import io.steelyard.gateway.weighing.Event.CodeKind;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A technician checks the scale at the screen, from the first touch to the fact. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CheckRoutesTest {
    private static final PinHash PIN = PinHash.of("4711", new SecureRandom());
    private static final long STEP_NANOS = 100_000_000L;
    private static final int SETTLED = 11;
    private static final String START = "{\"station\":\"bay-1\",\"step\":\"start\",\"reference\":\"10.00\"}";
    private static final String CANCEL = "{\"station\":\"bay-1\",\"step\":\"cancel\"}";

    @TempDir
    private Path folder;
    private Booth booth;
    private String cookie;
    private long nowNanos;

    @BeforeEach
    void open() throws Exception {
        booth = Booth.open(Booth.plan(2, List.of(
                new Operator("t1", "Zhao", Operator.Role.TECHNICIAN, Optional.empty(), PIN))), folder);
        cookie = booth.signIn("t1", "4711");
        nowNanos = booth.time.monotonicNanos();
    }

    @AfterEach
    void close() {
        booth.close();
    }

    private HttpResponse<String> step(String json) throws Exception {
        return booth.send(booth.post("/api/field/check", json).header("Cookie", cookie));
    }

    private String state() throws Exception {
        return booth.send(booth.request("/api/field/check?station=bay-1").header("Cookie", cookie)).body();
    }

    private void lies(String value) {
        for (int time = 0; time < SETTLED; time++) {
            nowNanos += STEP_NANOS;
            booth.station.on(new Event.Weight(nowNanos, ScaleValue.reading(new BigDecimal(value), WeightUnit.KILOGRAM,
                    Truth.YES, Mode.GROSS, Set.of()), new byte[]{1}));
        }
    }

    private void bag() {
        booth.station.on(new Event.CodeSeen(nowNanos, CodeKind.BAG, "BAG-000001"));
    }

    /** Offers a typed weight, which the journal's one thread writes after all that came before it. */
    private List<String> factsAfterAll() throws Exception {
        assertEquals(200, booth.send(booth.post("/api/stations/bay-1/manual",
                "{\"net\":\"3.25\",\"material\":\"U\",\"reason\":\"test\"}").header("Cookie", cookie)).statusCode());
        return booth.facts();
    }

    private static boolean weighing(String fact) {
        return fact.contains("\"type\":\"weighing\"");
    }

    @Test
    void a_check_ends_with_its_fact_and_the_reference_mass_is_never_weighed_as_a_bag() throws Exception {
        assertEquals(
                "{\"station\":\"bay-1\",\"running\":false,\"task\":\"NONE\",\"weight\":null,\"unit\":\"kg\",\"rounds\":3}",
                state());
        lies("0.00");
        var started = step(START);
        assertEquals(200, started.statusCode(), started.body());
        assertTrue(started.body().contains("\"running\":true,\"task\":\"EMPTY_THE_PAN\""), started.body());
        for (int round = 0; round < 3; round++) {
            bag();
            lies("0.00");
            assertTrue(state().contains("\"task\":\"PLACE_THE_REFERENCE\""), state());
            bag();
            lies("10.00");
        }
        assertEquals("scale", booth.passed());
        var ended = state();
        assertTrue(ended.contains("\"running\":false"), ended);
        assertTrue(ended.contains("\"end\":\"recorded\",\"seq\":1,\"passed\":true"), ended);
        assertTrue(ended.contains("\"zeros\":[\"0.00\",\"0.00\",\"0.00\"],\"loads\":[\"10.00\",\"10.00\",\"10.00\"]"),
                ended);
        bag();
        lies("10.00"); // the mass still lies there
        var facts = factsAfterAll();
        assertTrue(facts.getFirst().contains("\"event\":\"calibrated\",\"station\":\"bay-1\""), facts.getFirst());
        assertTrue(facts.getFirst().contains("\"by\":\"" + booth.tokens.of("t1") + "\",\"validDays\":365"),
                facts.getFirst());
        assertTrue(facts.stream().noneMatch(CheckRoutesTest::weighing), facts::toString);
        lies("0.00");
        bag();
        lies("7.30");
        assertTrue(factsAfterAll().stream().anyMatch(CheckRoutesTest::weighing));
        assertEquals(List.of(), booth.bugs());
    }

    @Test
    void a_check_that_is_ended_leaves_nothing_and_weighing_goes_on() throws Exception {
        assertEquals(200, step(START).statusCode());
        var second = step(START);
        assertEquals(409, second.statusCode());
        assertTrue(second.body().startsWith("{\"code\":\"being-checked\""), second.body());
        lies("0.00");
        var ended = step(CANCEL);
        assertEquals(200, ended.statusCode());
        assertTrue(ended.body().contains("\"running\":false"), ended.body());
        assertFalse(ended.body().contains("\"end\""), ended.body());
        assertEquals(200, step(CANCEL).statusCode());
        lies("0.00");
        bag();
        lies("7.30");
        assertTrue(factsAfterAll().stream().anyMatch(CheckRoutesTest::weighing));
    }

    @Test
    void what_cannot_be_checked_is_refused_by_its_code() throws Exception {
        assertEquals(400, step(START.replace("10.00", "0.05")).statusCode());
        assertEquals(400, step(START.replace("10.00", "60.01")).statusCode());
        assertEquals(400, step(START.replace("10.00", "ten")).statusCode());
        assertEquals(400, step("{\"station\":\"bay-1\",\"step\":\"start\"}").statusCode());
        assertEquals(400, step(START.replace("}", ",\"class\":\"I\"}")).statusCode());
        assertEquals(400, step(START.replace("}", ",\"validDays\":0}")).statusCode());
        assertEquals(400, step(START.replace("start", "begin")).statusCode());
        assertEquals(404, step(START.replace("bay-1", "bay-9")).statusCode());
        booth.station.on(new Event.LinkLost(nowNanos, "unplugged"));
        var lost = step(START);
        assertEquals(409, lost.statusCode());
        assertTrue(lost.body().startsWith("{\"code\":\"link-lost\""), lost.body());
        assertTrue(booth.station.check().isEmpty());
    }
}
