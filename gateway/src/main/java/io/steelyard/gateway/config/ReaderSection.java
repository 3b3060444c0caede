package io.steelyard.gateway.config;

import io.steelyard.gateway.pin.GpioChip;
import io.steelyard.gateway.tag.TagDialect;
import io.steelyard.gateway.weighing.Event.CodeKind;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * Reads a reader of codes, of a station or of a bin.
 *
 * @param section its table
 * @param chip where devices on bare wires are attached
 */
record ReaderSection(Section section, GpioChip chip) {
    /** @param whose reads from the same table whose codes: empty for the badges by which operators sign in */
    GatewayConfig.Reader read(Supplier<Optional<CodeKind>> whose) {
        var device = new DeviceSection(section, chip);
        var name = device.name("the reader's name, as in \"bay-1-qr\"");
        var dialect = section.parsed("dialect", "its protocol: " + dialects(), TagDialect::named,
                "is not a reader dialect; known: " + dialects(), TagDialect.SCANNER);
        var reads = whose.get();
        var pattern = section.parsedOr("pattern", Pattern.compile(".+"), ReaderSection::pattern,
                "is not a regular expression; it says what this site's codes look like, as \"BAG-[0-9]{6}\"");
        var scanner = DialectSettings.reader(section, dialect);
        return new GatewayConfig.Reader(name, dialect, device.link(dialect.wireName(), dialect.protocol()), reads,
                pattern, device.poll(dialect.protocol()), scanner);
    }

    private static String dialects() {
        return Arrays.stream(TagDialect.values()).map(TagDialect::wireName).collect(Collectors.joining(", "));
    }

    private static Optional<Pattern> pattern(String text) {
        try {
            return Optional.of(Pattern.compile(text));
        } catch (PatternSyntaxException malformed) {
            return Optional.empty();
        }
    }
}
