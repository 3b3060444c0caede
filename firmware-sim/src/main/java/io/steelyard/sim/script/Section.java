package io.steelyard.sim.script;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/**
 * One table of a script while it is read: hands out values, notes a fault for each that is missing or wrong and goes on
 * with a stand-in, so that all faults are found in one reading. Knows which keys were asked for; any other is a fault.
 */
final class Section {
    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?) ?(ms|s|min|h)");
    private static final int NANO_DIGITS = 9;
    private static final BigDecimal DURATION_SECONDS_MAX = BigDecimal.valueOf(86_400L * 366);

    private final String path;
    private final TomlTable table;
    private final List<ScriptFault> faults;
    private final Set<String> asked = new HashSet<>();

    Section(String path, TomlTable table, List<ScriptFault> faults) {
        this.path = path;
        this.table = table;
        this.faults = faults;
    }

    boolean has(String key) {
        return value(key) != null;
    }

    void fault(String key, String remedy) {
        Object value = value(key);
        faults.add(new ScriptFault(at(key), value == null ? "missing" : "\"" + value + "\"", remedy));
    }

    Optional<String> text(String key, String remedy) {
        Object value = value(key);
        if (value instanceof String text && !text.isEmpty()) {
            return Optional.of(text);
        }
        if (value != null) {
            fault(key, remedy);
        }
        return Optional.empty();
    }

    String requiredText(String key, String remedy) {
        if (!has(key)) {
            fault(key, remedy);
        }
        return text(key, remedy).orElse("");
    }

    /** One of a few words, the first if nothing is written. */
    String oneOf(String key, List<String> words) {
        String remedy = "write one of " + words;
        String word = text(key, remedy).orElse(words.getFirst());
        if (words.contains(word)) {
            return word;
        }
        fault(key, remedy);
        return words.getFirst();
    }

    boolean flag(String key, boolean otherwise) {
        Object value = value(key);
        if (value != null && !(value instanceof Boolean)) {
            fault(key, "write true or false, without quotes");
        }
        return value instanceof Boolean flag ? flag : otherwise;
    }

    long whole(String key, long otherwise, long least, long most) {
        Object value = value(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Long number && number >= least && number <= most) {
            return number;
        }
        fault(key, "write a whole number from " + least + " to " + most);
        return otherwise;
    }

    /** An exact number: a string such as "0.01", since a TOML float would be binary. */
    BigDecimal decimal(String key, String otherwise) {
        Object value = value(key);
        if (value instanceof String text && text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            return new BigDecimal(text);
        }
        if (value != null) {
            fault(key, "write a number in quotes, as \"7.35\"");
        }
        return new BigDecimal(otherwise);
    }

    double rate(String key) {
        double rate = switch (value(key)) {
            case null -> 0;
            case Double number -> number;
            case Long number -> number;
            default -> -1;
        };
        if (!(rate >= 0 && rate <= 1)) {
            fault(key, "write a probability from 0.0 to 1.0");
        }
        return rate;
    }

    long durationNanos(String key, long otherwise) {
        Object value = value(key);
        if (value == null) {
            return otherwise;
        }
        Matcher matcher = DURATION.matcher(value instanceof String text ? text : "");
        if (matcher.matches()) {
            BigDecimal seconds = new BigDecimal(matcher.group(1)).multiply(unitSeconds(matcher.group(2)));
            if (seconds.compareTo(DURATION_SECONDS_MAX) <= 0) {
                return seconds.movePointRight(NANO_DIGITS).longValue();
            }
        }
        fault(key, "write a time with its unit, as \"2 s\" (ms, s, min, h; at most a year)");
        return otherwise;
    }

    long requiredDurationNanos(String key) {
        if (!has(key)) {
            fault(key, "write a time with its unit, as \"2 s\" (ms, s, min, h)");
        }
        return durationNanos(key, 0);
    }

    Optional<Section> section(String key) {
        Object value = value(key);
        if (value instanceof TomlTable inner) {
            return Optional.of(new Section(at(key), inner, faults));
        }
        if (value != null) {
            fault(key, "write a table, as { flip = 0.001 }");
        }
        return Optional.empty();
    }

    /** The tables of {@code [[key]]}; none if the key is not there. */
    List<Section> sections(String key) {
        Object value = value(key);
        if (value instanceof TomlArray array && array.toList().stream().allMatch(TomlTable.class::isInstance)) {
            return IntStream.range(0, array.size())
                    .mapToObj(i -> new Section(at(key) + "[" + i + "]", array.getTable(i), faults)).toList();
        }
        if (value != null) {
            fault(key, "write it as tables, each under [[" + key + "]]");
        }
        return List.of();
    }

    /** To be called last: whatever is there and was never asked for is a fault. */
    void refuseTheRest() {
        table.keySet().stream().filter(key -> !asked.contains(key)).sorted().forEach(key -> faults
                .add(new ScriptFault(at(key), "unknown key",
                        "take it out, or write one of " + asked.stream().sorted().toList())));
    }

    private @Nullable Object value(String key) {
        asked.add(key);
        return table.get(List.of(key));
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static BigDecimal unitSeconds(String unit) {
        return switch (unit) {
            case "ms" -> new BigDecimal("0.001");
            case "s" -> BigDecimal.ONE;
            case "min" -> BigDecimal.valueOf(60);
            default -> BigDecimal.valueOf(3600);
        };
    }
}
