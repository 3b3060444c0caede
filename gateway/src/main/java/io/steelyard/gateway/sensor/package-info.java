/** Bytes of a distance or temperature sensor turned into measurements, one class a dialect: pure, no I/O, clock, log or thread. */
@NullMarked
package io.steelyard.gateway.sensor;

import org.jspecify.annotations.NullMarked;
