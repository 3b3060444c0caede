package io.steelyard.gateway.weighing;

import io.steelyard.gateway.weighing.Event.CodeKind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The codes presented for the next weighing, the newest of each kind. Immutable. */
public record Codes(Map<CodeKind, Code> byKind) {
    /** Nothing presented. */
    public static final Codes NONE = new Codes(Map.of());

    /** A code and the moment it was presented. */
    public record Code(String text, long atNanos) {}

    Codes plus(Event.CodeSeen seen) {
        var more = new EnumMap<CodeKind, Code>(CodeKind.class);
        more.putAll(byKind);
        more.put(seen.kind(), new Code(seen.code(), seen.atNanos()));
        return new Codes(Collections.unmodifiableMap(more));
    }

    /** Those presented at that moment or later. */
    public Codes since(long atNanos) {
        var later = new EnumMap<CodeKind, Code>(CodeKind.class);
        byKind.forEach((kind, code) -> {
            if (code.atNanos() >= atNanos) {
                later.put(kind, code);
            }
        });
        return new Codes(Collections.unmodifiableMap(later));
    }

    boolean cover(Set<CodeKind> needs) {
        return byKind.keySet().containsAll(needs);
    }

    /** Those of them that were not presented. */
    public Set<CodeKind> missing(Set<CodeKind> needs) {
        return needs.stream().filter(kind -> !byKind.containsKey(kind)).collect(Collectors.toUnmodifiableSet());
    }

    /** The code of that kind, if presented. */
    public Optional<String> of(CodeKind kind) {
        return Optional.ofNullable(byKind.get(kind)).map(Code::text);
    }
}
