@NullMarked
package io.steelyard.gateway.ops;

import org.jspecify.annotations.NullMarked;
