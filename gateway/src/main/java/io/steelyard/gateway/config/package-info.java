/** What is attached and who am I: one TOML file, checked whole before anything starts. */
@NullMarked
package io.steelyard.gateway.config;

import org.jspecify.annotations.NullMarked;
