/** Trials of reliability against real processes, disks and brokers; {@code gateway/src/it/reliability.sh} runs them. */
@NullMarked
package io.steelyard.gateway.trial;

import org.jspecify.annotations.NullMarked;
