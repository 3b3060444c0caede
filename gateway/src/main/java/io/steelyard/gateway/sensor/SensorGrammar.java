package io.steelyard.gateway.sensor;

import io.steelyard.gateway.frame.Grammar;
import io.steelyard.gateway.frame.Protocol;

/** One sensor dialect, whole: its frame, and what it is beside its frame. */
interface SensorGrammar extends Grammar<SensorValue> {
    /** What the dialect is beside its frame. */
    Protocol protocol();

    /** What it measures. */
    Quantity quantity();
}
