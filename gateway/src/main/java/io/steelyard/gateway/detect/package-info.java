/** What is attached, judged by the bytes it sends: pure, no I/O, clock, log or thread. Positive evidence or none. */
@NullMarked
package io.steelyard.gateway.detect;

import org.jspecify.annotations.NullMarked;
