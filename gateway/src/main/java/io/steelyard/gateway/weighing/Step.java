package io.steelyard.gateway.weighing;

import java.util.Optional;

/**
 * The answer to one event.
 *
 * @param next where the point stands now
 * @param commit the only effect the rules can have: commit this
 */
public record Step(WeighingPoint next, Optional<Weighed> commit) {}
