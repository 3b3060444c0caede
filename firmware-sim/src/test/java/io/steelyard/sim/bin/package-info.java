@NullMarked
package io.steelyard.sim.bin;

import org.jspecify.annotations.NullMarked;
