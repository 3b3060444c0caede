/** Tests of the package of the same name. */
@NullMarked
package io.steelyard.gateway.catalog;

import org.jspecify.annotations.NullMarked;
