/** Tests. */
@NullMarked
package io.steelyard.sim.broker;

import org.jspecify.annotations.NullMarked;
