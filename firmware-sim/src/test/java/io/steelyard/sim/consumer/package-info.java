/** Tests. */
@NullMarked
package io.steelyard.sim.consumer;

import org.jspecify.annotations.NullMarked;
