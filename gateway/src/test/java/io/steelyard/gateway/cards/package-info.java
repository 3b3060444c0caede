/** What a list of cards says of a bearer. */
@NullMarked
package io.steelyard.gateway.cards;

import org.jspecify.annotations.NullMarked;
