package io.steelyard.sim.platform;

/** A fact the platform did not keep, and why. */
public record Refusal(SignedFact fact, String why) {}
