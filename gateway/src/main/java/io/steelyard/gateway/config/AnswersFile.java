package io.steelyard.gateway.config;

import io.steelyard.gateway.journal.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** A flat TOML file of texts, {@code key = "text"}: answers to questions, prepared by a person or given so far. */
public final class AnswersFile {
    private AnswersFile() {}

    /**
     * What is in it; nothing where there is no file and none is demanded.
     *
     * @throws ConfigException listing every fault
     */
    public static Map<String, String> read(Path file, boolean demanded) throws ConfigException, IOException {
        if (!demanded && !Files.exists(file)) {
            return Map.of();
        }
        var toml = TomlFile.read(file);
        var answers = new LinkedHashMap<String, String>();
        for (var key : toml.root().keys().stream().sorted().toList()) {
            toml.root().optionalText(key).ifPresent(text -> answers.put(key, text));
        }
        toml.refuseFaults();
        return answers;
    }

    /** Replaces the file whole; when this returns it is on the disk. */
    public static void write(Path file, String comment, SequencedMap<String, String> answers) throws IOException {
        var text = new StringBuilder("# ").append(comment).append('\n');
        answers.forEach((key, value) -> text.append(key).append(" = ").append(quoted(value)).append('\n'));
        WholeFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A text as TOML writes it. */
    public static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (char letter : text.toCharArray()) {
            if (letter == '"' || letter == '\\') {
                quoted.append('\\').append(letter);
            } else if (Character.isISOControl(letter)) {
                quoted.append("\\u%04X".formatted((int) letter));
            } else {
                quoted.append(letter);
            }
        }
        return quoted.append('"').toString();
    }
}
