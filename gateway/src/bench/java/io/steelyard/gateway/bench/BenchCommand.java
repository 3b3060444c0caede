package io.steelyard.gateway.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code steelyard bench}: measures side by side, in turn, in one run. */
@Command(name = "steelyard bench", mixinStandardHelpOptions = true, sortOptions = false, description = "Measures what the"
        + " gateway promises beside yardsticks and peers, in turn, in one run on this machine.")
final class BenchCommand implements Callable<Integer> {
    private BenchCommand() {}

    /** Runs it and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchCommand()).setUsageHelpAutoWidth(true).execute(arguments));
    }

    @Override
    public Integer call() {
        return 0;
    }
}
