/** The rules of an unattended deposit, pure: events in, the next state and a few effects out. */
@NullMarked
package io.steelyard.gateway.deposit;

import org.jspecify.annotations.NullMarked;
