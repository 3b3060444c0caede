/** The rules of a weighing, pure: events in, the next state and at most one weighing to commit out. */
@NullMarked
package io.steelyard.gateway.weighing;

import org.jspecify.annotations.NullMarked;
