package io.steelyard.gateway.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured: a number for each round of each series, and sentences. Travels from a child process as lines of text. */
final class Findings {
    private static final String NUMBER = "number";
    private static final String NOTE = "note";

    private final Map<String, List<Double>> numbers = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    /** The line that tells of one round's number. */
    static String number(String series, double value) {
        return NUMBER + "\t" + series + "\t" + value;
    }

    /** The line that tells something in words: what was skipped, what must be known to judge a number. */
    static String note(String sentence) {
        return NOTE + "\t" + sentence;
    }

    /** Takes a line in; lines of other forms are not ours. */
    void hear(String line) {
        var fields = line.split("\t");
        if (fields.length == 3 && fields[0].equals(NUMBER)) {
            numbers.computeIfAbsent(fields[1], _ -> new ArrayList<>()).add(Double.parseDouble(fields[2]));
        } else if (fields.length == 2 && fields[0].equals(NOTE) && !notes.contains(fields[1])) {
            notes.add(fields[1]);
        }
    }

    /** One number a round, in order; empty when it was not measured. */
    List<Double> of(String series) {
        return List.copyOf(numbers.getOrDefault(series, List.of()));
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
