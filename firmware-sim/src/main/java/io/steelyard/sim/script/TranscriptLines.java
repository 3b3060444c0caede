package io.steelyard.sim.script;

import io.steelyard.sim.script.Transcript.Part;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a transcript line by line and notes what is wrong with each. Lives for one reading. */
final class TranscriptLines {
    private static final String TO_COME = "=>";
    private static final Pattern LINE = Pattern.compile("(@(?<time>\\S*)\\s*)?(?<mark>[<>]?)(?<bytes>.*)");
    private static final Pattern TIME = Pattern.compile("\\d{1,9}(\\.\\d{1,6})?");
    private static final Pattern BYTE = Pattern.compile("[0-9A-Fa-f]{2}");
    private static final int NANO_DIGITS = 9;

    private final List<Part> parts = new ArrayList<>();
    private final List<ScriptFault> faults = new ArrayList<>();
    private int lineNumber;
    private long latestNanos;

    List<Part> parts() {
        return parts;
    }

    List<ScriptFault> faults() {
        return faults;
    }

    void fault(String path, String value, String remedy) {
        faults.add(new ScriptFault(path, value, remedy));
    }

    void read(String line) {
        lineNumber++;
        String said = line.replaceFirst("#.*", "").strip();
        Matcher matcher = LINE.matcher(said);
        if (said.isEmpty() || said.startsWith(TO_COME) || !matcher.matches()) {
            return;
        }
        String time = matcher.group("time");
        long atNanos = time == null ? Part.UNTIMED : atNanos(time);
        if (matcher.group("mark").isEmpty()) {
            fault(said, "write < for bytes from the device or > for bytes to it, before the bytes");
            return;
        }
        parts.add(new Part(atNanos, matcher.group("mark").equals("<"), bytes(matcher.group("bytes").strip())));
    }

    private long atNanos(String time) {
        if (!TIME.matcher(time).matches()) {
            fault("@" + time, "write seconds with at most six decimals, as \"@0.104211\"");
            return latestNanos;
        }
        long atNanos = new BigDecimal(time).movePointRight(NANO_DIGITS).longValueExact();
        if (atNanos < latestNanos) {
            fault("@" + time, "write a time no earlier than the one before it");
        }
        latestNanos = Math.max(latestNanos, atNanos);
        return latestNanos;
    }

    private byte[] bytes(String hex) {
        List<String> bytes = List.of(hex.split("\\s+"));
        List<String> wrong = bytes.stream().filter(BYTE.asMatchPredicate().negate()).toList();
        if (!wrong.isEmpty()) {
            fault(wrong.getFirst(), "write each byte as two hex digits, parted by spaces, as \"02 2B 30\"");
            return new byte[0];
        }
        return HexFormat.of().parseHex(String.join("", bytes));
    }

    private void fault(String value, String remedy) {
        fault("line " + lineNumber, "\"" + value + "\"", remedy);
    }
}
