/** Tries out a consumer of facts: plays a gateway to it, kind and unkind, and says in words what it did wrong. */
@NullMarked
package io.steelyard.sim.consumer;

import org.jspecify.annotations.NullMarked;
