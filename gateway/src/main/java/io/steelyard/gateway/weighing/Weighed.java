package io.steelyard.gateway.weighing;

import io.steelyard.gateway.scale.ScaleValue.Reading;
import java.util.Optional;

/**
 * A weighing decided: what the rules ask to be committed.
 *
 * @param capturedNanos the moment of capture, written once; together with the station it identifies the draft
 * @param reading the scale's own reading, never averaged
 * @param frame the exact bytes that carried it
 * @param frames how many readings agreed
 * @param spanNanos over which time
 * @param codes what was presented for it
 * @param choice what was chosen for it
 * @param operator who confirmed it; empty where nobody did or nobody had signed in
 */
public record Weighed(long capturedNanos, Reading reading, byte[] frame, int frames, long spanNanos, Codes codes,
        Choice choice, Optional<String> operator) {}
