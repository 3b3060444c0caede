/** The local web server: what the kiosk's pages show, and what people at them may do. Weighing never depends on it. */
@NullMarked
package io.steelyard.gateway.kiosk;

import org.jspecify.annotations.NullMarked;
