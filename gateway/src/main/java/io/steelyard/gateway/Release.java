package io.steelyard.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;

/** When this software was made; the build writes it into a resource. */
final class Release {
    private static final String RESOURCE = "built.txt";

    private Release() {}

    /** No earlier day can be today. */
    static Instant built() {
        try (var resource = Objects.requireNonNull(Release.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return Instant.parse(new String(resource.readAllBytes(), StandardCharsets.US_ASCII).strip());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the program's own file " + RESOURCE + " cannot be read", unreadable);
        }
    }
}
