/**
 * Where a model's bytes meet the host: pseudo-terminals, TCP ports, and the one thread that steps the models in real time.
 */
@NullMarked
package io.steelyard.sim.wire;

import org.jspecify.annotations.NullMarked;
