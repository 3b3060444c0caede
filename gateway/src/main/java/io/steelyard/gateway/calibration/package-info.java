/** Checking a scale with an empty pan and a reference mass: the rules and what came of it. Pure: no I/O, clock, log or thread. */
@NullMarked
package io.steelyard.gateway.calibration;

import org.jspecify.annotations.NullMarked;
