package io.steelyard.gateway;

import io.steelyard.sim.platform.SignedFact;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What happened at bins, counted by the words of the contract: {@code deposit credited}, {@code alarm-raised smoke}.
 *
 * @param counts how often each
 */
record BinHappenings(Map<String, Long> counts) {
    static final String RESTART_AMID_AN_ALARM = "restart amid an alarm";
    static final String FULL = "deposit into what is full then";
    static final String QUARANTINED = "credited to quarantine";
    static final String DIFFERENCE = "difference that is none";
    static final String REAL_DIFFERENCE = "difference";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    BinHappenings {
        counts = new TreeMap<>(counts);
    }

    static BinHappenings of(List<SignedFact> facts) {
        var counting = new Counting();
        facts.forEach(fact -> counting.count(JSON.readTree(fact.bytes())));
        return new BinHappenings(counting.counts);
    }

    static BinHappenings sum(Collection<BinHappenings> some) {
        return new BinHappenings(some.stream().flatMap(one -> one.counts.entrySet().stream())
                .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.summingLong(Map.Entry::getValue))));
    }

    long count(String what) {
        return counts.getOrDefault(what, 0L);
    }

    /** A line each. */
    String table() {
        return counts.entrySet().stream().map(one -> "  %7d  %s%n".formatted(one.getValue(), one.getKey()))
                .collect(Collectors.joining());
    }

    private static final class Counting {
        private final Map<String, Long> counts = new HashMap<>();
        private final Set<String> lasting = new HashSet<>();
        private String journal = "";

        void count(JsonNode fact) {
            if (!fact.get("journal").asString().equals(journal)) {
                journal = fact.get("journal").asString();
                lasting.clear();
            }
            var data = fact.get("data");
            switch (fact.get("type").asString()) {
                case "deposit" -> deposit(data);
                case "handover" -> {
                    if (says(data, "event", "ended")) {
                        happened("handover " + data.get("outcome").asString());
                    }
                }
                case "difference" -> data.get("compartments").forEach(
                        one -> happened(
                                one.get("difference").asString().matches("-?[0.]+") ? DIFFERENCE : REAL_DIFFERENCE));
                case "device" -> alarm(data);
                case "config" -> {
                    if (says(data, "document", "gateway") && !lasting.isEmpty()) {
                        happened(RESTART_AMID_AN_ALARM);
                    }
                }
                default -> {
                }
            }
        }

        private void deposit(JsonNode data) {
            if (!says(data, "event", "ended")) {
                return;
            }
            happened("deposit " + data.get("outcome").asString());
            if (says(data, "outcome", "credited") && says(data, "account", "quarantine")) {
                happened(QUARANTINED);
            }
            if (data.path("fill").asInt(0) >= WorldBin.FULL_PERCENT) {
                happened(FULL);
            }
        }

        private void alarm(JsonNode data) {
            var alarm = data.path("alarm").asString("");
            var source = alarm + " of " + data.path("source").asString("");
            if (says(data, "event", "alarm-raised")) {
                happened("alarm-raised " + alarm);
                lasting.add(source);
            } else if (says(data, "event", "alarm-cleared")) {
                happened("alarm-cleared " + alarm);
                lasting.remove(source);
            }
        }

        private static boolean says(JsonNode data, String name, String value) {
            return data.path(name).asString("").equals(value);
        }

        private void happened(String what) {
            counts.merge(what, 1L, Long::sum);
        }
    }
}
