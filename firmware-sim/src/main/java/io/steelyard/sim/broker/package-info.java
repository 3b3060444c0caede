/** A whole MQTT 5 broker inside this process, for the demo and the tests. */
@NullMarked
package io.steelyard.sim.broker;

import org.jspecify.annotations.NullMarked;
