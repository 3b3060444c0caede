package io.steelyard.gateway.field;

import io.steelyard.gateway.link.Port;
import io.steelyard.gateway.link.PortHolders;
import io.steelyard.gateway.link.PortList;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code steelyard ports}: what is plugged in, who has it, and the line for the configuration. Opens no port. */
@Command(name = "ports", description = {
        "Lists the serial ports: what is plugged in, who has it open, whether you may open it,"
                + " and the line to put into the configuration.",
        "Opens none of them, so it can run beside the daemon.",
        "Pseudo-terminals, as the simulator makes them, are no ports of the machine and are not listed."})
public final class PortsCommand implements Callable<Integer> {
    private static final Set<PosixFilePermission> FOR_THE_GROUP = Set.of(PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE);

    private final Path root;

    // set by picocli for one run
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean helpRequested;

    /** Lists this machine's ports. */
    public PortsCommand() {
        this(Path.of("/"));
    }

    /** Lists the ports below a root, made up or not. */
    public PortsCommand(Path root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var ports = new PortList(root).all();
        if (ports.isEmpty()) {
            out.println(
                    "no serial port is there; plug an adapter in, and if none appears see `dmesg` (pseudo-terminals are not listed)");
            return ExitCode.OK;
        }
        var holders = PortHolders.look(root);
        ports.forEach(port -> print(port, holders, out));
        if (!holders.complete()) {
            out.println(
                    "# not all programs could be seen; `sudo steelyard ports` shows every holder");
        }
        return ExitCode.OK;
    }

    private void print(Port port, PortHolders holders, PrintWriter out) {
        out.println(port.path() + "  " + use(holders.of(port.path()), holders.complete()) + "; " + access(port));
        port.usb().ifPresent(adapter -> out.println("  adapter  " + described(adapter)));
        out.println("  driver   " + port.driver()
                + port.usb().map(adapter -> ", USB socket " + adapter.socket()).orElse(", on the board"));
        port.names().forEach(name -> out.println("  named    " + name));
        if (port.usb().filter(Port.Usb::alike).isPresent()) {
            out.println(
                    "  # another adapter here says the same of itself: this means the socket");
        }
        out.println("  link = \"" + port.link() + "\"");
        out.println();
    }

    private static String use(List<PortHolders.Holder> holders, boolean complete) {
        if (holders.isEmpty()) {
            return complete ? "free" : "nobody seen to hold it";
        }
        return holders.stream().map(holder -> holder.program() + " (process " + holder.pid() + ")")
                .collect(Collectors.joining(", ", "held by ", ""));
    }

    private String access(Port port) {
        var node = root.resolve(port.path().substring(1));
        if (!Files.exists(node)) {
            return "it has no node under /dev";
        }
        if (Files.isReadable(node) && Files.isWritable(node)) {
            return "you may open it";
        }
        return forbidden(node);
    }

    /** What to do about a port that the user may not open: join its group, if that is one that may and that a user may join. */
    static String forbidden(Path node) {
        try {
            var attributes = Files.readAttributes(node, PosixFileAttributes.class);
            var group = attributes.group().getName();
            if (attributes.permissions().containsAll(FOR_THE_GROUP) && !group.equals("root")) {
                return "not yours to open: `sudo usermod -aG " + group + " " + System.getProperty("user.name")
                        + "`, then log in again";
            }
        } catch (IOException gone) {
            return "it has just gone";
        }
        return "only root may open it; a udev rule can give it to the group dialout";
    }

    private static String described(Port.Usb adapter) {
        var words = Stream.of(adapter.manufacturer(), adapter.product()).filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
        return (words.isEmpty() ? "" : words + ", ") + adapter.kind()
                + (adapter.serial().isEmpty() ? ", no serial number" : ", serial number " + adapter.serial());
    }
}
