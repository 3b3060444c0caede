/** Bytes of a scale turned into readings, one class a dialect: pure, no I/O, clock, log or thread. */
@NullMarked
package io.steelyard.gateway.scale;

import org.jspecify.annotations.NullMarked;
