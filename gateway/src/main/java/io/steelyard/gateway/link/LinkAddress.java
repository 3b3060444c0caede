package io.steelyard.gateway.link;

import java.io.IOException;
import java.util.Optional;

/** Where a device is attached: something that can be opened. */
public interface LinkAddress {
    /** What a text that is no address should have been. */
    String REMEDY = "must be serial:/dev/…, serial:usb:1-1.2 or tcp://host:port";

    /**
     * The one way to read an address, in a configuration and on the command line: {@code serial:/dev/…} or the path alone,
     * {@code serial:usb:1-1.2}, {@code tcp://host:port}.
     *
     * @param line the line settings, for an address that has a line
     * @return empty when the text is none of these
     */
    static Optional<LinkAddress> parse(String text, LineSettings line) {
        return UsbAddress.parse(text, line).or(() -> SerialAddress.parse(text, line)).or(() -> TcpAddress.parse(text));
    }

    /**
     * Opens it once.
     *
     * @param readWaitMillis the longest that a read of it waits, in steps of 100; a link on bare wires may wait less
     * @throws IOException with one sentence: what was tried, on what, what happened, what to do
     */
    Link open(int readWaitMillis) throws IOException;

    /** The same with {@link Link#READ_WAIT_MILLIS}. */
    default Link open() throws IOException {
        return open(Link.READ_WAIT_MILLIS);
    }

    /**
     * What is attached there now, as far as one can tell without opening it. It changes when the device is plugged in again;
     * nothing else may be read out of it. Empty where nothing is there, or where nothing can be told.
     */
    default String presence() {
        return "";
    }

    /** The address as a person writes it in the configuration. */
    @Override
    String toString();
}
