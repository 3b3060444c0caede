package io.steelyard.gateway.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.Headers;
import io.steelyard.gateway.bin.BinView.Phase;
import io.steelyard.gateway.catalog.Catalog;
import io.steelyard.gateway.deposit.Standing;
import io.steelyard.gateway.kiosk.KioskPlan.Listen;
import io.steelyard.gateway.kiosk.Route.Access;
import io.steelyard.gateway.run.SystemTime;
import io.steelyard.gateway.weighing.Sentence;
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

/** What a resident may do at a bin of a site that names operators, and what pages are told of it. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BinRoutesTest {
    private static final PinHash PIN = PinHash.of("4711", new SecureRandom());
    private static final List<Operator> OPERATORS = List
            .of(new Operator("w1", "Wang", Operator.Role.CLERK, Optional.empty(), PIN));
    private static final String CHOOSE = "/api/bin/choose";
    private static final String PAPER = "{\"compartment\":\"paper\"}";

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
    void a_resident_chooses_without_a_sign_in() throws Exception {
        var answer = booth.send(booth.post(CHOOSE, PAPER));
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(List.of("paper"), booth.chosen);
    }

    @Test
    void what_the_bin_refuses_is_one_sentence() throws Exception {
        var answer = booth.send(booth.post(CHOOSE, "{\"compartment\":\"" + Booth.FULL + "\"}"));
        assertEquals(409, answer.statusCode());
        assertEquals("{\"code\":\"full\",\"text\":\"it is full; choose another\"}", answer.body());
    }

    @Test
    void a_compartment_that_there_is_not_is_one_sentence() throws Exception {
        var answer = booth.send(booth.post(CHOOSE, "{\"compartment\":\"glass\"}"));
        assertEquals(404, answer.statusCode());
        assertEquals("{\"code\":\"unknown-compartment\",\"text\":\"the bin has no compartment of that name; choose one "
                + "that the page shows\"}", answer.body());
        assertEquals(400, booth.send(booth.post(CHOOSE, "{}")).statusCode());
        assertEquals(List.of(), booth.chosen);
    }

    /** Each lacks one thing that our own page has. */
    @ParameterizedTest
    @CsvSource({"http://evil.example, 1, application/json, 403", "null, 1, application/json, 403",
            "OURS, -, application/json, 403", "OURS, 1, text/plain, 415"})
    void a_page_of_another_site_chooses_nothing(String origin, String ours, String type, int status) throws Exception {
        var request = booth.request(CHOOSE).POST(BodyPublishers.ofString(PAPER))
                .header("Origin", origin.replace("OURS", booth.address())).header("Content-Type", type);
        if (!ours.equals("-")) {
            request.header("X-Steelyard", ours);
        }
        assertEquals(status, booth.send(request).statusCode());
        assertEquals(List.of(), booth.chosen);
    }

    @Test
    void a_choice_that_is_too_long_is_refused() throws Exception {
        var answer = booth.send(booth.post(CHOOSE, "{\"compartment\":\"" + "x".repeat(Body.BYTES_MAX) + "\"}"));
        assertEquals(413, answer.statusCode());
        assertEquals(List.of(), booth.chosen);
    }

    /** A session would not help: whoever sits elsewhere does not see who stands there. */
    @Test
    void nobody_chooses_from_elsewhere() throws Exception {
        var plan = new KioskPlan(Optional.of(new Listen("192.0.2.1", 0, false)), List.of(), 2, OPERATORS,
                Optional.empty());
        var sessions = new Sessions(new SecureRandom());
        var session = sessions.begin(OPERATORS.getFirst(), SystemTime.open().monotonicNanos());
        var guard = new Guard(plan, sessions);
        try {
            guard.permit(Access.HERE, Optional.of(session), new Headers());
        } catch (Refusal refused) {
            assertEquals(403, refused.reply().status());
            return;
        }
        throw new AssertionError("permitted");
    }

    @Test
    void the_site_names_its_bin_and_where_the_next_one_is() throws Exception {
        var site = booth.get("/api/site").body();
        assertTrue(site
                .endsWith("\"bin\":{\"name\":\"bin-1\",\"compartments\":[{\"name\":\"paper\",\"material\":\"0101\"},"
                        + "{\"name\":\"metal\",\"material\":\"0404\"}],\"next\":{\"zh\":\"文一西路 998 号\","
                        + "\"en\":\"998 Wenyi West Road\"}}}"),
                site);
    }

    @Test
    void a_bin_is_told_with_everything_that_its_page_shows_and_nothing_of_the_card() throws Exception {
        booth.kiosk.show(BinScene.ended(Phase.ENDED, BinScene.credited(Standing.RESIDENT, "3.46")));
        try (var client = new RawClient(booth.port())) {
            client.send("GET /api/live HTTP/1.1\r\nHost: 127.0.0.1:" + booth.port() + "\r\n\r\n");
            client.await("event: bin");
            var told = client.await("data: ");
            assertEquals(
                    """
                            data: {"bin":"bin-1","phase":"ENDED","serves":"door-1","compartments":[\
                            {"name":"door-1","material":"0101","zh":"0101","en":"0101","door":"shut","fill":12,"takes":true,"trouble":null,\
                            "perKilogram":"0.80"},\
                            {"name":"door-2","material":"0201","zh":"0201","en":"0201","door":"shut","fill":40,"takes":true,"trouble":null,\
                            "perKilogram":"0.80"},\
                            {"name":"door-3","material":"0404","zh":"0404","en":"0404","door":"shut","fill":null,"takes":true,"trouble":null,\
                            "perKilogram":null}],"alarms":[],"trouble":null,\
                            "ended":{"outcome":"credited","standing":"resident","compartment":"door-1","delta":"3.46","unit":"kg",\
                            "points":{"value":"2.77","perKilogram":"0.80","tariff":"hz-2026-11"},"seq":1843,"id":"id-1843"}}""",
                    told);
        }
        assertTrue(booth.get("/api/standing").body().contains("\"bin\":{\"bin\":\"bin-1\",\"phase\":\"ENDED\""));
    }

    @Test
    void where_nothing_but_a_bin_stands_its_page_comes_first() throws Exception {
        assertTrue(booth.get("/").body().contains("weigh.js"), "there is a station");
        assertTrue(booth.get("/bin").body().contains("bin.js"));
        var alone = new Site("gw-1", "hangzhou", "steelyard", List.of(), List.of(),
                Catalog.undocumented(Optional.empty()),
                Optional.of(new Site.BinPlace("bin-1", List.of(), Optional.empty())));
        var first = Pages.of(alone).at(List.of("")).orElseThrow();
        assertTrue(new String(first.bytes(), StandardCharsets.UTF_8).contains("bin.js"));
    }

    /** The doctor and whoever asks for the status learn of them here. */
    @Test
    void what_ails_a_bin_is_among_the_troubles_and_a_full_compartment_only_warns() throws Exception {
        var parts = BinScene.parts(3);
        booth.health.show(BinScene.view(Phase.READY, List.of(BinScene.closed(parts.get(0), Sentence.Code.FULL),
                BinScene.closed(parts.get(1), Sentence.Code.DOOR_UNKNOWN), parts.get(2))));
        var standing = booth.get("/api/standing").body();
        assertTrue(
                standing.contains(
                        "{\"code\":\"full\",\"severity\":\"warn\",\"text\":\"for the staff\",\"station\":\"door-1\"}"),
                standing);
        assertTrue(standing.contains("\"severity\":\"stop\",\"text\":\"for the staff\",\"station\":\"door-2\"}"),
                standing);
        assertTrue(!standing.contains("\"station\":\"door-3\""), standing);
    }
}
