package io.steelyard.sim.history;

/**
 * What a run of its kind must have come to, beyond what must hold always.
 *
 * @param complete everything journaled has reached the platform: the run ended with a working network and time enough; nothing is under way
 * @param allWeighed every placement was weighed: no fault hid a bag from its scale
 * @param slackMillis a weighing may be captured this much after its bag was lifted: the last reading was under way
 */
public record Expectations(boolean complete, boolean allWeighed, long slackMillis) {}
