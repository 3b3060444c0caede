package io.steelyard.gateway.pin;

/** Who is told of an input's changes. */
interface Edges {
    /** The line went high, or low; called on a thread of Pi4J's, so it must neither wait nor throw. */
    void edge(boolean high);
}
