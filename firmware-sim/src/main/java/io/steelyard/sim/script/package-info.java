/** What happens at a simulated station: a TOML file read into devices and a timeline of acts upon them. */
@NullMarked
package io.steelyard.sim.script;

import org.jspecify.annotations.NullMarked;
