/** Tests of the package of the same name. */
@NullMarked
package io.steelyard.gateway.weighing;

import org.jspecify.annotations.NullMarked;
