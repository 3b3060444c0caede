package io.steelyard.gateway.pin;

import java.io.IOException;
import java.util.OptionalLong;

/** One line that rests high and falls for a moment for each bit. Owned by the thread that opened it. */
interface PulseLine extends AutoCloseable {
    /**
     * Waits for the next fall.
     *
     * @return when it fell, in monotonic nanoseconds; empty when it did not so long
     */
    OptionalLong fall(long waitNanosMax) throws IOException;

    @Override
    void close();
}
