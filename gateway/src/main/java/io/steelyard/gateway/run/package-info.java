/** Threads and clocks live only here; every loop is a step that a test can call by hand. */
@NullMarked
package io.steelyard.gateway.run;

import org.jspecify.annotations.NullMarked;
