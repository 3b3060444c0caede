/** Tests. */
@NullMarked
package io.steelyard.sim.demo;

import org.jspecify.annotations.NullMarked;
