/** Tests. */
@NullMarked
package io.steelyard.sim.history;

import org.jspecify.annotations.NullMarked;
