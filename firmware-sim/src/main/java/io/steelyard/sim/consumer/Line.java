package io.steelyard.sim.consumer;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The way to the consumer under test and back. One owner. */
interface Line {
    /** Something that the consumer published on its acknowledgement topic, as it came. */
    record Heard(byte[] payload, String signature) {}

    /**
     * Sends a message and returns when it is on its way for certain.
     *
     * @param topic the whole of it
     */
    void publish(String topic, byte[] payload, Map<String, String> userProperties, String contentType)
            throws IOException, InterruptedException;

    /** The next acknowledgement; waits so long for one. */
    Optional<Heard> hear(long waitMillis) throws IOException, InterruptedException;

    /** What somebody finds who comes to the acknowledgement topic only now. */
    Optional<Heard> retained() throws IOException, InterruptedException;
}
