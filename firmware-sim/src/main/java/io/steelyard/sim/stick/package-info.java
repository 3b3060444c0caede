/** Opens what gateways leave on memory sticks for the platform. */
@NullMarked
package io.steelyard.sim.stick;

import org.jspecify.annotations.NullMarked;
