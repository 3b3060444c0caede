/** The published contract in {@code config/contract}, held against what the gateway really sends. */
@NullMarked
package io.steelyard.gateway.contract;

import org.jspecify.annotations.NullMarked;
