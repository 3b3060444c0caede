/** The list of cards that a bin knows on its own, pure: who a card's bearer is, as far as a list that may be old can tell. */
@NullMarked
package io.steelyard.gateway.cards;

import org.jspecify.annotations.NullMarked;
