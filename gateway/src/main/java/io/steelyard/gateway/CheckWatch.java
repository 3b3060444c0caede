package io.steelyard.gateway;

import io.steelyard.gateway.config.ScaleChecks;
import io.steelyard.gateway.ops.Checks;
import io.steelyard.gateway.run.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Says whose check is overdue: to people at the start and once a day, and always in the status. Weighing goes on. A calendar that
 * nobody vouches for makes nothing overdue. Looks of one thread; asked by any.
 */
final class CheckWatch implements Checks {
    /** A check made meanwhile is known this soon. */
    private static final long LOOK_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long TELL_NANOS = TimeUnit.DAYS.toNanos(1);

    private final Path data;
    /** Scales' names by their stations'. */
    private final Map<String, String> scales;
    private final Time time;
    private final Consumer<String> say;
    private long lookDueNanos = Long.MIN_VALUE;
    private final Map<String, Long> tellDueNanos = new HashMap<>();
    private volatile Map<String, String> overdue = Map.of();
    /** Passed checks that the file has not yet. Put by any thread, taken by the one that looks. */
    private final Map<String, LocalDate> passed = new ConcurrentHashMap<>();

    CheckWatch(Path data, Map<String, String> scales, Time time, Consumer<String> say) {
        this.data = data;
        this.scales = Map.copyOf(scales);
        this.time = time;
        this.say = say;
    }

    void look(long nowNanos) {
        if (nowNanos < lookDueNanos && passed.isEmpty()) {
            return;
        }
        keepPassed(nowNanos);
        lookDueNanos = nowNanos + LOOK_NANOS;
        var found = new HashMap<String, String>();
        if (time.wallTrusted()) {
            find(found, nowNanos);
        }
        overdue = Map.copyOf(found);
    }

    /** A scale has passed a check, which its fact tells; the file follows within seconds. Any thread; never waits. */
    void passed(String scale, LocalDate until) {
        passed.put(scale, until);
    }

    /** What cannot be written now is tried again at each look. */
    private void keepPassed(long nowNanos) {
        for (var check : Map.copyOf(passed).entrySet()) {
            try {
                ScaleChecks.read(data).with(data, check.getKey(), check.getValue());
                passed.remove(check.getKey(), check.getValue());
            } catch (IOException unwritable) {
                tell("keep until when the check of " + check.getKey() + " counts: " + unwritable.getMessage()
                        + "; its fact is recorded; check the data folder", nowNanos);
            }
        }
    }

    private void find(Map<String, String> found, long nowNanos) {
        var today = LocalDate.ofInstant(time.wall(), ZoneOffset.UTC);
        try {
            var checks = ScaleChecks.read(data);
            scales.forEach((station, scale) -> checks.overdue(scale, today)
                    .ifPresent(sentence -> found.put(station, scale + ": " + sentence)));
            found.values().forEach(
                    sentence -> tell(sentence
                            + "; have it checked with a reference mass (/field of the kiosk, or steelyard provision)",
                            nowNanos));
        } catch (IOException unreadable) {
            tell(String.valueOf(unreadable.getMessage()), nowNanos);
        }
    }

    private void tell(String sentence, long nowNanos) {
        if (nowNanos >= tellDueNanos.getOrDefault(sentence, Long.MIN_VALUE)) {
            tellDueNanos.put(sentence, nowNanos + TELL_NANOS);
            say.accept(sentence);
        }
    }

    @Override
    public Optional<String> overdue(String station) {
        return Optional.ofNullable(overdue.get(station));
    }

    @Override
    public String sentence() {
        return overdue.values().stream().sorted().reduce("", (told, one) -> told + "; " + one);
    }
}
