package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.bin.BinView;
import io.steelyard.gateway.bin.Tally;
import io.steelyard.gateway.deposit.Alarm;
import io.steelyard.gateway.ops.Metric;
import io.steelyard.gateway.run.LoopRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a gateway tells is what {@link Metric} has, and what {@code docs/metrics.md} and the monitoring samples speak of. */
final class MetricsPageTest extends WorldStory {
    private static final Path PAGE = Path.of("docs", "metrics.md");
    private static final Path MONITORING = Path.of("..", "config", "monitoring");
    private static final Pattern NAME = Pattern.compile("steelyard_[a-z_]+");
    private static final Pattern TYPED = Pattern.compile("# TYPE (\\S+) (\\S+)");
    /** What a whole gateway, scraped, is to cost at the most: far below what a card's sync takes. */
    private static final long BYTES_MAX = 64 * 1024;

    /** Whoever changes a metric copies its new row from here into the page. */
    @Test
    void the_pages_table_is_the_metrics() throws Exception {
        var rows = Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `steelyard_")).toList();
        assertEquals(String.join("\n", Arrays.stream(Metric.values()).map(MetricsPageTest::row).toList()),
                String.join("\n", rows));
    }

    private static String row(Metric metric) {
        var cells = List.of("`" + metric.series() + "`", word(metric), metric.unit().isEmpty() ? "–" : metric.unit(),
                metric.labels().isEmpty() ? "–" : String.join(", ", metric.labels()), metric.meaning());
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String word(Metric metric) {
        return metric.kind().name().toLowerCase(Locale.ROOT);
    }

    @Test
    void a_gateway_to_which_everything_happened_tells_every_metric_and_no_other() {
        tell((world, folder) -> {
            var heat = new BoardHeat(folder, 45_000);
            world.rest(TimeUnit.SECONDS.toNanos(10));
            var gateway = world.gateway().orElseThrow();
            gateway.metrics().bin("bin-1", new Tally());
            gateway.metrics().text();
            gateway.runs(List.of(new LoopRunner(gateway.journal(), world.time(), (_, _) -> {})));
            gateway.health().show(bin());
            world.goodTimes(1);
            world.broker().breakDown();
            world.weigh(1, WEIGHED_NANOS_MAX);
            var text = gateway.metrics().text();

            var told = new TreeMap<String, String>();
            TYPED.matcher(text).results().forEach(found -> told.put(found.group(1), found.group(2)));
            Map<String, String> promised = Arrays.stream(Metric.values())
                    .collect(Collectors.toMap(Metric::series, MetricsPageTest::word));
            assertEquals(new TreeMap<>(promised), told);
            assertTrue(text.contains("steelyard_bin_alarm{alarm=\"smoke\",bin=\"bin-1\"} 1"), text);
            assertTrue(text.contains("steelyard_temperature_celsius{zone=\"thermal_zone0\"} 45.0"), text);
            assertTrue(text.length() < BYTES_MAX, () -> text.length() + " bytes a scrape");
            world.close();
            heat.close();
        });
    }

    private static BinView bin() {
        var paper = new BinView.Part("paper", "0101", BinView.Door.SHUT, Optional.of(42), true, Optional.empty(),
                Optional.empty());
        return new BinView("bin-1", BinView.Phase.READY, Optional.empty(), List.of(paper), Set.of(Alarm.SMOKE),
                Optional.empty(), Optional.empty(), 0);
    }

    @Test
    void a_machine_without_a_thermometer_tells_no_temperature_and_a_reader_that_read_nothing_no_age() {
        tell((world, folder) -> {
            world.rest(TimeUnit.SECONDS.toNanos(10));
            var text = world.gateway().orElseThrow().metrics().text();
            assertTrue(!text.contains(Metric.TEMPERATURE.series()), text);
            assertTrue(text.contains(Metric.READING_AGE.series() + "{device=\"bay-1-scale\""), text);
            assertTrue(!text.contains(Metric.READING_AGE.series() + "{device=\"bay-1-reader\""), text);
            world.close();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts.yaml", "dashboard.json"})
    void the_monitoring_samples_speak_of_nothing_else(String sample) throws Exception {
        var known = Arrays.stream(Metric.values()).flatMap(metric -> series(metric).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        var spoken = NAME.matcher(Files.readString(MONITORING.resolve(sample))).results().map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
        spoken.removeAll(known);
        assertEquals(Set.of(), spoken);
    }

    private static List<String> series(Metric metric) {
        var name = metric.series();
        return metric.kind() == Metric.Kind.HISTOGRAM
                ? List.of(name + "_bucket", name + "_sum", name + "_count")
                : List.of(name);
    }
}
