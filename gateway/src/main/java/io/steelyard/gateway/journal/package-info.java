/** The only durable truth: one SQLite file of chained and signed facts in one dense sequence. */
@NullMarked
package io.steelyard.gateway.journal;

import org.jspecify.annotations.NullMarked;
