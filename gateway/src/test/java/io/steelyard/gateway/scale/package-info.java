/** Tests of the package of the same name. */
@NullMarked
package io.steelyard.gateway.scale;

import org.jspecify.annotations.NullMarked;
