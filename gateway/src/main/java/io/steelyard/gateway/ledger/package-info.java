/** What was recorded, as it counts now: facts in, entries and totals out. No I/O; nothing is ever edited. */
@NullMarked
package io.steelyard.gateway.ledger;

import org.jspecify.annotations.NullMarked;
