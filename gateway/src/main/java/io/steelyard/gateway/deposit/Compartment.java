package io.steelyard.gateway.deposit;

import io.steelyard.gateway.weighing.Event.Weight;
import io.steelyard.gateway.weighing.Sentence;
import io.steelyard.gateway.weighing.Sentence.Code;
import io.steelyard.gateway.weighing.Window;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What is known of one compartment, whoever is served.
 *
 * @param door what its switch says
 * @param doorNanos since when
 * @param leftShut whether it was shut when that was last known: a cut wire does not hide who opens a door
 * @param window the readings that agree; begun anew whenever the door moves
 * @param next the latest of these; once they are enough they are the window, so that nobody is weighed by what agreed hours ago
 * @param unheard why its scale says nothing, if it says nothing
 * @param heardNanos when the scale last sent anything good, or its link last changed
 * @param stands the weight that was last stable
 * @param fillPercent how full its sensor says it is
 */
public record Compartment(Door door, long doorNanos, boolean leftShut, Window window, Window next,
        Optional<String> unheard, long heardNanos,
        Optional<BigDecimal> stands, Optional<Integer> fillPercent) {

    /** What a door's switch says. */
    public enum Door {
        SHUT,
        OPEN,
        /** It was lost, or was not read yet. */
        UNKNOWN
    }

    static Compartment start(long nowNanos) {
        return new Compartment(Door.UNKNOWN, nowNanos, false, Window.NONE, Window.NONE, Optional.empty(), nowNanos,
                Optional.empty(),
                Optional.empty());
    }

    Compartment weighed(Weight weight, BinRules.Part rules) {
        var grown = window.plus(weight, rules.weighing());
        var younger = next.plus(weight, rules.weighing());
        boolean renewed = younger.settled(rules.weighing());
        boolean settled = renewed || grown.settled(rules.weighing());
        var now = renewed ? younger : grown;
        return new Compartment(door, doorNanos, leftShut, now, settled && !renewed ? younger : Window.NONE,
                Optional.empty(), weight.atNanos(),
                settled ? Optional.of(now.modal().reading().value()) : stands, fillPercent);
    }

    Compartment unweighed(long nowNanos, Optional<String> why) {
        return new Compartment(door, doorNanos, leftShut, Window.NONE, Window.NONE, why, nowNanos, stands, fillPercent);
    }

    Compartment door(long nowNanos, Optional<Boolean> closed) {
        var now = closed.map(shut -> shut ? Door.SHUT : Door.OPEN).orElse(Door.UNKNOWN);
        return now == door
                ? this
                : new Compartment(now, nowNanos, closed.orElse(leftShut), Window.NONE, Window.NONE, unheard, heardNanos,
                        stands, fillPercent);
    }

    Compartment fill(Optional<Integer> percent) {
        return new Compartment(door, doorNanos, leftShut, window, next, unheard, heardNanos, stands, percent);
    }

    /** Silence too long is as good as a lost link. */
    Compartment waited(long nowNanos, BinRules.Part rules) {
        return unheard.isEmpty() && nowNanos - heardNanos > rules.weighing().silenceNanosMax()
                ? new Compartment(door, doorNanos, leftShut, Window.NONE, Window.NONE,
                        Optional.of("the scale is silent; check its power, cable and output format"), heardNanos,
                        stands, fillPercent)
                : this;
    }

    boolean shut() {
        return door == Door.SHUT;
    }

    /** The weight behind a shut door, if enough readings agree on it and the last of them came at or after that moment. */
    Optional<Captured> stable(long sinceNanos, long nowNanos, BinRules.Part rules) {
        return shut() && window.settled(rules.weighing()) && window.lastNanos() >= sinceNanos
                && nowNanos - window.lastNanos() <= rules.weighing().gapNanosMax()
                        ? Optional.of(Captured.of(window))
                        : Optional.empty();
    }

    /** Why nothing can be put in now; empty when it takes something. */
    public Optional<Sentence> trouble(BinRules.Part rules) {
        return switch (door) {
            case UNKNOWN -> sentence(Code.DOOR_UNKNOWN,
                    "nobody knows whether the door is shut; check its switch and the wires");
            case OPEN -> sentence(Code.DOOR_OPEN, "the door is open; shut it");
            case SHUT -> unheard.map(why -> new Sentence(Code.LINK_LOST, why)).or(() -> full(rules));
        };
    }

    private Optional<Sentence> full(BinRules.Part rules) {
        boolean byWeight = rules.fullAt().flatMap(most -> stands.map(weight -> weight.compareTo(most) >= 0))
                .orElse(false);
        boolean byLevel = fillPercent.map(percent -> percent >= rules.fullPercent()).orElse(false);
        return byWeight || byLevel ? sentence(Code.FULL, "it is full; empty it") : Optional.empty();
    }

    private static Optional<Sentence> sentence(Code code, String text) {
        return Optional.of(new Sentence(code, text));
    }
}
