/** Tests. */
@NullMarked
package io.steelyard.sim.platform;

import org.jspecify.annotations.NullMarked;
