package io.steelyard.gateway.field;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import io.steelyard.gateway.frame.Dialect;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Question;
import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.sensor.Quantity;
import io.steelyard.gateway.sensor.SensorDialect;
import io.steelyard.gateway.tag.TagDialect;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code steelyard dialects}: the protocols that the gateway speaks, in a table; or all that is known of one. */
@Command(name = "dialects", sortOptions = false, description = {
        "Lists the protocols of scales, readers and sensors, or says everything about one.",
        "Of one dialect it also prints a sample of its configuration."})
public final class DialectsCommand implements Callable<Integer> {

    private static final int COLUMNS = 100;
    private static final String INDENT = "    ";
    /** Name, line, question, what it tells, check. The longest questions run over; nothing stands right of the last. */
    private static final String ROW = "%-23s %-11s %-21s %-34s %s";
    private static final String DETAIL = "  %-10s";

    // set by picocli for one run
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "One dialect, as in a configuration.")
    private Optional<String> name = Optional.empty();

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean helpRequested;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (name.isEmpty()) {
            table(out);
            return ExitCode.OK;
        }
        Optional<? extends Dialect> dialect = all().filter(one -> one.wireName().equals(name.get())).findFirst();
        Optional<String> refusal = ScaleDialect.refusal(name.get());
        if (dialect.isPresent()) {
            details(out, dialect.get());
        } else if (refusal.isPresent()) {
            wrapped(out, "", name.get() + " " + refusal.get() + ".");
        } else {
            spec.commandLine().getErr().println("dialects: there is no dialect \"" + name.get()
                    + "\"; `steelyard dialects` lists all.");
            return ExitCode.USAGE;
        }
        return ExitCode.OK;
    }

    private static Stream<Dialect> all() {
        return Stream.<Dialect[]>of(ScaleDialect.values(), TagDialect.values(), SensorDialect.values())
                .flatMap(Arrays::stream);
    }

    private static void table(PrintWriter out) {
        rows(out, "SCALES", ScaleDialect.values());
        out.println();
        rows(out, "READERS", TagDialect.values());
        out.println();
        rows(out, "SENSORS", SensorDialect.values());
        out.println();
        ScaleDialect.refused().forEach((refused, reason) -> wrapped(out, "", refused + " " + reason + "."));
        out.println();
        wrapped(out, "", "What a frame does not tell, the configuration must (the unit) or the values must show"
                + " (stability). A weight is captured only when several readings agree within two steps over the settling"
                + " time, on the scale's grid, between its minimum and maximum, after the pan was seen empty; where"
                + " frames have no check, this is what keeps a damaged one out. `steelyard dialects NAME` says more.");
    }

    private static void rows(PrintWriter out, String title, Dialect[] dialects) {
        out.println(ROW.formatted(title, "LINE", "ASKED WITH", "TELLS", "CHECK").stripTrailing());
        for (Dialect dialect : dialects) {
            Protocol protocol = dialect.protocol();
            out.println(ROW.formatted(dialect.wireName(), protocol.usualLines().stream().findFirst().orElse("-"),
                    protocol.question().map(DialectsCommand::shortened).orElse("-"),
                    dialect.tells().isEmpty() ? "-" : String.join(" ", dialect.tells()),
                    protocol.checksummed() ? protocol.checkBits() + " bits" : "none"));
            wrapped(out, INDENT, protocol.documents()
                    + (protocol.checksummed() ? "" : ". Damage shows in " + protocol.guard()));
        }
    }

    private static String shortened(Question question) {
        String whole = question.toString();
        int room = 21;
        return whole.length() <= room ? whole : whole.substring(0, room - 1).stripTrailing() + "…";
    }

    private static void details(PrintWriter out, Dialect dialect) {
        Protocol protocol = dialect.protocol();
        out.println(dialect.wireName() + ": what a " + device(dialect) + " speaks");
        detail(out, "line", protocol.usualLines().isEmpty()
                ? "none: it is attached by bare wires"
                : protocol.usualLines().getFirst() + " unless line says otherwise"
                        + also(protocol));
        detail(out, "speaks", protocol.question().map(question -> "when asked " + question + ", every "
                + protocol.askEvery().toMillis() + " ms unless poll says otherwise")
                .orElse("by itself; nothing is ever sent to it"));
        detail(out, "tells", dialect.tells().isEmpty() ? "nothing but a number" : String.join(", ", dialect.tells()));
        detail(out, "check", protocol.checksummed()
                ? protocol.checkBits() + " bits, " + protocol.guard()
                : "none; damage shows in " + protocol.guard());
        detail(out, "tried on", protocol.proof().text() + "; on no real device here");
        detail(out, "document", protocol.documents());
        out.println();
        sample(dialect).lines().forEach(out::println);
    }

    private static String also(Protocol protocol) {
        return protocol.usualLines().size() == 1
                ? ""
                : "; also usual: " + String.join(", ", protocol.usualLines().stream().skip(1).toList());
    }

    private static String device(Dialect dialect) {
        return switch (dialect) {
            case ScaleDialect _ -> "scale";
            case TagDialect _ -> "reader";
            default -> "sensor";
        };
    }

    /** What a configuration says of such a device, ready to be copied; each line is valid. */
    static String sample(Dialect dialect) {
        Protocol protocol = dialect.protocol();
        boolean fill = dialect instanceof SensorDialect sensor && sensor.quantity() == Quantity.DISTANCE;
        StringBuilder sample = new StringBuilder(switch (dialect) {
            case ScaleDialect _ -> "[station.scale]\n";
            case TagDialect _ -> "[[station.reader]]\n";
            default -> fill ? "[bin.compartment.fill]\n" : "[[bin.temperature]]\n";
        });
        sample.append("name = \"").append(dialect instanceof SensorDialect ? "bin-1-" : "bay-1-")
                .append(device(dialect)).append("\"\n");
        sample.append("dialect = \"").append(dialect.wireName()).append("\"\n");
        if (protocol.usualLines().isEmpty()) {
            sample.append(
                    "link = \"iio:device0\"         # the kernel's driver; or clocked from here, gpio:dout=5,sck=6\n");
        } else {
            sample.append("link = \"serial:/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0\"\n");
            sample.append("line = \"").append(protocol.usualLines().getFirst()).append("\"\n");
        }
        sample.append(switch (dialect) {
            case ScaleDialect _ ->
                "unit = \"kg\"\ndivision = \"0.01\"          # the step d, from the plate\nmax = \"60.00\"\n";
            case TagDialect _ -> "reads = \"bag\"              # or household, order\n";
            default -> fill
                    ? "empty = \"900 mm\"           # measured with nothing inside\nfull = \"200 mm\"\nfull_percent = 90\n"
                    : "limit = \"70\"               # degrees Celsius: at this it is an alarm\n";
        });
        protocol.question().ifPresent(_ -> sample.append("poll = \"").append(protocol.askEvery().toMillis())
                .append(" ms\"            # default\n"));
        return sample.append(protocol.settings()).toString();
    }

    private static void detail(PrintWriter out, String what, String text) {
        String title = DETAIL.formatted(what);
        StringBuilder wrapped = new StringBuilder();
        for (String line : lines(text, COLUMNS - title.length())) {
            wrapped.append(wrapped.isEmpty() ? title : " ".repeat(title.length())).append(line).append('\n');
        }
        out.print(wrapped);
    }

    private static void wrapped(PrintWriter out, String indent, String text) {
        for (String line : lines(text, COLUMNS - indent.length())) {
            out.println(indent + line);
        }
    }

    private static String[] lines(String text, int columns) {
        return text.replaceAll("(.{1," + columns + "})( +|$)", "$1\n").split("\n", 0);
    }
}
