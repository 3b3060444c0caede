/** Tests of the package of the same name. */
@NullMarked
package io.steelyard.gateway.bin;

import org.jspecify.annotations.NullMarked;
