package io.steelyard.gateway.config;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlTable;

/**
 * One table of the file being read. Every question notes a fault instead of failing, answers with a stand-in and goes on, so
 * that all faults of a file come out together; {@link #finish()} notes the keys that nobody asked for.
 */
final class Section {
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,9}(\\.\\d{1,6})?");

    private final @Nullable TomlTable table;
    private final String path;
    private final List<Fault> faults;
    private final Set<String> asked = new HashSet<>();
    private boolean sound = true;

    Section(@Nullable TomlTable table, String path, List<Fault> faults) {
        this.table = table;
        this.path = path;
        this.faults = faults;
    }

    /** Notes a fault of a key of this table. */
    void fault(String key, String remedy) {
        var value = value(key);
        sound = false;
        faults.add(new Fault(path(key), value == null ? "" : show(value), remedy));
    }

    /** Was no fault noted of this table's own keys so far? */
    boolean sound() {
        return sound;
    }

    private static String show(Object value) {
        return value instanceof String text
                ? '"' + text + '"'
                : value instanceof Number || value instanceof Boolean
                        ? value.toString()
                        : "(a table or list)";
    }

    private String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private @Nullable Object value(String key) {
        asked.add(key);
        return table == null ? null : table.get(List.of(key));
    }

    /** A text that may be absent. */
    Optional<String> optionalText(String key) {
        var value = value(key);
        if (value == null || value instanceof String) {
            return Optional.ofNullable((String) value);
        }
        fault(key, "must be a text in quotes");
        return Optional.empty();
    }

    /** A text that must be there; the meaning says what it is for. */
    String text(String key, String meaning) {
        var value = value(key);
        if (value == null) {
            fault(key, "is missing; give " + meaning);
        }
        return optionalText(key).orElse("");
    }

    /** A text that must parse; the remedy says what is expected. */
    <T> T parsed(String key, String meaning, Function<String, Optional<T>> parser, String remedy, T standIn) {
        return parsed(key, meaning, parser, _ -> remedy, standIn);
    }

    /** A text that must parse; the remedy says what is wrong with just this text. */
    <T> T parsed(String key, String meaning, Function<String, Optional<T>> parser, UnaryOperator<String> remedy,
            T standIn) {
        var text = text(key, meaning);
        if (!(value(key) instanceof String)) {
            return standIn;
        }
        var parsed = parser.apply(text);
        if (parsed.isEmpty()) {
            fault(key, remedy.apply(text));
        }
        return parsed.orElse(standIn);
    }

    /** A text that parses, or the default when absent. */
    <T> T parsedOr(String key, T otherwise, Function<String, Optional<T>> parser, String remedy) {
        return value(key) == null ? otherwise : parsed(key, "", parser, remedy, otherwise);
    }

    /** A duration within bounds, or the default when absent. */
    Duration durationOr(String key, Duration otherwise, Duration least, Duration most) {
        return parsedOr(key, otherwise,
                text -> Durations.parse(text)
                        .filter(duration -> duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0),
                "must be a duration from " + show(least) + " to " + show(most)
                        + ", as in \"500 ms\", \"30 s\", \"20 min\"");
    }

    private static String show(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    /** An exact decimal; it is written in quotes because TOML's own decimals are binary fractions. */
    BigDecimal decimal(String key, String meaning, BigDecimal standIn) {
        return parsed(key, meaning, Section::decimal, "must be a decimal in quotes, as in \"0.01\"", standIn);
    }

    static Optional<BigDecimal> decimal(String text) {
        return DECIMAL.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /** A whole number within bounds that must be there; the meaning says what it is for. */
    int number(String key, String meaning, int least, int most) {
        if (value(key) == null) {
            fault(key, "is missing; give " + meaning);
        }
        return numberOr(key, least, least, most);
    }

    /** A whole number within bounds, or the default when absent. */
    int numberOr(String key, int otherwise, int least, int most) {
        var value = value(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Long number && number >= least && number <= most) {
            return number.intValue();
        }
        fault(key, "must be a whole number from " + least + " to " + most);
        return otherwise;
    }

    /** Yes or no, or the default when absent. */
    boolean flagOr(String key, boolean otherwise) {
        var value = value(key);
        if (value == null || value instanceof Boolean) {
            return value == null ? otherwise : (Boolean) value;
        }
        fault(key, "must be true or false, without quotes");
        return otherwise;
    }

    /** A list of texts, each parsed; empty when absent. */
    <T> Set<T> setOf(String key, Function<String, Optional<T>> parser, String remedy) {
        var found = new HashSet<T>();
        var value = value(key);
        if (value == null) {
            return found;
        }
        var array = table != null && table.isArray(List.of(key)) ? table.getArray(List.of(key)) : null;
        for (int index = 0; array != null && index < array.size(); index++) {
            var item = array.get(index) instanceof String text ? parser.apply(text) : Optional.<T>empty();
            if (item.isEmpty()) {
                fault(key, remedy);
            }
            item.ifPresent(found::add);
        }
        if (array == null) {
            fault(key, remedy);
        }
        return found;
    }

    /** A file path; relative ones start at the configuration's folder. */
    Path path(String key, String meaning, Path base) {
        return parsed(key, meaning, text -> resolved(text, base), "must be a path", base);
    }

    static Optional<Path> resolved(String text, Path base) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(base.resolve(text).normalize());
        } catch (InvalidPathException malformed) {
            return Optional.empty();
        }
    }

    /** A sub-table; an absent one answers every question as absent. */
    Section section(String key) {
        var value = value(key);
        if (value != null && !(value instanceof TomlTable)) {
            fault(key, "must be a table, [" + path(key) + "]");
        }
        return new Section(value instanceof TomlTable sub ? sub : null, path(key), faults);
    }

    /** Is there a table at all? */
    boolean present() {
        return table != null;
    }

    boolean has(String key) {
        return value(key) != null;
    }

    /** The keys written in this table; they all count as asked for. */
    Set<String> keys() {
        var keys = table == null ? Set.<String>of() : table.keySet();
        asked.addAll(keys);
        return keys;
    }

    /** A list of tables, numbered from 1 in paths. */
    List<Section> sections(String key) {
        var sections = new ArrayList<Section>();
        if (value(key) == null || table == null) {
            return sections;
        }
        var array = table.isArray(List.of(key)) ? table.getArray(List.of(key)) : null;
        for (int index = 0; array != null && index < array.size(); index++) {
            if (array.get(index) instanceof TomlTable sub) {
                sections.add(new Section(sub, path(key) + "[" + (index + 1) + "]", faults));
            }
        }
        if (sections.isEmpty() || array == null || sections.size() != array.size()) {
            fault(key, "must be tables, [[" + path(key) + "]]");
        }
        return sections;
    }

    /** Every key that was not asked for is a fault: a misspelt setting must not be silently ignored. */
    void finish() {
        if (table == null) {
            return;
        }
        var known = String.join(", ", asked.stream().sorted().toList());
        table.keySet().stream().filter(key -> !asked.contains(key)).sorted()
                .forEach(key -> fault(key, "is not a setting; known here: " + known));
    }
}
