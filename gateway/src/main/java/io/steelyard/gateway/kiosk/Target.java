package io.steelyard.gateway.kiosk;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for. Only plain paths are known: no percent signs, no dots but within a name, no doubled slashes, so nothing
 * has to be cleaned and nothing can be hidden.
 *
 * @param segments of the path; one empty text for the root
 * @param query the parameters, decoded
 */
record Target(List<String> segments, Map<String, String> query) {
    private static final Pattern PLAIN = Pattern.compile("/|(/[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*){1,6}");
    private static final int PATH_MAX = 256;
    private static final int QUERY_MAX = 512;

    static Target of(URI uri) throws Refusal {
        var path = uri.getRawPath();
        if (uri.getRawAuthority() != null || path == null || path.length() > PATH_MAX
                || !PLAIN.matcher(path).matches()) {
            throw Refusal.notFound();
        }
        return new Target(List.of(path.substring(1).split("/", -1)), query(uri.getRawQuery()));
    }

    private static Map<String, String> query(@Nullable String raw) throws Refusal {
        var parameters = new LinkedHashMap<String, String>();
        if (raw == null || raw.isEmpty()) {
            return parameters;
        }
        if (raw.length() > QUERY_MAX) {
            throw new Refusal(414, "too-long", "the address is too long; ask for less");
        }
        for (var parameter : raw.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.put(decoded(parameter.substring(0, equals)), decoded(parameter.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) throws Refusal {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw Refusal.notFound();
        }
    }
}
