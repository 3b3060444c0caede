package io.steelyard.gateway.ops;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Micrometer, with our names and without a state of its own but for the commits' times. One thread at a time. */
final class Meters {
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";
    /** From a disk that lies to one that stands still. */
    private static final Duration[] COMMIT_BOUNDS = {Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(5),
            Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(100),
            Duration.ofMillis(200), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(5)};

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    /** Micrometer forgets who counts as soon as nobody else holds them. */
    private final List<LongSupplier> counted = new ArrayList<>();
    private final Map<Metric, MultiGauge> gauges = new EnumMap<>(Metric.class);
    private final Map<Metric, List<Row<?>>> rows = new EnumMap<>(Metric.class);

    Meters() {
        registry.config().namingConvention(NamingConvention.identity);
    }

    /** A number that only grows. */
    void counter(Metric metric, LongSupplier count, String... labels) {
        counted.add(count);
        FunctionCounter.builder(metric.series(), count, LongSupplier::getAsLong).tags(tags(metric, labels))
                .description(metric.meaning()).register(registry);
    }

    /** Takes times in nanoseconds. Any thread. */
    LongConsumer timer(Metric metric) {
        var timer = Timer.builder(metric.series()).serviceLevelObjectives(COMMIT_BOUNDS).description(metric.meaning())
                .register(registry);
        return nanos -> timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** A number as it is at this moment; what is not set before the next text is not in it. */
    void gauge(Metric metric, double value, String... labels) {
        rows.computeIfAbsent(metric, _ -> new ArrayList<>()).add(Row.of(tags(metric, labels), value));
    }

    void gauge(Metric metric, boolean value, String... labels) {
        gauge(metric, value ? 1 : 0, labels);
    }

    private static Tags tags(Metric metric, String... labels) {
        var tags = Tags.empty();
        for (int label = 0; label < labels.length; label++) {
            tags = tags.and(metric.labels().get(label), labels[label]);
        }
        return tags;
    }

    /** What was set since the last one, the counters and the times. */
    String text() {
        rows.keySet().forEach(metric -> gauges.computeIfAbsent(metric, _ -> MultiGauge.builder(metric.series())
                .description(metric.meaning()).register(registry)));
        gauges.forEach((metric, gauge) -> gauge.register(rows.getOrDefault(metric, List.of()), true));
        rows.clear();
        return registry.scrape(TYPE);
    }
}
