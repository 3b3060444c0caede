package io.steelyard.sim.history;

/** A fact of which the gateway told somebody "recorded". From then on it must not be lost, altered or doubled. */
public record Accepted(String journal, long seq, String id) {}
