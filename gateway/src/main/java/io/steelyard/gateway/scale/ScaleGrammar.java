package io.steelyard.gateway.scale;

import java.util.Set;

import io.steelyard.gateway.frame.Grammar;
import io.steelyard.gateway.frame.Protocol;

/** One scale dialect, whole: its frame, and what it is beside its frame. */
interface ScaleGrammar extends Grammar<ScaleValue> {

    /** What the dialect is beside its frame. */
    Protocol protocol();

    /** What its frames say of their numbers. */
    Set<Tells> tells();
}
