/**
 * Models of scales and readers as their firmware behaves on the line: pure, stepped by whoever owns the time. Nothing in
 * here does I/O, starts a thread, reads a clock or logs; the same calls give the same bytes.
 */
@NullMarked
package io.steelyard.sim.device;

import org.jspecify.annotations.NullMarked;
