package io.steelyard.gateway.deposit;

import java.util.Optional;

/**
 * One resident's deposit, from the weight before on.
 *
 * @param holder who
 * @param compartment where to
 * @param before the weight before the door opens
 * @param begun the fact that was durable before the door was unlocked
 */
public record Session(Holder holder, String compartment, Captured before, Optional<Recorded> begun) {
    Session with(Recorded fact) {
        return new Session(holder, compartment, before, Optional.of(fact));
    }
}
