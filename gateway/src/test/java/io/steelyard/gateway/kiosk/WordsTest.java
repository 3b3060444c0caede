package io.steelyard.gateway.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.bin.BinView.Phase;
import io.steelyard.gateway.deposit.Alarm;
import io.steelyard.gateway.deposit.Outcome;
import io.steelyard.gateway.weighing.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages have words for everything, in both languages. */
final class WordsTest {
    private static final Path FOLDER = Path.of("src", "main", "resources", "io", "steelyard", "gateway", "kiosk");
    private static final Pattern ENTRY = Pattern.compile("^  '([^']+)': \\['([^']+)',\\s+'([^']+)'\\],$",
            Pattern.MULTILINE);
    private static final Pattern USED = Pattern
            .compile("word\\('([^'$]+)'[,)]|data-word(?:-label)?=\"([^\"]+)\"|'data-word(?:-label)?': '([^']+)'");
    /** An end is told by its outcome. */
    private static final Set<Phase> TOLD_BY_OTHERS = Set.of(Phase.ENDED);
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    @Test
    void each_key_has_words_in_both_languages() throws IOException {
        var lines = Files.readAllLines(FOLDER.resolve("words.js")).stream().filter(line -> line.startsWith("  '"))
                .count();
        assertEquals(lines, words().count());
        assertEquals(Set.of("language.other", "trouble.at"), words().filter(entry -> !CHINESE.matcher(entry[1]).find()
                || CHINESE.matcher(entry[2]).find()).map(entry -> entry[0]).collect(Collectors.toSet()));
    }

    @Test
    void both_languages_have_the_same_places_for_values() throws IOException {
        var place = Pattern.compile("\\{[a-z]+\\}");
        words().forEach(
                entry -> assertEquals(place.matcher(entry[1]).results().map(found -> found.group()).sorted().toList(),
                        place.matcher(entry[2]).results().map(found -> found.group()).sorted().toList(), entry[0]));
    }

    @Test
    void what_the_pages_say_has_words() throws IOException {
        var missing = new TreeSet<String>();
        try (var files = Files.list(FOLDER)) {
            for (var file : files.toList()) {
                USED.matcher(Files.readString(file)).results()
                        .map(found -> Stream.of(1, 2, 3).map(found::group).filter(key -> key != null).findFirst()
                                .orElseThrow())
                        .forEach(missing::add);
            }
        }
        assertTrue(missing.size() > 100, missing::toString);
        missing.removeAll(keys());
        assertEquals(Set.of(), missing);
    }

    @Test
    void each_code_of_a_sentence_has_a_sentence_and_an_instruction() throws IOException {
        var missing = Arrays.stream(Sentence.Code.values()).map(Sentence.Code::text)
                .flatMap(code -> Stream.of("code." + code, "do." + code))
                .collect(Collectors.toCollection(TreeSet::new));
        missing.removeAll(keys());
        assertEquals(Set.of(), missing);
    }

    /** Of what a bin may be told of: its phases, how sessions end, what is wrong. */
    @Test
    void each_thing_that_happens_at_a_bin_has_a_sentence_and_an_instruction() throws IOException {
        var missing = Stream.of(
                Arrays.stream(Outcome.values()).filter(outcome -> outcome != Outcome.CREDITED)
                        .map(outcome -> "outcome." + outcome.text()),
                Arrays.stream(Alarm.values()).map(alarm -> "alarm." + alarm.text()),
                Arrays.stream(Phase.values()).filter(phase -> !TOLD_BY_OTHERS.contains(phase))
                        .map(phase -> "bin." + phase.name()))
                .flatMap(keys -> keys).flatMap(key -> Stream.of(key, key + ".do"))
                .collect(Collectors.toCollection(TreeSet::new));
        missing.removeAll(keys());
        assertEquals(Set.of("bin.OPEN_THE_DOOR.do", "bin.SHUT_THE_DOOR.do", "bin.OUT_OF_SERVICE.do"), missing,
                "which door, or why, is said instead");
    }

    private static Set<String> keys() throws IOException {
        return words().map(entry -> entry[0]).collect(Collectors.toSet());
    }

    private static Stream<String[]> words() throws IOException {
        return ENTRY.matcher(Files.readString(FOLDER.resolve("words.js"))).results()
                .map(found -> new String[]{found.group(1), found.group(2), found.group(3)});
    }
}
