package io.steelyard.gateway;

import io.steelyard.gateway.config.ConfigException;
import io.steelyard.gateway.config.ConfigFile;
import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.field.JournalTold;
import io.steelyard.gateway.field.Following;
import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.run.SystemTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Follows what the gateway does. */
@Command(name = "tail", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Follows the daemon, a line for each thing that happens, until Ctrl-C.",
        "When it is down that is said, with what the journal tells by itself, and it is looked for again."})
final class TailCommand implements Callable<Integer> {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "configuration, see config/")
    private Path config = Path.of("");

    @Option(names = "--seconds", paramLabel = "N", description = "end after so many seconds; exit code 1 if the daemon is down then")
    private Optional<Long> seconds = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (seconds.filter(some -> some < 1).isPresent()) {
            return fail("--seconds " + seconds.get() + " must be at least 1");
        }
        try {
            return follow(ConfigFile.read(config));
        } catch (ConfigException faults) {
            return fail(String.valueOf(faults.getMessage()));
        }
    }

    private int fail(String message) {
        spec.commandLine().getErr().println(message);
        return ExitCode.WRONG_USE;
    }

    private int follow(GatewayConfig settings) throws IOException {
        var place = KioskPlace.of(settings);
        if (place.isEmpty()) {
            return fail("the kiosk is off (kiosk.listen), so a daemon cannot be followed; give it an address");
        }
        var following = new Following(place.get(), SystemTime.open(), ZoneId.systemDefault(), this::say,
                failed -> tellDown(settings, failed));
        return following.run(seconds.map(Duration::ofSeconds)) ? ExitCode.WELL : ExitCode.CHECK_SAYS_NO;
    }

    private void tellDown(GatewayConfig settings, IOException failed) {
        say(settings.id() + " is DOWN: " + KioskPlace.silence(settings, failed));
        try {
            JournalTold.of(settings.data(), Connections.DISK).lines().forEach(this::say);
        } catch (JournalException unreadable) {
            say(String.valueOf(unreadable.getMessage()));
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
