package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.contract.Contract;
import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.DataFolder;
import io.steelyard.gateway.journal.JournalReader;
import io.steelyard.gateway.journal.Keep;
import io.steelyard.gateway.pin.PinPlan;
import io.steelyard.gateway.station.Commits.Completion;
import io.steelyard.gateway.station.Draft;
import io.steelyard.gateway.station.FactData;
import io.steelyard.gateway.station.FactType;
import io.steelyard.gateway.uplink.BrokerException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A gateway whose calendar is wrong: no fact is lost or waits, their order is kept, and a platform that follows the contract's rule
 * knows when each of them happened.
 */
class AstrayCalendarTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TEN_YEARS = Duration.ofDays(3652);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** What the contract's rule promises, for a monotonic clock that does not drift. */
    private static final long ERROR_MILLIS_MAX = 1000;
    /** Of a trusted fact, by the contract: a difference up to here is drift. */
    private static final long DRIFT_MILLIS_MAX = TimeUnit.MINUTES.toMillis(10);

    @TempDir
    private Path folder = Path.of("");
    private final VirtualTime time = new VirtualTime();
    /** When each fact happened in truth, by what it says of itself. */
    private final List<Long> truths = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void facts_of_1970_of_now_and_of_ten_years_ahead_all_get_their_right_time(boolean vouchedForAhead)
            throws Exception {
        var since1970 = Duration.between(Instant.EPOCH, time.wall());
        time.step(since1970.negated());
        time.trust(false);
        live(gateway -> {
            seconds(gateway, 100); // 1970
            time.step(since1970);
            time.trust(true);
            seconds(gateway, 100); // now
            time.step(TEN_YEARS);
            time.trust(vouchedForAhead);
            seconds(gateway, 100); // ten years ahead
            time.step(TEN_YEARS.negated());
            time.trust(false);
            seconds(gateway, 100); // back, and nobody vouches for it yet
            time.step(Duration.ofMillis(700));
            time.trust(true);
            seconds(gateway, 100);
            time.step(Duration.ofMillis(-700));
        });
        assertAllFactsGetTheirTime();
        assertTrue(events().size() >= 4 && events().size() <= 10, events()::toString);
    }

    @Test
    void a_restart_of_the_daemon_within_one_boot_goes_on_with_the_same_uptime() throws Exception {
        time.step(TEN_YEARS.negated());
        time.trust(false);
        live(gateway -> seconds(gateway, 30));
        time.step(TEN_YEARS);
        time.trust(true);
        live(gateway -> seconds(gateway, 30));
        assertAllFactsGetTheirTime();
        assertEquals(List.of("start", "start"), events());
    }

    @Test
    void a_calendar_that_flaps_every_second_makes_one_fact_a_minute() throws Exception {
        live(gateway -> {
            for (int second = 0; second < 600; second++) {
                time.step(second % 2 == 0 ? TEN_YEARS : TEN_YEARS.negated());
                seconds(gateway, 1);
            }
            seconds(gateway, 61);
        });
        assertAllFactsGetTheirTime();
        assertTrue(events().size() <= 12, events()::toString);
    }

    private interface Life {
        void with(Gateway gateway);
    }

    private void live(Life life) throws Exception {
        try (var data = DataFolder.lock(folder)) {
            var gateway = Gateway.build(config(), data, around());
            life.with(gateway);
            gateway.journal().close();
        }
    }

    /** Each second a fact; the watchdog's looks between. */
    private void seconds(Gateway gateway, int seconds) {
        for (int second = 0; second < seconds; second++) {
            for (int look = 0; look < 4; look++) {
                time.advance(SECOND / 4);
                gateway.tick(time.monotonicNanos());
                gateway.journal().step(time.monotonicNanos());
            }
            var text = String.valueOf(truths.size());
            truths.add(time.millis());
            assertTrue(gateway.journal().offer(
                    new Draft(FactType.DEVICE, time.monotonicNanos(),
                            FactData.text("device", text).and(FactData.text("event", "link-up"))
                                    .and(FactData.text("address", "tcp://scale:1"))),
                    Completion.IGNORED));
        }
    }

    private void assertAllFactsGetTheirTime() throws Exception {
        var facts = facts();
        var offsets = new HashMap<String, Long>();
        for (var fact : facts) {
            var clock = fact.get("clock");
            if (clock.get("trusted").asBoolean()) {
                offsets.put(clock.get("boot").asString(), at(fact) - clock.get("uptimeMs").asLong());
            }
        }
        int found = 0;
        for (var fact : facts) {
            assertEquals(facts.indexOf(fact) + 1L, fact.get("seq").asLong());
            if (fact.get("type").asString().equals("device")) {
                assertEquals(String.valueOf(found), fact.get("data").get("device").asString());
                long error = corrected(fact, offsets) - truths.get(found);
                assertTrue(Math.abs(error) <= ERROR_MILLIS_MAX, () -> error + " ms off: " + fact);
                found++;
            }
        }
        assertEquals(truths.size(), found);
    }

    /** The contract's rule. */
    private static long corrected(JsonNode fact, HashMap<String, Long> offsets) {
        var clock = fact.get("clock");
        long byUptime = clock.get("uptimeMs").asLong()
                + Optional.ofNullable(offsets.get(clock.get("boot").asString())).orElseThrow();
        boolean keeps = clock.get("trusted").asBoolean() && Math.abs(at(fact) - byUptime) <= DRIFT_MILLIS_MAX;
        return keeps ? at(fact) : byUptime;
    }

    private static long at(JsonNode fact) {
        return Instant.parse(fact.get("at").asString()).toEpochMilli();
    }

    private List<JsonNode> facts() throws Exception {
        try (var reader = new JournalReader(folder, Connections.DISK)) {
            var facts = new ArrayList<JsonNode>();
            for (var fact : reader.after(0, Integer.MAX_VALUE)) {
                Contract.assertFits("fact", fact.bytes());
                facts.add(JSON.readTree(fact.bytes()));
            }
            return facts;
        }
    }

    private List<String> events() throws Exception {
        return facts().stream().filter(fact -> fact.get("type").asString().equals("clock"))
                .map(fact -> fact.get("data").get("event").asString()).toList();
    }

    private GatewayConfig config() throws Exception {
        var platform = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
        return new GatewayConfig("hz-yuhang-0042", "hangzhou", folder, 0, Keep.USUAL,
                new GatewayConfig.Uplink("tcp://nowhere:1", platform, Duration.ofMinutes(1), 16, Duration.ofMinutes(1)),
                Optional.empty(), List.of(), PinPlan.NONE, "0".repeat(64));
    }

    private Surroundings around() {
        return new Surroundings(time, new SplittableRandom(1), Connections.DISK, (address, _) -> {
            throw new IOException("no port at " + address);
        }, (_, _, _) -> {
            throw new BrokerException("no broker");
        }, _ -> {}, new Unheard(), complaint -> {
            throw new AssertionError(complaint);
        });
    }
}
