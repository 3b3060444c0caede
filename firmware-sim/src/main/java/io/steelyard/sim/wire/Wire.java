package io.steelyard.sim.wire;

import java.io.Closeable;
import java.io.IOException;

/**
 * A device's plug: where one host can connect. Neither call ever blocks: as on a real line, bytes that nobody reads are
 * lost. Everything is called by one thread, the one that steps the device; closing is unplugging.
 */
public interface Wire extends Closeable {
    /** What a host is configured with: {@code serial:/dev/pts/4} or {@code tcp://127.0.0.1:7001}. */
    String address();

    /**
     * What the host has sent; empty when it sent nothing or is not there.
     *
     * @throws IOException if the wire itself has failed or is closed, saying what was tried on what
     */
    byte[] read() throws IOException;

    /**
     * Sends to the host whatever it has room for; the rest is lost.
     *
     * @throws IOException if the wire itself has failed or is closed, saying what was tried on what
     */
    void write(byte[] bytes) throws IOException;
}
