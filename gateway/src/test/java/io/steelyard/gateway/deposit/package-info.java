/** Tests of the package of the same name. */
@NullMarked
package io.steelyard.gateway.deposit;

import org.jspecify.annotations.NullMarked;
