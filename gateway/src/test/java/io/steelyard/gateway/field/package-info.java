/** Tests of the package of the same name. */
@NullMarked
package io.steelyard.gateway.field;

import org.jspecify.annotations.NullMarked;
