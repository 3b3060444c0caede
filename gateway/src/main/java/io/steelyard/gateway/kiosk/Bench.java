package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.station.Commits;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a technician at the kiosk works with beside the desk.
 *
 * @param doctor examines the site and tells it as one object of JSON; takes seconds. Empty where nobody can
 * @param commits takes what a scale's check has shown
 * @param passed told which scale passed a check that is durable, and until when it counts; must not wait
 */
public record Bench(Optional<Supplier<String>> doctor, Commits commits, Passed passed) {

    /** Hears of checks that scales passed. */
    public interface Passed {
        void until(String scale, LocalDate day);
    }
}
