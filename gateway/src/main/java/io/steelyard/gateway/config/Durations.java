package io.steelyard.gateway.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500 ms}, {@code 30 s}, {@code 20 min}, {@code 2 h}, {@code 400 days}. */
final class Durations {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9}) ?(ms|s|min|h|days)");
    private static final Map<String, Duration> UNITS = Map.of("ms", Duration.ofMillis(1), "s", Duration.ofSeconds(1),
            "min", Duration.ofMinutes(1), "h", Duration.ofHours(1), "days", Duration.ofDays(1));

    private Durations() {}

    static Optional<Duration> parse(String text) {
        var written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(UNITS.get(written.group(2)))
                .map(unit -> unit.multipliedBy(Long.parseLong(written.group(1))));
    }
}
