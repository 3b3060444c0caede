package io.steelyard.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.run.ModelTime;
import io.steelyard.gateway.station.Draft;
import io.steelyard.gateway.station.FactType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FactEncoderTest {
    private static final String JOURNAL = "5f0c0000-0000-4000-8000-000000000001";

    private final Bench bench = new Bench(Path.of("unused"));

    /** If this fails the contract with the platform has changed: every verifier must learn of it. */
    @Test
    void a_fact_is_these_bytes_and_this_signature() {
        var fact = bench.sameEncoder().encode(bench.draft("10.10"), JOURNAL, 1842, Chain.link(new byte[0]));

        assertEquals("{\"id\":\"01a1fd23-5015-7daf-ae78-9e6aa1b965f4\",\"type\":\"weighing\","
                + "\"gateway\":\"hz-yuhang-0042\",\"journal\":\"5f0c0000-0000-4000-8000-000000000001\",\"seq\":1842,"
                + "\"prev\":\"47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU\",\"at\":\"2026-11-21T08:05:12.341Z\","
                + "\"clock\":{\"trusted\":true,\"boot\":\"boot-1\",\"uptimeMs\":8123341},"
                + "\"software\":\"steelyard test\",\"data\":{\"text\":\"10.10\"}}",
                new String(fact.bytes(), StandardCharsets.UTF_8));
        assertEquals("f3575a72414a40092183af5ed93751799089e99b129ab1e67c8d8b91a85e4b8d"
                + "f54bbe21208d13cc61bb84a6857df87ec103360e2c3ff1c7d6d2bf33a9c08807",
                HexFormat.of().formatHex(fact.signature()));
        assertEquals("06e3fd8fda29bb60", fact.keyId());
    }

    @Test
    void at_is_the_moment_of_capture_and_not_of_the_commit() {
        var draft = bench.draft("a");
        bench.time.passes(Duration.ofMinutes(7).toNanos());

        var header = header(draft);
        assertEquals(ModelTime.START.toString(), header.at());
    }

    @Test
    void at_follows_a_calendar_corrected_between_capture_and_commit() {
        var draft = bench.draft("a");
        bench.time.passes(Duration.ofSeconds(2).toNanos());
        bench.time.corrected(ModelTime.START.plus(Duration.ofDays(365)));

        assertEquals("2027-11-21T08:05:10.341Z", header(draft).at(), "what the calendar says now, less what passed");
    }

    @Test
    void at_has_three_decimals_even_when_they_are_zero() {
        bench.time.corrected(Instant.parse("2026-11-21T08:05:12Z"));

        assertEquals("2026-11-21T08:05:12.000Z", header(bench.draft("a")).at());
    }

    @Test
    void uptime_is_the_moment_of_capture() {
        var draft = bench.draft("a");
        bench.time.passes(Duration.ofMinutes(7).toNanos());

        assertTrue(json(draft).contains("\"clock\":{\"trusted\":true,\"boot\":\"boot-1\",\"uptimeMs\":8123341}"));
    }

    @Test
    void an_untrusted_calendar_is_said_to_be_one() {
        bench.time.untrusted();

        assertTrue(json(bench.draft("a")).contains("\"clock\":{\"trusted\":false,"));
    }

    @Test
    void the_id_is_a_version_7_uuid_of_the_moment_of_capture() {
        var draft = bench.draft("a");
        bench.time.passes(Duration.ofMinutes(7).toNanos());

        var id = UUID.fromString(header(draft).id());
        assertEquals(7, id.version());
        assertEquals(2, id.variant());
        assertEquals(ModelTime.START.toEpochMilli(), id.getMostSignificantBits() >>> 16);
    }

    @Test
    void two_facts_of_the_same_moment_have_two_ids() {
        var encoder = bench.encoder();
        var draft = bench.draft("a");

        assertNotEquals(FactHeader.read(encoder.encode(draft, JOURNAL, 1, Chain.START).bytes()).orElseThrow().id(),
                FactHeader.read(encoder.encode(draft, JOURNAL, 1, Chain.START).bytes()).orElseThrow().id());
    }

    @Test
    void the_type_is_written_in_small_letters() {
        for (var type : FactType.values()) {
            var draft = new Draft(type, bench.time.monotonicNanos(), json -> json.writeBooleanProperty("any", true));
            assertEquals(type.name().toLowerCase(Locale.ROOT), header(draft).type());
        }
    }

    private FactHeader header(Draft draft) {
        return FactHeader.read(bench.encoder().encode(draft, JOURNAL, 1, Chain.START).bytes()).orElseThrow();
    }

    private String json(Draft draft) {
        return new String(bench.encoder().encode(draft, JOURNAL, 1, Chain.START).bytes(), StandardCharsets.UTF_8);
    }
}
