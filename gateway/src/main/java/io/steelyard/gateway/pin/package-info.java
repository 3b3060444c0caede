/** Single lines of the board's GPIO header: lamps, buzzers, locks, lids, and the devices that speak on bare wires. */
@NullMarked
package io.steelyard.gateway.pin;

import org.jspecify.annotations.NullMarked;
