package io.steelyard.gateway.weighing;

import java.util.Optional;

/** What people presented and chose for the next weighing. Immutable. */
public record Presented(Codes codes, Optional<Event.Chosen> chosen) {
    /** Nothing yet. */
    public static final Presented NONE = new Presented(Codes.NONE, Optional.empty());

    /** What was chosen; {@link Choice#NONE} if nothing. */
    public Choice choice() {
        return chosen.map(Event.Chosen::choice).orElse(Choice.NONE);
    }

    Presented plus(Event.CodeSeen seen) {
        return new Presented(codes.plus(seen), chosen);
    }

    Presented plus(Event.Chosen newest) {
        return new Presented(codes, Optional.of(newest));
    }

    /** The codes of that moment or later, and the choice. */
    Presented codesSince(long atNanos) {
        return new Presented(codes.since(atNanos), chosen);
    }

    /** The choice if it was made at that moment or later, and the codes. */
    Presented choiceSince(long atNanos) {
        return new Presented(codes, chosen.filter(choice -> choice.atNanos() >= atNanos));
    }

    Presented withoutChoice() {
        return new Presented(codes, Optional.empty());
    }
}
