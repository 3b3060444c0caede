package io.steelyard.gateway.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Whether a schema may follow another without breaking who relies on it. A consumer of what we send relies on every property and
 * every promise about it; a platform that sends to us relies on nothing more being demanded. Texts for people may change,
 * properties may be added, and a list of known values may grow.
 */
final class Evolution {
    private static final Set<String> TEXTS = Set.of("title", "description");
    /** Values that there are, closed or open. */
    private static final Set<String> LISTS = Set.of("enum", "x-known");

    private final boolean sent;
    private final List<String> faults = new ArrayList<>();

    private Evolution(boolean sent) {
        this.sent = sent;
    }

    /**
     * @param sent whether the gateway sends such messages; otherwise it receives them
     * @return one sentence a fault
     */
    static List<String> faults(JsonNode before, JsonNode now, boolean sent) {
        var evolution = new Evolution(sent);
        evolution.compare("", before, now);
        return evolution.faults;
    }

    private void compare(String path, JsonNode before, JsonNode now) {
        for (var keyword : before.propertyNames()) {
            var here = path + "/" + keyword;
            var was = before.get(keyword);
            var is = now.get(keyword);
            if (TEXTS.contains(keyword)) {
                continue;
            }
            if (is == null) {
                faults.add(here + " is gone");
            } else if (keyword.equals("required")) {
                required(here, values(was), values(is));
            } else if (LISTS.contains(keyword)) {
                if (!values(is).containsAll(values(was))) {
                    faults.add(here + " knows fewer values");
                }
            } else if (was.isObject()) {
                compare(here, was, is);
            } else if (keyword.equals("allOf")) {
                if (!values(is).containsAll(values(was))) {
                    faults.add(here + " says less");
                }
            } else if (!was.equals(is)) {
                faults.add(here + " was " + was + " and is " + is);
            }
        }
        if (!sent && now.has("required") && !before.has("required")) {
            faults.add(path + "/required demands what was not demanded");
        }
    }

    private void required(String path, Set<JsonNode> was, Set<JsonNode> is) {
        if (sent && !is.containsAll(was)) {
            faults.add(path + " promises less");
        }
        if (!sent && !was.containsAll(is)) {
            faults.add(path + " demands more");
        }
    }

    private static Set<JsonNode> values(JsonNode list) {
        var values = new HashSet<JsonNode>();
        StreamSupport.stream(list.spliterator(), false).forEach(values::add);
        return values;
    }
}
