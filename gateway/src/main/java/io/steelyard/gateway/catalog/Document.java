package io.steelyard.gateway.catalog;

/**
 * Which document is in force: facts name its version and its bytes.
 *
 * @param name materials, tariff or factors
 * @param version names this edition of it
 * @param validFrom the first day on which it was meant to be used, as 2026-11-01; for people, nothing here expires by the calendar
 * @param title what people call it
 * @param sha256 of its bytes, hexadecimal
 */
public record Document(String name, String version, String validFrom, Names title, String sha256) {}
