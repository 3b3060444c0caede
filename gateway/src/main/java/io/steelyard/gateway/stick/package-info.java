/** A file for a memory stick that only the platform can read: the way of facts where no network will come again. */
@NullMarked
package io.steelyard.gateway.stick;

import org.jspecify.annotations.NullMarked;
