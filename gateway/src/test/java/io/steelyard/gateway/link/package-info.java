/** Every link against one contract, over real pseudo-terminals and sockets; the link's loop over a fake link. */
@NullMarked
package io.steelyard.gateway.link;

import org.jspecify.annotations.NullMarked;
