/**
 * The simulator's command line. The module is the devices' side of a weighing station: it speaks their bytes from the
 * vendors' documents and knows nothing of the gateway, so that a misreading on one side cannot cancel out on the other.
 */
@NullMarked
package io.steelyard.sim;

import org.jspecify.annotations.NullMarked;
