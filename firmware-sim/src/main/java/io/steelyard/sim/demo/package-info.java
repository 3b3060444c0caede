/** The demo: broker, platform, devices on pseudo-terminals and people round the real gateway, which runs as a process. */
@NullMarked
package io.steelyard.sim.demo;

import org.jspecify.annotations.NullMarked;
