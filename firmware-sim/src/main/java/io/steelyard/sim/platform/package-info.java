/**
 * The platform's side of the wire, written from the contract alone. It shares no code with the gateway: what both
 * misread alike would cancel out and be called proof.
 */
@NullMarked
package io.steelyard.sim.platform;

import org.jspecify.annotations.NullMarked;
