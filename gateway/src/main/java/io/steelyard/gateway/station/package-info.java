/** One weighing point: decoded values to the rules, the rules' drafts to the journal, the state to the display. */
@NullMarked
package io.steelyard.gateway.station;

import org.jspecify.annotations.NullMarked;
