@NullMarked
package io.steelyard.gateway.kiosk;

import org.jspecify.annotations.NullMarked;
