package io.steelyard.sim.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scripts played in virtual time. */
final class PlayedScriptTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long STEP = 5_000_000L;
    private static final byte[] SILENCE = {};
    private static final String DEVICES = """
            [[device]]
            name = "scale"
            kind = "yaohua-continuous-0"
            wire = "pty"
            [[device]]
            name = "scanner"
            kind = "scanner"
            wire = "pty"
            [[device]]
            name = "cards"
            kind = "rdm6300"
            wire = "pty"
            """;

    @Test
    void a_bag_is_scanned_weighed_and_leaves() throws ScriptException {
        Map<String, String> heard = played(DEVICES + """
                [[event]]
                at = "1 s"
                device = "scanner"
                scan = "BAG-0001"
                [[event]]
                at = "2 s"
                device = "scale"
                place = "7.35"
                [[event]]
                at = "6 s"
                device = "scale"
                clear = true
                """, 10);
        assertEquals("BAG-0001\r", heard.get("scanner"));
        assertEquals("", heard.get("cards"));
        String scale = heard.getOrDefault("scale", "");
        assertTrue(scale.startsWith("\2+0000002"), "empty at first");
        assertTrue(scale.contains("\2+0007352" + "18\3\2+0007352"), "the bag at rest");
        assertTrue(scale.endsWith("\2+0000002" + "19" + "\3"), "empty at last");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_device_of_any_kind_can_be_had_as_it_is_delivered(Kind kind) {
        assertEquals(kind.word(), Cast.ofOne(kind).device(kind.word()).name());
    }

    @Test
    void repetitions_come_in_order_and_end_with_their_number() throws ScriptException {
        Timeline timeline = Timeline.of(ScriptFile.parse(DEVICES + """
                [[event]]
                at = "1 s"
                device = "cards"
                present = "0100A1B2C3"
                repeat_every = "2 s"
                repeat_times = 3
                [[event]]
                at = "1500 ms"
                device = "cards"
                withdraw = true
                repeat_every = "2 s"
                repeat_times = 3
                """));
        assertEquals(List.of(), timeline.dueBy(SECOND - 1));
        assertEquals(List.of("present 0100A1B2C3", "withdraw"), acts(timeline.dueBy(2 * SECOND)));
        assertFalse(timeline.ended());
        assertEquals(List.of("present 0100A1B2C3", "withdraw", "present 0100A1B2C3", "withdraw"),
                acts(timeline.dueBy(100 * SECOND)));
        assertTrue(timeline.ended());
    }

    @Test
    void without_a_number_repetitions_never_end() throws ScriptException {
        Timeline timeline = Timeline.of(ScriptFile.parse(DEVICES + """
                [[event]]
                at = "0 s"
                device = "scanner"
                scan = "AGAIN"
                repeat_every = "8 s"
                """));
        assertEquals(451, timeline.dueBy(3600 * SECOND).size());
        assertFalse(timeline.ended());
    }

    @Test
    void a_row_of_bags_is_the_same_for_the_same_seed_and_within_its_weights() throws ScriptException {
        String bags = """
                [[bags]]
                scale = "scale"
                reader = "%s"
                count = 50
                first_at = "1 s"
                every = "8 s"
                weight_min = "1.000"
                weight_max = "2.000"
                seed = 42
                code_prefix = "%s"
                """;
        List<EventSpec> events = ScriptFile.parse(DEVICES + bags.formatted("scanner", "BAG-")).events();
        assertEquals(events, ScriptFile.parse(DEVICES + bags.formatted("scanner", "BAG-")).events());
        assertEquals(150, events.size());
        assertEquals("scan BAG-0001", events.get(0).act().toString());
        assertEquals("scan BAG-0050", events.get(147).act().toString());
        TreeSet<BigDecimal> weights = new TreeSet<>();
        events.forEach(event -> {
            if (event.act() instanceof Act.Place(var kilograms)) {
                weights.add(kilograms);
            }
        });
        assertTrue(weights.first().compareTo(new BigDecimal("1.000")) >= 0, () -> "" + weights);
        assertTrue(weights.last().compareTo(new BigDecimal("2.000")) <= 0, () -> "" + weights);
        assertTrue(weights.size() > 25, () -> "" + weights);
        assertEquals("present 0100000050", ScriptFile.parse(DEVICES + bags.formatted("cards", "0100")).events().get(196)
                .act().toString());
    }

    private static Map<String, String> played(String toml, long seconds) throws ScriptException {
        Script script = ScriptFile.parse(toml);
        Cast cast = Cast.of(script);
        Timeline timeline = Timeline.of(script);
        Map<String, ByteArrayOutputStream> heard = new HashMap<>();
        for (long nowNanos = 0; nowNanos <= seconds * SECOND; nowNanos += STEP) {
            long stepNanos = nowNanos;
            timeline.dueBy(stepNanos).forEach(event -> cast.perform(event, stepNanos));
            for (DeviceSpec spec : script.devices()) {
                heard.computeIfAbsent(spec.name(), _ -> new ByteArrayOutputStream())
                        .writeBytes(cast.device(spec.name()).advance(stepNanos, SILENCE));
            }
        }
        Map<String, String> texts = new HashMap<>();
        heard.forEach((name, bytes) -> texts.put(name, bytes.toString(StandardCharsets.US_ASCII)));
        return texts;
    }

    private static List<String> acts(List<EventSpec> events) {
        return events.stream().map(event -> event.act().toString()).toList();
    }
}
