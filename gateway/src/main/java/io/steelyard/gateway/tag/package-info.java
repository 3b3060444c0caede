/** Bytes of a reader turned into bag and card codes, one class a dialect: pure, no I/O, clock, log or thread. */
@NullMarked
package io.steelyard.gateway.tag;

import org.jspecify.annotations.NullMarked;
