package io.steelyard.gateway.deposit;

/**
 * Who presented a card.
 *
 * @param token stands for the card
 * @param standing what the list of cards says of it
 */
public record Holder(String token, Standing standing) {}
