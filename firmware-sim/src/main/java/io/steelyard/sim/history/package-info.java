/**
 * The judge: what was accepted, journaled, sent and stored goes in, a verdict comes out. It recomputes every hash and
 * signature by itself and believes no one.
 */
@NullMarked
package io.steelyard.sim.history;

import org.jspecify.annotations.NullMarked;
