/** One smart bin: what its devices say becomes events, what its rules demand becomes facts, unlocked doors and views. */
@NullMarked
package io.steelyard.gateway.bin;

import org.jspecify.annotations.NullMarked;
