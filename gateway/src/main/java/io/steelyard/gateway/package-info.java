/** The daemon and its command line. */
@NullMarked
package io.steelyard.gateway;

import org.jspecify.annotations.NullMarked;
