package io.steelyard.gateway.deposit;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The answer to one event.
 *
 * @param next how the bin stands now
 * @param effects what is to be done, in this order
 */
public record Step(Bin next, List<Effect> effects) {
    public Step {
        effects = List.copyOf(effects);
    }

    static Step stay(Bin next) {
        return new Step(next, List.of());
    }

    Step then(Function<Bin, Step> more) {
        var after = more.apply(next);
        return new Step(after.next(), Stream.concat(effects.stream(), after.effects().stream()).toList());
    }

    /** The same, with this to be done before. */
    Step first(Effect effect) {
        return new Step(next, Stream.concat(Stream.of(effect), effects.stream()).toList());
    }
}
