/** Tests of the GPIO lines, on the mock of Pi4J. */
@NullMarked
package io.steelyard.gateway.pin;

import org.jspecify.annotations.NullMarked;
