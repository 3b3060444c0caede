/** The way to a broker against real and misbehaving brokers; the uplink's loop over a fake one. */
@NullMarked
package io.steelyard.gateway.uplink;

import org.jspecify.annotations.NullMarked;
