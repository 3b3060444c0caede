/** An unattended bin as it stands in the street: doors, locks and loads, and the people who come to it, well-behaved or not. */
@NullMarked
package io.steelyard.sim.bin;

import org.jspecify.annotations.NullMarked;
