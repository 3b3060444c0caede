package io.steelyard.gateway.deposit;

/**
 * A durable fact.
 *
 * @param seq its number in this journal
 * @param id its id
 */
public record Recorded(long seq, String id) {}
