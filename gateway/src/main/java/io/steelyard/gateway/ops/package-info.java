/** What an operator and the service manager are told of the daemon as a whole: that it is ready, goes on, or does not. */
@NullMarked
package io.steelyard.gateway.ops;

import org.jspecify.annotations.NullMarked;
