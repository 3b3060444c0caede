package io.steelyard.gateway.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * A date that today cannot be before: that of the software, and the newest that a trusted calendar was seen to show, in a file of
 * one line (RFC 3339). A board without a battery wakes up in 1970, or where it went to sleep; this knows better.
 *
 * <p>The file is replaced whole and not synced: after a power cut it may be older than it was, which proves less and nothing
 * wrong. Any thread may read; one writes.
 *
 * @param folder the data folder
 * @param built when this software was made
 */
public record CalendarFloor(Path folder, Instant built) {
    /** Of the file in the data folder. */
    public static final String NAME = "calendar.floor";

    /** The later of both; an unreadable file proves nothing. */
    public Instant read() {
        try {
            var kept = Instant.parse(Files.readString(folder.resolve(NAME), StandardCharsets.US_ASCII).strip());
            return kept.isAfter(built) ? kept : built;
        } catch (IOException | DateTimeParseException unreadable) {
            return built;
        }
    }

    void write(Instant seen) throws IOException {
        var fresh = folder.resolve(NAME + ".new");
        Files.writeString(fresh, seen + "\n", StandardCharsets.US_ASCII);
        Files.move(fresh, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    }
}
