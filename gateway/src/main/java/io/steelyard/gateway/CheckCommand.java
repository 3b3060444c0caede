package io.steelyard.gateway;

import io.steelyard.gateway.config.ConfigException;
import io.steelyard.gateway.config.ConfigFile;
import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.run.CalendarFloor;
import io.steelyard.gateway.run.SystemTime;
import io.steelyard.gateway.uplink.Today;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Validates a configuration. */
@Command(name = "check", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Validates a configuration with the catalog documents it names and exits; touches no device.",
        "Prints each document in force: its version, its first day and the SHA-256 that facts quote.",
        "Lists every fault with its path, its value and the remedy (exit code 2)."})
final class CheckCommand implements Callable<Integer> {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "configuration, see config/")
    private Path config = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        try {
            var read = ConfigFile.read(config);
            spec.commandLine().getOut().println(config + ": good; gateway " + read.id() + " with "
                    + read.sites());
            printUplink(read);
            printDocuments(read);
            return ExitCode.WELL;
        } catch (ConfigException faults) {
            spec.commandLine().getErr().println(faults.getMessage());
            return ExitCode.WRONG_USE;
        }
    }

    private void printDocuments(GatewayConfig read) {
        for (var document : read.catalog().documents()) {
            spec.commandLine().getOut().println("  " + document.name() + " " + document.version() + ", valid from "
                    + document.validFrom() + ", sha256 " + document.sha256());
        }
    }

    /** What is no fault and yet to be known: an uplink that others can read, a certificate that runs out. */
    private void printUplink(GatewayConfig read) throws IOException {
        var uplink = read.uplink();
        uplink.unencrypted().ifPresent(spec.commandLine().getOut()::println);
        if (uplink.tls().isPresent()) {
            var today = new Today(SystemTime.open(), new CalendarFloor(read.data(), Release.built()));
            uplink.tls().get().expiring(today).ifPresent(spec.commandLine().getOut()::println);
        }
    }
}
