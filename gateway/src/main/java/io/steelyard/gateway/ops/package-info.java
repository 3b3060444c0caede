/**
 * How the daemon is, as a whole: what is wrong, in words for people; how it goes, in numbers for a monitoring system; that it is ready
 * and goes on, for the service manager.
 */
@NullMarked
package io.steelyard.gateway.ops;

import org.jspecify.annotations.NullMarked;
