package io.steelyard.gateway.deposit;

/**
 * An alarm that lasts.
 *
 * @param alarm which
 * @param source the detector that tells it, or the compartment whose door does: several may tell the same
 */
public record Sounding(Alarm alarm, String source) {}
