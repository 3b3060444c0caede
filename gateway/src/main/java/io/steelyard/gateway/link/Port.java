package io.steelyard.gateway.link;

import java.util.List;
import java.util.Optional;

/**
 * One serial port of this machine.
 *
 * @param path its device path, {@code /dev/ttyUSB0}; the kernel may give it to another device next time
 * @param names its other names: {@code /dev/serial/by-id/…}, {@code /dev/serial/by-path/…}, {@code /dev/serial0}; sorted
 * @param driver the kernel's driver
 * @param usb the adapter, where it is one
 */
public record Port(String path, List<String> names, String driver, Optional<Usb> usb) {
    /**
     * A USB adapter as it describes itself; what it does not say is empty.
     *
     * @param socket where it is plugged in, {@code 1-1.2:1.0}: bus, hub sockets, and which of the adapter's ports
     * @param kind vendor and product, {@code 1a86:7523}
     * @param alike whether another adapter here describes itself the same, so that no name of it can tell them apart
     */
    public record Usb(String socket, String kind, String manufacturer, String product, String serial, boolean alike) {}

    /** The name for a configuration that best survives unplugging and restarting. */
    public String link() {
        var best = usb.filter(Usb::alike).isPresent() ? Optional.<String>empty() : named("/dev/serial/by-id/");
        return best.or(() -> named("/dev/serial/by-path/")).map(name -> SerialAddress.SCHEME + name)
                .or(() -> usb.map(adapter -> UsbAddress.SCHEME + adapter.socket()))
                .or(() -> named("/dev/").map(name -> SerialAddress.SCHEME + name))
                .orElse(SerialAddress.SCHEME + path);
    }

    private Optional<String> named(String prefix) {
        return names.stream().filter(name -> name.startsWith(prefix)).findFirst();
    }
}
