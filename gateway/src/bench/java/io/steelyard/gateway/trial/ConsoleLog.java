package io.steelyard.gateway.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the operator was told in a trial: each kind of sentence once, and how fast the log grew at worst. */
record ConsoleLog(Map<String, Integer> sentences, int linesPerMinuteMax) {
    private static final Pattern LINE = Pattern.compile("(\\d\\d:\\d\\d):\\d\\d\\.\\d{3} (.*)");

    static ConsoleLog of(Path file) throws IOException {
        Map<String, Integer> sentences = new LinkedHashMap<>();
        Map<String, Integer> byMinute = new LinkedHashMap<>();
        for (var line : Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.<String>of()) {
            var matcher = LINE.matcher(line);
            var minute = matcher.matches() ? matcher.group(1) : "none";
            var said = matcher.matches() ? matcher.group(2) : line;
            byMinute.merge(minute, 1, Integer::sum);
            sentences.merge(said.replaceAll("\\d+", "N"), 1, Integer::sum);
        }
        return new ConsoleLog(sentences, byMinute.values().stream().mapToInt(Integer::intValue).max().orElse(0));
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        sentences.forEach((said, times) -> lines.add("    " + times + " x " + said));
        return lines;
    }
}
