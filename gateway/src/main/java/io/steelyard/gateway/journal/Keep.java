package io.steelyard.gateway.journal;

import java.time.Duration;

/**
 * How much of what the platform has acknowledged stays in the journal; what it has not stays however old or much it is.
 *
 * @param age in time that the gateway ran: no date, right or wrong, removes a fact
 * @param bytes with more in use the oldest go first
 */
public record Keep(Duration age, long bytes) {
    /** Unless configured otherwise: a year and some, and room for about two million weighings. */
    public static final Keep USUAL = new Keep(Duration.ofDays(400), 2_000_000_000);
}
