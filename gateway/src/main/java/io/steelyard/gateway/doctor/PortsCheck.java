package io.steelyard.gateway.doctor;

import io.steelyard.gateway.link.Port;
import io.steelyard.gateway.link.PortHolders;
import io.steelyard.gateway.link.PortHolders.Holder;
import io.steelyard.gateway.link.PortList;
import io.steelyard.gateway.link.SerialAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Whether each device's serial port is there, may be opened, is nobody else's and will still be the same tomorrow. Opens none.
 */
final class PortsCheck {
    private static final Pattern USB_SOCKET = Pattern.compile(SerialAddress.SCHEME + "usb:(.+)");
    /** Names that the kernel gives in the order of plugging in. */
    private static final Pattern UNSTABLE = Pattern.compile("/dev/tty(USB|ACM)\\d+");

    private final Path root;
    private final Account account;
    private final OptionalLong daemon;
    private final PortHolders holders;
    private final List<Port> ports;
    private final Map<Path, String> taken = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Sensor> free = new ArrayList<>();

    PortsCheck(Path root, Account account, OptionalLong daemon) {
        this.root = root;
        this.account = account;
        this.daemon = daemon;
        this.holders = PortHolders.look(root);
        this.ports = new PortList(root).all();
    }

    /** Looks at the port of each. */
    List<Finding> look(List<Sensor> sensors) {
        sensors.forEach(this::look);
        return findings;
    }

    /** Those of the devices looked at that can be listened to: there, and held by nobody. */
    List<Sensor> free() {
        return free;
    }

    private void look(Sensor sensor) {
        var written = path(sensor);
        if (written.isEmpty()) {
            if (!sensor.link().toString().startsWith(SerialAddress.SCHEME) && daemon.isEmpty()) {
                free.add(sensor); // no serial port: opening it tells
            }
            return;
        }
        Path node;
        try {
            node = root.resolve(written.get().substring(1)).toRealPath();
        } catch (IOException absent) {
            findings.add(Finding.wrong(Code.PORT_MISSING, sensor.name(), written.get() + " is not there",
                    "plug it in" + unused()
                            .map(link -> "; or, for the adapter that nobody uses, write link = \"" + link + "\"")
                            .orElse("; if `steelyard ports` then shows it by another name, write that link")));
            return;
        }
        var twin = taken.putIfAbsent(node, sensor.name());
        if (twin != null) {
            findings.add(Finding.wrong(Code.PORT_TWICE, sensor.name(),
                    sensor.link() + " is the same port as that of " + twin,
                    "give each its own link, `steelyard ports` lists them"));
            return;
        }
        if (isOpenFor(sensor, node) && isNobodyElses(sensor, node)) {
            name(sensor, written.get(), node);
        }
    }

    /** The device path; empty for what is no serial port. */
    private Optional<String> path(Sensor sensor) {
        var usb = USB_SOCKET.matcher(sensor.link().toString());
        if (usb.matches()) {
            var there = new PortList(root).in(usb.group(1));
            return Optional.of(there.isEmpty()
                    ? "/sys/bus/usb/devices/" + usb.group(1) + "/tty"
                    : "/" + root.relativize(Path.of(there.getFirst())));
        }
        return sensor.link() instanceof SerialAddress serial ? Optional.of(serial.path()) : Optional.empty();
    }

    /** The link of an adapter that is plugged in and that no device of this configuration has. */
    private Optional<String> unused() {
        return ports.stream().filter(port -> port.usb().isPresent())
                .filter(port -> !taken.containsKey(root.resolve(port.path().substring(1)))
                        && holders.of(port.path()).isEmpty())
                .map(Port::link).findFirst();
    }

    private boolean isOpenFor(Sensor sensor, Path node) {
        try {
            if (account.mayUse(node)) {
                return true;
            }
            findings.add(Finding.wrong(Code.PORT_FORBIDDEN, sensor.name(),
                    account.name() + " may not open " + shown(node), account.admission(root, node)));
        } catch (IOException | UnsupportedOperationException gone) {
            findings.add(Finding.wrong(Code.PORT_MISSING, sensor.name(), shown(node) + " has just gone",
                    "plug it in again"));
        }
        return false;
    }

    private boolean isNobodyElses(Sensor sensor, Path node) {
        var others = holders.of(shown(node)).stream()
                .filter(holder -> daemon.isEmpty() || holder.pid() != daemon.getAsLong())
                .filter(holder -> holder.pid() != ProcessHandle.current().pid()).toList();
        if (others.isEmpty()) {
            if (daemon.isEmpty()) {
                free.add(sensor);
            }
            return true;
        }
        var other = others.getFirst();
        findings.add(other.program().equals("steelyard")
                ? Finding.wrong(Code.SECOND_DAEMON, sensor.name(),
                        "another steelyard, process " + other.pid() + ", holds " + shown(node),
                        "keep one; end the other with: sudo kill " + other.pid())
                : Finding.wrong(Code.PORT_BUSY, sensor.name(),
                        other.program() + " (process " + other.pid() + ") holds " + shown(node), ending(other, node)));
        return false;
    }

    private static String ending(Holder other, Path node) {
        return other.program().equals("agetty")
                ? "run: sudo systemctl disable --now serial-getty@" + node.getFileName()
                : "end it with: sudo kill " + other.pid()
                        + (other.program().equals("ModemManager")
                                ? " (for good: sudo systemctl disable --now ModemManager)"
                                : "");
    }

    private void name(Sensor sensor, String written, Path node) {
        var port = ports.stream().filter(one -> one.path().equals(shown(node))).findFirst();
        var better = port.map(Port::link).filter(link -> !link.equals(sensor.link().toString()));
        if (written.startsWith("/dev/serial/by-id/")
                && port.flatMap(Port::usb).filter(Port.Usb::alike).isPresent() && better.isPresent()) {
            findings.add(Finding.wrong(Code.PORT_ALIKE, sensor.name(),
                    written + " is the name of two adapters that say the same of themselves; it means now one, now the other",
                    "bind it by its USB socket: write link = \"" + better.get() + "\""));
        } else if (UNSTABLE.matcher(written).matches() && better.isPresent()) {
            findings.add(Finding.mind(Code.PORT_UNSTABLE, sensor.name(),
                    written + " may be another device after the next start",
                    "write link = \"" + better.get() + "\""));
        } else {
            findings.add(Finding.well(Code.PORT, sensor.name(),
                    written + (written.equals(shown(node)) ? "" : " is " + shown(node))
                            + (holders.complete() ? "" : "; who holds it cannot all be seen without sudo")));
        }
    }

    /** As a person names it, without a made-up root. */
    private String shown(Path node) {
        return node.startsWith(root) ? "/" + root.relativize(node) : node.toString();
    }
}
