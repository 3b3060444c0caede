package io.steelyard.gateway;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The daemon. */
@Command(name = "run", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Weighs, journals and syncs until it is stopped (Ctrl-C or SIGTERM).",
        "A missing or busy port is reported and retried; the station shows a fault meanwhile."})
final class RunCommand implements Callable<Integer> {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "configuration, see config/")
    private Path config = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        return new Service(config, spec.commandLine().getErr()).run();
    }
}
