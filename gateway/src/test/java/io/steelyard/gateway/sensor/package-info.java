/** Every sensor dialect under the laws of all dialects. */
@NullMarked
package io.steelyard.gateway.sensor;

import org.jspecify.annotations.NullMarked;
