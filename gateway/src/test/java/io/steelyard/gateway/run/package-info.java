/** Tests of the package of the same name. */
@NullMarked
package io.steelyard.gateway.run;

import org.jspecify.annotations.NullMarked;
