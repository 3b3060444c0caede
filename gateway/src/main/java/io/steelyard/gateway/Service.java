package io.steelyard.gateway;

import io.steelyard.gateway.config.ConfigException;
import io.steelyard.gateway.config.ConfigFile;
import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.journal.CondemnedException;
import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.link.SerialPorts;
import io.steelyard.gateway.ops.Heartbeat;
import io.steelyard.gateway.ops.NotifySocket;
import io.steelyard.gateway.ops.Priority;
import io.steelyard.gateway.ops.Supervisor;
import io.steelyard.gateway.ops.SystemLog;
import io.steelyard.gateway.run.CalendarFloor;
import io.steelyard.gateway.run.LoopRunner;
import io.steelyard.gateway.run.SystemTime;
import io.steelyard.gateway.uplink.PahoBroker;
import io.steelyard.gateway.uplink.Tls;
import io.steelyard.gateway.uplink.Today;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The daemon as a process: its surroundings are the machine's, and it runs until it is told to stop. Apart from the command
 * line, whose library a start at a board would wait for: it takes as long as all the rest.
 */
final class Service {
    private static final SystemLog LOG = SystemLog.of(System.getenv());
    private static final List<String> USUAL = List.of("run", "--config");

    private final Path config;
    private final PrintWriter errors;

    Service(Path config, PrintWriter errors) {
        this.config = config;
        this.errors = errors;
    }

    /** What {@code steelyard run --config FILE} means, said in just these words; all others need the command line to be understood. */
    static Optional<Service> of(String... words) {
        var given = List.of(words);
        return given.size() == USUAL.size() + 1 && given.subList(0, USUAL.size()).equals(USUAL)
                && !given.getLast().startsWith("-")
                        ? Optional.of(new Service(Path.of(given.getLast()), new PrintWriter(System.err, true)))
                        : Optional.empty();
    }

    /** @return the exit code */
    int run() throws InterruptedException {
        try {
            run(ConfigFile.read(config));
            return ExitCode.WELL;
        } catch (ConfigException faults) {
            return fail(ExitCode.WRONG_USE, String.valueOf(faults.getMessage()));
        } catch (IOException | JournalException failed) {
            return fail(ExitCode.CANNOT_RUN, String.valueOf(failed.getMessage()));
        }
    }

    private int fail(int code, String message) {
        errors.println(LOG.toErr(Priority.ERROR, message));
        return code;
    }

    private void run(GatewayConfig settings) throws IOException, JournalException, InterruptedException {
        LOG.takeLibraries();
        var time = SystemTime.open();
        var console = new Console(new PrintStream(System.out, false), time, ZoneId.systemDefault(), LOG.takesOut());
        var printer = new LoopRunner(console, time, Service::die);
        console.wakes(printer::wake);
        var uplink = settings.uplink();
        var today = new Today(time, new CalendarFloor(settings.data(), Release.built()));
        var tls = uplink.tls().map(files -> new Tls(files, today, console::warn));
        var broker = new PahoBroker(uplink.broker(), settings.id(), Math.toIntExact(uplink.keepAlive().toSeconds()),
                time, tls);
        var around = new Surroundings(time, new SecureRandom(), Connections.DISK, LinkAddress::open, broker,
                console, console, console, console::warn, Release.built(), ZoneId.systemDefault(),
                Path.of("/"), Optional.of(() -> DoctorCommand.json(config, time)));
        try (var daemon = Daemon.start(settings, around, Service::die)) {
            printer.start();
            console.say(Gateway.SOFTWARE + " runs as " + settings.id() + ", data in " + settings.data());
            if (uplink.brokerAcknowledges()) {
                console.say(
                        "ack = \"broker\": what the broker has taken counts as delivered; nobody proves that it was stored");
            }
            uplink.unencrypted().ifPresent(console::say);
            var heartbeat = new LoopRunner(
                    new Heartbeat(manager(console), daemon.journalLoop(), daemon.otherLoops(), daemon.uplinkLoop(),
                            daemon::standing, console::warn, () -> console.say("ready")),
                    time, Service::die);
            heartbeat.start();
            awaitStop(daemon, heartbeat, printer, console);
        }
    }

    private static Supervisor manager(Console console) {
        var address = System.getenv("NOTIFY_SOCKET");
        try {
            return address == null ? Supervisor.NONE : NotifySocket.at(address);
        } catch (IOException unusable) {
            console.warn(String.valueOf(unusable.getMessage()));
            return Supervisor.NONE;
        }
    }

    private static void awaitStop(Daemon daemon, LoopRunner heartbeat, LoopRunner printer, Console console)
            throws InterruptedException {
        SerialPorts.beforeTheyClose(new Thread(() -> {
            console.say(
                    "stopping: what was accepted is written down, the broker is told; this takes a few seconds at most");
            heartbeat.close(); // first, or it would take a loop that was stopped for one that stands still
            daemon.close();
            console.say("stopped");
            printer.close();
        }, "stop"));
        new CountDownLatch(1).await(); // until the process is told to stop
    }

    /** A gateway with a dead loop must not look alive: end at once, the service manager starts it again. */
    private static void die(String loop, Throwable bug) {
        if (bug instanceof CondemnedException condemned) {
            System.err.println(LOG.toErr(Priority.CRITICAL, String.valueOf(condemned.getMessage())));
            Runtime.getRuntime().halt(ExitCode.CANNOT_RUN);
        }
        System.err.println(LOG.toErr(Priority.CRITICAL,
                "loop " + loop + " ended by a bug; the process ends so that it is started again"));
        bug.printStackTrace();
        Runtime.getRuntime().halt(ExitCode.CANNOT_RUN);
    }
}
