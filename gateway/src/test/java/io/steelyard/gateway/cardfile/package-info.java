/** A list of cards heard, kept and asked, with a real folder. */
@NullMarked
package io.steelyard.gateway.cardfile;

import org.jspecify.annotations.NullMarked;
