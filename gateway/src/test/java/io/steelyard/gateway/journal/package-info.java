/** Tests of the package of the same name. */
@NullMarked
package io.steelyard.gateway.journal;

import org.jspecify.annotations.NullMarked;
