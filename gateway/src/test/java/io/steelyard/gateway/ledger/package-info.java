/** Tests of the ledger. */
@NullMarked
package io.steelyard.gateway.ledger;

import org.jspecify.annotations.NullMarked;
