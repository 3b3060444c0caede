/** The world: the whole gateway in virtual time, and the tests that need the composition root. */
@NullMarked
package io.steelyard.gateway;

import org.jspecify.annotations.NullMarked;
