package io.steelyard.gateway.config;

import io.steelyard.gateway.journal.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Until which day each scale's last passed check counts, in a file of the data folder. The journal has the checks themselves; a
 * start need not search a year of facts for them. The date is for people: nothing stops on it.
 *
 * @param until by the scale's name; a scale that was never checked is not in it
 */
public record ScaleChecks(Map<String, LocalDate> until) {
    private static final String NAME = "scale.checks";

    public ScaleChecks {
        until = Map.copyOf(until);
    }

    /** What is known in this data folder: a line a scale, its name and the day. */
    public static ScaleChecks read(Path data) throws IOException {
        var file = data.resolve(NAME);
        if (!Files.exists(file)) {
            return new ScaleChecks(Map.of());
        }
        var until = new TreeMap<String, LocalDate>();
        for (var line : Files.readAllLines(file)) {
            var words = line.split(" ", -1);
            try {
                until.put(words[0], LocalDate.parse(words[words.length - 1]));
            } catch (DateTimeParseException unreadable) {
                throw new IOException("read " + file + ": \"" + line
                        + "\" is not a scale's name and a day; remove the file and check the scales anew", unreadable);
            }
        }
        return new ScaleChecks(until);
    }

    /** The same with one check more, written before it is answered. */
    public ScaleChecks with(Path data, String scale, LocalDate day) throws IOException {
        var more = new TreeMap<>(until);
        more.put(scale, day);
        WholeFile.write(data.resolve(NAME),
                more.entrySet().stream().map(one -> one.getKey() + " " + one.getValue() + "\n")
                        .collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8));
        return new ScaleChecks(more);
    }

    /** A sentence if a scale's check no longer counts. */
    public Optional<String> overdue(String scale, LocalDate today) {
        return Optional.ofNullable(until.get(scale)).filter(day -> day.isBefore(today))
                .map(day -> "its check is overdue since " + day);
    }
}
