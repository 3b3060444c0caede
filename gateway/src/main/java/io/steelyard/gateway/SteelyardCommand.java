package io.steelyard.gateway;

import io.steelyard.gateway.field.DecodeCommand;
import io.steelyard.gateway.field.DetectCommand;
import io.steelyard.gateway.field.DialectsCommand;
import io.steelyard.gateway.field.PortsCommand;
import io.steelyard.gateway.field.RecordCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(name = "steelyard", exitCodeOnExecutionException = ExitCode.CANNOT_RUN, mixinStandardHelpOptions = true, sortOptions = false, subcommands = {
        RunCommand.class, CheckCommand.class, PortsCommand.class, DetectCommand.class, DialectsCommand.class,
        DecodeCommand.class, RecordCommand.class, RecordsCommand.class,
        PinsCommand.class, ProvisionCommand.class, OperatorCommand.class, DoctorCommand.class, StatusCommand.class,
        TailCommand.class}, description = "Edge gateway of a household-recycling network: reads scales and bag readers,"
                + " journals every weighing durably and syncs it to the central platform.", footer = {"",
                        "In a checkout also:",
                        "  demo     the whole line on this machine, judged in the end",
                        "  sim      the simulated devices alone, from a script",
                        "  bench    how fast it is beside yardsticks and peers", "",
                        "Exit codes: 0 well, 1 a check says no or the daemon is down, 2 wrong use, 3 cannot run."})
final class SteelyardCommand {
    private SteelyardCommand() {}

    static CommandLine line() {
        var line = new CommandLine(new SteelyardCommand()).setUsageHelpAutoWidth(true);
        tellVersion(line);
        return line;
    }

    /** Each command has the option --version, and all have the one answer. */
    private static void tellVersion(CommandLine line) {
        line.getCommandSpec().versionProvider(new Version());
        line.getSubcommands().values().forEach(SteelyardCommand::tellVersion);
    }

    /** What {@code --version} prints. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[]{Gateway.SOFTWARE};
        }
    }
}
