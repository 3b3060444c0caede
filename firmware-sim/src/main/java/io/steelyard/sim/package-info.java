/** The daemon and its command line. */
@NullMarked
package io.steelyard.sim;

import org.jspecify.annotations.NullMarked;
