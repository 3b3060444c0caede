/** Journal to MQTT to acknowledgement. */
@NullMarked
package io.steelyard.gateway.uplink;

import org.jspecify.annotations.NullMarked;
