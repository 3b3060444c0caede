/** How fast the pure middle is; run by hand, never by the build. */
@NullMarked
package io.steelyard.gateway.bench;

import org.jspecify.annotations.NullMarked;
