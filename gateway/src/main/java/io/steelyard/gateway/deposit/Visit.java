package io.steelyard.gateway.deposit;

import java.util.Map;
import java.util.Optional;

/**
 * A visit of the crew that empties the bin.
 *
 * @param crew who
 * @param before what each compartment weighed before its door opened; those whose weight was not stable are missing
 * @param begun the fact that was durable before the doors were unlocked
 */
public record Visit(Holder crew, Map<String, Captured> before, Optional<Recorded> begun) {
    public Visit {
        before = Map.copyOf(before);
    }

    Visit with(Recorded fact) {
        return new Visit(crew, before, Optional.of(fact));
    }

    /**
     * How it ended.
     *
     * @param atNanos when
     * @param visit which
     * @param after what each compartment weighed when its door was shut again; those whose weight is not known are missing
     * @param broken the gateway ended in the middle, so nobody knows what was taken
     */
    public record Left(long atNanos, Visit visit, Map<String, Captured> after, boolean broken) {
        public Left {
            after = Map.copyOf(after);
        }
    }
}
