package io.steelyard.gateway.link;

import java.io.IOException;

/** Where a device is attached. */
public sealed interface LinkAddress permits SerialAddress, TcpAddress {
    /**
     * Opens it once.
     *
     * @throws IOException with one sentence: what was tried, on what, what happened, what to do
     */
    Link open() throws IOException;

    /** The address as a person writes it in the configuration. */
    @Override
    String toString();
}
