package io.steelyard.gateway.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A machine's files about serial ports, made up in a folder as the kernel and udev lay them out. */
public final class MadeMachine {
    private final Path root;

    public MadeMachine(Path root) throws IOException {
        this.root = root;
        folder("sys/class/tty");
        folder("dev");
        process(1, "init", "/sbin/init");
    }

    public Path root() {
        return root;
    }

    /** An adapter with a driver of the kernel's usb-serial family: {@code ttyUSB0}. */
    public MadeMachine adapter(String socket, String tty, String driver, String kind, String manufacturer,
            String product,
            String serial) throws IOException {
        var port = "sys/devices/usb1/" + socket + "/" + socket + ":1.0/" + tty;
        folder(port + "/tty/" + tty);
        link(port + "/driver", folder("sys/bus/usb-serial/drivers/" + driver));
        describe(socket, kind, manufacturer, product, serial);
        return tty(tty, port + "/tty/" + tty, port);
    }

    /** A device of the communication class: {@code ttyACM0}. */
    public MadeMachine communicationDevice(String socket, String tty, String kind, String product) throws IOException {
        var port = "sys/devices/usb1/" + socket + "/" + socket + ":1.0";
        folder(port + "/tty/" + tty);
        link(port + "/driver", folder("sys/bus/usb/drivers/cdc_acm"));
        describe(socket, kind, "", product, "");
        return tty(tty, port + "/tty/" + tty, port);
    }

    /** A port on the board, below the kernel's go-betweens. */
    public MadeMachine onBoard(String tty, String driver, String type) throws IOException {
        var chip = "sys/devices/platform/" + tty + ".serial";
        var port = chip + "/" + tty + ":0/" + tty + ":0.0";
        folder(port + "/tty/" + tty);
        link(chip + "/driver", folder("sys/bus/platform/drivers/" + driver));
        link(port + "/driver", folder("sys/bus/serial-base/drivers/port"));
        file(port + "/tty/" + tty + "/type", type);
        return tty(tty, port + "/tty/" + tty, port);
    }

    private MadeMachine tty(String tty, String place, String device) throws IOException {
        link(place + "/device", root.resolve(device));
        link("sys/class/tty/" + tty, root.resolve(place));
        if (!Files.exists(root.resolve("dev/" + tty))) {
            file("dev/" + tty, "");
        }
        return this;
    }

    private void describe(String socket, String kind, String manufacturer, String product, String serial)
            throws IOException {
        var device = "sys/devices/usb1/" + socket;
        file(device + "/idVendor", kind.substring(0, 4));
        file(device + "/idProduct", kind.substring(5));
        for (var said : new String[][]{{"manufacturer", manufacturer}, {"product", product}, {"serial", serial}}) {
            if (!said[1].isEmpty()) {
                file(device + "/" + said[0], said[1]);
            }
        }
        link("sys/bus/usb/devices/" + socket, root.resolve(device));
        link("sys/bus/usb/devices/" + socket + ":1.0", root.resolve(device + "/" + socket + ":1.0"));
    }

    /** A console or another terminal without a device. */
    public MadeMachine console(String tty) throws IOException {
        folder("sys/class/tty/" + tty);
        file("dev/" + tty, "");
        return this;
    }

    /** A name that udev gave. */
    public MadeMachine named(String name, String tty) throws IOException {
        return link(name.substring(1), root.resolve("dev/" + tty));
    }

    /** What a device node leads to. */
    public MadeMachine node(String tty, Path to) throws IOException {
        Files.deleteIfExists(root.resolve("dev/" + tty));
        return link("dev/" + tty, to);
    }

    /** A running program and what it has open. */
    public MadeMachine process(long pid, String program, String commandLine, String... open) throws IOException {
        folder("proc/" + pid + "/fd");
        file("proc/" + pid + "/comm", program);
        file("proc/" + pid + "/cmdline", commandLine.replace(' ', '\0'));
        for (int descriptor = 0; descriptor < open.length; descriptor++) {
            link("proc/" + pid + "/fd/" + descriptor, Path.of(open[descriptor]));
        }
        return this;
    }

    /** A program that may not be looked into: what it has open cannot be listed. */
    public MadeMachine closedProcess(long pid) throws IOException {
        file("proc/" + pid + "/comm", "secret");
        return this;
    }

    private Path folder(String path) throws IOException {
        return Files.createDirectories(root.resolve(path));
    }

    private void file(String path, String text) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    private MadeMachine link(String path, Path to) throws IOException {
        var link = root.resolve(path);
        Files.createDirectories(link.getParent());
        if (!Files.isSymbolicLink(link)) {
            Files.createSymbolicLink(link, to);
        }
        return this;
    }
}
