/** Tests of the package of the same name. */
@NullMarked
package io.steelyard.gateway.station;

import org.jspecify.annotations.NullMarked;
