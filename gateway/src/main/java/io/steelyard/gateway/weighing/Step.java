package io.steelyard.gateway.weighing;

import java.util.Optional;

/**
 * The answer to one event.
 *
 * @param next where the point stands now
 * @param commit the only effect the rules can have: commit this
 * @param refusal why nothing follows from the event, for the person who caused it
 */
public record Step(WeighingPoint next, Optional<Weighed> commit, Optional<Sentence> refusal) {}
