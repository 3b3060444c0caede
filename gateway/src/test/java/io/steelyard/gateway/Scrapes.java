package io.steelyard.gateway;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Pattern;

/** What a Prometheus that scrapes one gateway stores, and what it would have to say of it by the alert rules. */
final class Scrapes {
    static final int EVERY_SECONDS = 30;
    private static final String LABELS = "instance=\"gw\",job=\"steelyard\"";
    private static final Pattern LINE = Pattern.compile("([a-z_]+)(?:\\{(.*)})? (\\S+)");

    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private int count;

    /** One scrape; empty when nobody answers. */
    void add(Optional<String> text) {
        sample("up{" + LABELS + "}", text.isPresent() ? "1" : "0");
        text.ifPresent(told -> told.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            var parsed = LINE.matcher(line);
            if (!parsed.matches()) {
                throw new AssertionError("no sample: " + line);
            }
            var own = parsed.group(2) == null ? "" : "," + parsed.group(2);
            sample(parsed.group(1) + "{" + LABELS + own + "}", parsed.group(3));
        }));
        count++;
        values.values().stream().filter(series -> series.size() < count)
                .forEach(series -> series.add(series.getLast().matches("stale|_") ? "_" : "stale"));
    }

    private void sample(String series, String value) {
        var all = values.computeIfAbsent(series, _ -> {
            var before = new ArrayList<String>();
            for (int scrape = 0; scrape < count; scrape++) {
                before.add("_");
            }
            return before;
        });
        if (all.size() > count) {
            throw new AssertionError("twice in one scrape: " + series);
        }
        all.add(value);
    }

    /** A test for promtool that succeeds if exactly these alerts fire in the end. */
    String test(Path rules, SortedSet<String> firing) {
        var text = new StringBuilder("rule_files: ['" + rules.toAbsolutePath().normalize() + "']\n")
                .append("evaluation_interval: " + EVERY_SECONDS + "s\ntests:\n- interval: " + EVERY_SECONDS
                        + "s\n  input_series:\n");
        values.forEach((series, all) -> text.append("  - series: '" + series + "'\n    values: '"
                + String.join(" ", all) + "'\n"));
        text.append("  promql_expr_test:\n  - expr: 'group by (alertname) (ALERTS{alertstate=\"firing\"})'\n"
                + "    eval_time: " + (count - 1) * EVERY_SECONDS + "s\n    exp_samples:\n");
        firing.forEach(alert -> text.append("    - labels: '{alertname=\"" + alert + "\"}'\n      value: 1\n"));
        return text.toString();
    }
}
