package io.steelyard.gateway.kiosk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The pages, scripts and styles, out of the jar. */
record Pages(String first) {
    private static final String FOLDER = "/io/steelyard/gateway/kiosk/";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,64}\\.([a-z0-9]{2,11})");
    private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8", "js",
            "text/javascript; charset=utf-8", "css", "text/css; charset=utf-8", "svg", "image/svg+xml", "png",
            "image/png", "woff2", "font/woff2", "webmanifest", "application/manifest+json");
    private static final Map<String, String> PAGES = Map.of("today", "today.html", "field", "field.html",
            "bin", "bin.html");
    /** Before a receipt's code. */
    private static final String RECEIPT = "r";
    /** Before the name of what the pages ask for. */
    private static final String PARTS = "page";

    /** With the page first that a site's visitors mostly want: where nothing but a bin stands, the residents'. */
    static Pages of(Site site) {
        return new Pages(site.stations().isEmpty() && site.bin().isPresent() ? "bin.html" : "weigh.html");
    }

    /** The page at that path, or a part of one, if there is one. */
    Optional<Reply> at(List<String> segments) {
        if (segments.size() == 1) {
            var name = segments.getFirst().isEmpty() ? first : PAGES.get(segments.getFirst());
            return Optional.ofNullable(name).flatMap(Pages::file);
        }
        return switch (segments.size() == 2 ? segments.getFirst() : "") {
            case RECEIPT -> file("receipt.html");
            case PARTS -> file(segments.getLast());
            default -> Optional.empty();
        };
    }

    private static Optional<Reply> file(String name) {
        var parsed = NAME.matcher(name);
        var type = parsed.matches() ? TYPES.get(parsed.group(1)) : null;
        if (type == null) {
            return Optional.empty(); // classes lie in the same folder
        }
        try (var found = Pages.class.getResourceAsStream(FOLDER + name)) {
            return found == null ? Optional.empty() : Optional.of(Reply.of(type, found.readAllBytes()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
