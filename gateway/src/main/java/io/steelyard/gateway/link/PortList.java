package io.steelyard.gateway.link;

import io.steelyard.gateway.link.Port.Usb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The machine's serial ports as the kernel's files describe them; opens none, so a port in use is not disturbed.
 *
 * <pre>
 *   /sys/class/tty/ttyUSB0 → …/usb1/1-1/1-1.2/1-1.2:1.0/ttyUSB0/tty/ttyUSB0    a usb-serial adapter
 *   /sys/class/tty/ttyACM0 → …/usb1/1-1/1-1.3/1-1.3:1.0/tty/ttyACM0            a communication device
 *   /sys/class/tty/ttyS0   → …/serial8250/serial8250:0/serial8250:0.0/tty/ttyS0   on the board
 * </pre>
 */
public final class PortList {
    private static final Pattern USB_INTERFACE = Pattern.compile("\\d+-\\d+(\\.\\d+)*:\\d+\\.\\d+");
    /** The kernel's own drivers between a serial port and its real one. */
    private static final Set<String> GO_BETWEENS = Set.of("port", "ctrl");
    /** What {@code type} says of a place for a chip with no chip in it. */
    private static final String NO_CHIP = "0";

    private final Path root;

    /** @param root the file system's root, or a made-up one */
    public PortList(Path root) {
        this.root = root;
    }

    /** Every port, sorted by its path. */
    public List<Port> all() {
        var ports = new ArrayList<Port>();
        for (var tty : entries(root.resolve("sys/class/tty"))) {
            var device = tty.resolve("device");
            if (Files.exists(device) && !text(tty.resolve("type")).equals(NO_CHIP)) {
                var path = "/dev/" + tty.getFileName();
                ports.add(new Port(path, names(path), driver(device), usb(device)));
            }
        }
        return ports.stream().map(port -> alike(port, ports)).toList();
    }

    /** The device paths, below the root, of the ports in a USB socket. */
    public List<String> in(String socket) {
        var there = entries(root.resolve("sys/bus/usb/devices/" + socket));
        var interfaces = socket.contains(":")
                ? Stream.of(there)
                : there.stream().filter(part -> matches(part, USB_INTERFACE)).map(PortList::entries);
        return interfaces.flatMap(List::stream)
                .flatMap(part -> String.valueOf(part.getFileName()).equals("tty")
                        ? entries(part).stream()
                        : Stream.of(part))
                .map(part -> String.valueOf(part.getFileName())).filter(name -> name.startsWith("tty"))
                .map(name -> root.resolve("dev").resolve(name).toString()).toList();
    }

    private List<String> names(String path) {
        var node = root.resolve("dev").resolve(Path.of("/dev").relativize(Path.of(path)));
        return Stream.of("dev/serial/by-id", "dev/serial/by-path", "dev").map(root::resolve)
                .flatMap(folder -> entries(folder).stream()).filter(Files::isSymbolicLink)
                .filter(name -> real(name).equals(real(node))).map(name -> "/" + root.relativize(name)).sorted()
                .toList();
    }

    /** The nearest driver above the device that is not one of the kernel's go-betweens. */
    private static String driver(Path device) {
        for (var at = real(device); at != null; at = at.getParent()) {
            var driver = at.resolve("driver");
            var name = Files.exists(driver) ? String.valueOf(real(driver).getFileName()) : "";
            if (!name.isEmpty() && !GO_BETWEENS.contains(name)) {
                return name;
            }
        }
        return "unknown";
    }

    private static Optional<Usb> usb(Path device) {
        for (var at = real(device); at != null; at = at.getParent()) {
            var adapter = at.getParent();
            if (adapter != null && matches(at, USB_INTERFACE)) {
                return Optional.of(new Usb(String.valueOf(at.getFileName()),
                        text(adapter.resolve("idVendor")) + ":" + text(adapter.resolve("idProduct")),
                        text(adapter.resolve("manufacturer")), text(adapter.resolve("product")),
                        text(adapter.resolve("serial")), false));
            }
        }
        return Optional.empty();
    }

    private static Port alike(Port port, List<Port> all) {
        return new Port(port.path(), port.names(), port.driver(), port.usb().map(adapter -> new Usb(adapter.socket(),
                adapter.kind(), adapter.manufacturer(), adapter.product(), adapter.serial(),
                all.stream().flatMap(other -> other.usb().stream()).anyMatch(other -> alike(adapter, other)))));
    }

    /** Two ports of one adapter are told apart by their number, two adapters only by what they say. */
    private static boolean alike(Usb one, Usb other) {
        return !place(one).equals(place(other)) && one.kind().equals(other.kind())
                && one.serial().equals(other.serial());
    }

    private static String place(Usb adapter) {
        return adapter.socket().replaceFirst(":.*", "");
    }

    private static boolean matches(Path path, Pattern pattern) {
        return pattern.matcher(String.valueOf(path.getFileName())).matches();
    }

    /** Sorted; none of a folder that is not there: devices come and go while they are looked at. */
    private static List<Path> entries(Path folder) {
        try (var entries = Files.list(folder)) {
            return entries.sorted(Comparator.comparing(Path::toString)).toList();
        } catch (IOException | UncheckedIOException absent) {
            return List.of();
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException absent) {
            return path.toAbsolutePath();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException absent) {
            return "";
        }
    }
}
