/** The decoder's own laws, and the laws that every dialect's tests reuse. */
@NullMarked
package io.steelyard.gateway.frame;

import org.jspecify.annotations.NullMarked;
