package io.steelyard.gateway.field;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What kind of site it is, which says whose codes its readers read and without which codes nothing is recorded. */
enum SiteProfile {
    /** Staff weigh bags that carry a code; households may show a card. */
    SERVICE_STATION("bag"),
    /** A household opens it with a card or a code; nobody is there. */
    SMART_BIN("household"),
    /** Bags are weighed once more and opened. */
    SORTING_BAY("bag");

    private final String needs;

    SiteProfile(String needs) {
        this.needs = needs;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<SiteProfile> named(String text) {
        return Arrays.stream(values()).filter(profile -> profile.text().equals(text)).findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(SiteProfile::text).collect(Collectors.joining(", "));
    }

    /** The code without which nothing is recorded, if a reader reads it. */
    String needs() {
        return needs;
    }

    /** What the devices speak for: cards alone are a bin's, cards beside a scanner a station's, a scanner alone a bay's. */
    static SiteProfile proposed(List<Attached> readers) {
        boolean scanner = readers.stream().anyMatch(SiteProfile::scans);
        boolean cards = readers.stream().anyMatch(reader -> !scans(reader));
        return cards ? scanner ? SERVICE_STATION : SMART_BIN : scanner ? SORTING_BAY : SERVICE_STATION;
    }

    /** Whose codes a reader most likely reads here. */
    String reads(Attached reader) {
        return this != SMART_BIN && scans(reader) ? "bag" : "household";
    }

    private static boolean scans(Attached reader) {
        return reader.dialect().equals("scanner");
    }
}
