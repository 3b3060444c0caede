/** Tests of the package of the same name. */
@NullMarked
package io.steelyard.gateway.tag;

import org.jspecify.annotations.NullMarked;
