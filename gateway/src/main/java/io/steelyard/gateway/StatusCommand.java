package io.steelyard.gateway;

import io.steelyard.gateway.config.ConfigException;
import io.steelyard.gateway.config.ConfigFile;
import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.field.DaemonTold;
import io.steelyard.gateway.field.JournalTold;
import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.JournalException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How the gateway stands now. */
@Command(name = "status", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Tells how the gateway stands: each station, what is journaled, what the centre has, what is wrong.",
        "When no daemon answers it says so, and what the journal tells by itself (exit code 1)."})
final class StatusCommand implements Callable<Integer> {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "configuration, see config/")
    private Path config = Path.of("");

    @Option(names = "--json", description = "one line of JSON")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try {
            return tell(ConfigFile.read(config));
        } catch (ConfigException faults) {
            return fail(String.valueOf(faults.getMessage()));
        }
    }

    private int fail(String message) {
        spec.commandLine().getErr().println(message);
        return ExitCode.WRONG_USE;
    }

    private int tell(GatewayConfig settings) {
        var asked = Asked.of(settings);
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(DaemonTold.json(asked.daemon(), asked.journal(), asked.trouble()));
        } else {
            out.println(asked.daemon().isPresent()
                    ? settings.id() + " runs"
                    : settings.id() + " is DOWN: " + asked.trouble());
            asked.daemon().ifPresent(told -> told.lines().forEach(out::println));
            asked.journal().ifPresent(told -> told.lines().stream().skip(asked.daemon().isPresent() ? 1 : 0)
                    .forEach(out::println));
        }
        out.flush();
        return asked.daemon().isPresent() ? ExitCode.WELL : ExitCode.CHECK_SAYS_NO;
    }

    /**
     * What was to be learned.
     *
     * @param trouble why the daemon does not answer, and what to do; empty when it does
     */
    private record Asked(Optional<DaemonTold> daemon, Optional<JournalTold> journal, String trouble) {
        static Asked of(GatewayConfig settings) {
            var journal = Optional.<JournalTold>empty();
            var trouble = "";
            try {
                journal = Optional.of(JournalTold.of(settings.data(), Connections.DISK));
            } catch (JournalException unreadable) {
                trouble = "; " + unreadable.getMessage();
            }
            try {
                var place = KioskPlace.of(settings);
                return place.isPresent()
                        ? new Asked(Optional.of(DaemonTold.ask(place.get(), settings.id())), journal, "")
                        : new Asked(Optional.empty(), journal,
                                "the kiosk is off (kiosk.listen), so a daemon cannot be asked" + trouble);
            } catch (IOException silent) {
                return new Asked(Optional.empty(), journal, KioskPlace.silence(settings, silent) + trouble);
            }
        }
    }
}
