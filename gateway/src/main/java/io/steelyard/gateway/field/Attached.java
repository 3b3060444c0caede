package io.steelyard.gateway.field;

import io.steelyard.gateway.detect.Verdict.Candidate;
import io.steelyard.gateway.link.LineSettings;
import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.tag.TagDialect;
import java.util.Optional;

/**
 * A device on a port: its dialect and, on a serial line, the line's settings; written {@code yaohua-continuous-0 9600 8N1}.
 *
 * @param line empty behind a converter, or where the dialect's usual one will do
 */
record Attached(String dialect, String line) {
    static final String REMEDY = "must be a dialect (`steelyard dialects`) and the line's settings, as"
            + " \"yaohua-continuous-0 9600 8N1\", or none";

    static Optional<Attached> parse(String text) {
        var words = text.strip().split(" +", 2);
        boolean known = ScaleDialect.named(words[0]).isPresent() || TagDialect.named(words[0]).isPresent();
        var line = words.length == 1 ? "" : words[1];
        return known && (line.isEmpty() || LineSettings.parse(line).isPresent())
                ? Optional.of(new Attached(words[0], line))
                : Optional.empty();
    }

    static Attached of(Candidate heard) {
        return new Attached(heard.dialect(), heard.line());
    }

    boolean scale() {
        return ScaleDialect.named(dialect).isPresent();
    }

    @Override
    public String toString() {
        return line.isEmpty() ? dialect : dialect + " " + line;
    }
}
