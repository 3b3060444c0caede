package io.steelyard.gateway.link;

import java.io.Closeable;
import java.io.IOException;

/** One open byte stream to one device. Owned by the thread that opened it, which also closes it. */
public interface Link extends Closeable {
    /** The longest that {@link #read} waits where somebody must ask the device, or watches what it sends. */
    int READ_WAIT_MILLIS = 100;
    /**
     * The longest that it waits for a device that speaks unasked: every read that ends in silence costs processor time. Longer
     * than a frame may pause, so that a half one is given up as early as with short waits; stopping stays this prompt.
     */
    int UNASKED_READ_WAIT_MILLIS = 600;
    /** What {@link #read} answers when the device is gone. */
    int GONE = -1;

    /**
     * Waits a moment for bytes.
     *
     * @return how many bytes were put at the buffer's start; 0 for silence; {@link #GONE} when the device went away
     */
    int read(byte[] buffer) throws IOException;

    /** Sends all the bytes or fails. */
    void write(byte[] bytes) throws IOException;

    /** Releases the port; never fails, because nothing can be done about it. */
    @Override
    void close();
}
