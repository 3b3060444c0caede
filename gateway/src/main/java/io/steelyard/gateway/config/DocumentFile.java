package io.steelyard.gateway.config;

import io.steelyard.gateway.catalog.Document;
import io.steelyard.gateway.catalog.Names;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one catalog document whole: the head that all of them have, then what is its own. */
final class DocumentFile {
    static final String CODE_REMEDY = "is not a material code; use U, R, H1 to H7 or a GGSS code as 0103";
    private static final Pattern VERSION = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");

    private DocumentFile() {}

    /** What only one kind of document has. */
    interface Body<T> {
        T read(Section root, Document document);
    }

    /** A document with its content. */
    record Read<T>(Document document, T content) {}

    /**
     * @param name which document it must be
     * @throws ConfigException listing every fault
     * @throws IOException when the file cannot be read
     */
    static <T> Read<T> read(Path file, String name, Body<T> body) throws ConfigException, IOException {
        var toml = TomlFile.read(file);
        var document = head(toml.root(), name, toml.sha256());
        var content = body.read(toml.root(), document);
        toml.root().finish();
        toml.refuseFaults();
        return new Read<>(document, content);
    }

    private static Document head(Section root, String name, String sha256) {
        root.parsed("document", "which document this is, \"" + name + "\"",
                text -> Optional.of(text).filter(name::equals),
                "is another document; \"" + name + "\" is wanted here", name);
        var version = root.parsed("version", "a name for this edition; facts quote it",
                text -> Optional.of(text).filter(VERSION.asMatchPredicate()),
                "must be 1 to 63 lower-case letters, digits, dots and hyphens", "");
        var validFrom = root.parsed("valid_from", "its first day, as in \"2026-11-01\"", DocumentFile::date,
                "must be a date as \"2026-11-01\"", "");
        return new Document(name, version, validFrom, names(root, "name"), sha256);
    }

    private static Optional<String> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text).toString());
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    /** The names of one thing in every language of the screen. */
    static Names names(Section section, String key) {
        if (!section.has(key)) {
            section.fault(key, "is missing; give its names, as in { zh-CN = \"废纸\", en = \"Paper\" }");
            return new Names("", "");
        }
        var names = section.section(key);
        var found = names.present()
                ? new Names(words(names, "zh-CN", "its Chinese name"), words(names, "en", "its English name"))
                : new Names("", "");
        names.finish();
        return found;
    }

    /** A text that says something. */
    static String words(Section section, String key, String meaning) {
        return section.parsed(key, meaning, text -> Optional.of(text).filter(words -> !words.isBlank()),
                "must not be empty; give " + meaning, "");
    }
}
