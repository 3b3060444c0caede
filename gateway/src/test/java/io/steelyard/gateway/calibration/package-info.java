/** Tests of the package of the same name. */
@NullMarked
package io.steelyard.gateway.calibration;

import org.jspecify.annotations.NullMarked;
