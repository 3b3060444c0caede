/** A byte stream turned into frames: pure, no I/O, clock, log or thread. Bad bytes are values, never exceptions. */
@NullMarked
package io.steelyard.gateway.frame;

import org.jspecify.annotations.NullMarked;
