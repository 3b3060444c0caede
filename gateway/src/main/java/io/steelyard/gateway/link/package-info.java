/** Bytes to and from one device: a serial port, a pseudo-terminal, a TCP serial server. */
@NullMarked
package io.steelyard.gateway.link;

import org.jspecify.annotations.NullMarked;
