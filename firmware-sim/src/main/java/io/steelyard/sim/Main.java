package io.steelyard.sim;

import io.steelyard.sim.demo.DemoCommand;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Command line of the simulator. Exit codes: 0 well, 1 the verdict of the demo or on a consumer is no, 2 wrong use, 3 cannot run. */
@Command(name = "steelyard", description = "The devices' side of a weighing station, for trying and testing.", mixinStandardHelpOptions = true, subcommands = {
        DemoCommand.class, SimCommand.class})
public final class Main implements Runnable {
    static final int WELL = 0;
    static final int CHECK_SAYS_NO = 1;
    static final int WRONG_USE = 2;
    static final int CANNOT_RUN = 3;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] args) {
        System.exit(run(args, new PrintWriter(System.out, true), new PrintWriter(System.err, true)));
    }

    /** The whole program but for the exit: what tests call. */
    static int run(String[] args, PrintWriter out, PrintWriter err) {
        var line = new CommandLine(new Main());
        tellVersion(line);
        return line.setOut(out).setErr(err)
                .setExecutionExceptionHandler((failure, _, _) -> {
                    err.println(failure.getMessage());
                    return CANNOT_RUN;
                }).execute(args);
    }

    /** Each command has the option --version, and all have the one answer. */
    private static void tellVersion(CommandLine line) {
        line.getCommandSpec().versionProvider(() -> new String[]{"steelyard "
                + Optional.ofNullable(Main.class.getPackage().getImplementationVersion()).orElse("unpackaged")});
        line.getSubcommands().values().forEach(Main::tellVersion);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: a command is missing");
    }
}
