package io.steelyard.gateway;

import io.steelyard.gateway.config.ConfigException;
import io.steelyard.gateway.config.ConfigFile;
import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.journal.CondemnedException;
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
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The daemon. */
@Command(name = "run", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Weighs, journals and syncs until it is stopped (Ctrl-C or SIGTERM).",
        "A missing or busy port is reported and retried; the station shows a fault meanwhile."})
final class RunCommand implements Callable<Integer> {
    private static final SystemLog LOG = SystemLog.of(System.getenv());

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "configuration, see config/")
    private Path config = Path.of("");

    @Option(names = "--until-ready", description = {
            "ends well as soon as a weighing would be possible: for the package's start-up cache, and for timing a start"})
    private boolean untilReady;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        try {
            run(ConfigFile.read(config));
            return ExitCode.WELL;
        } catch (ConfigException faults) {
            return fail(ExitCode.WRONG_USE, String.valueOf(faults.getMessage()));
        } catch (IOException unreadable) {
            return fail(ExitCode.WRONG_USE, "read configuration " + config + ": cannot be read; name an existing file");
        } catch (JournalException failed) {
            return fail(ExitCode.CANNOT_RUN, String.valueOf(failed.getMessage()));
        }
    }

    private int fail(int code, String message) {
        spec.commandLine().getErr().println(LOG.toErr(Priority.ERROR, message));
        return code;
    }

    private void run(GatewayConfig settings) throws IOException, JournalException, InterruptedException {
        LOG.takeLibraries();
        var time = SystemTime.open();
        var console = new Console(new PrintStream(System.out, false), time, ZoneId.systemDefault(), LOG.takesOut());
        var printer = new LoopRunner(console, time, RunCommand::die);
        console.wakes(printer::wake);
        var uplink = settings.uplink();
        var today = new Today(time, new CalendarFloor(settings.data(), Release.built()));
        var tls = uplink.tls().map(files -> new Tls(files, today, console::warn));
        var broker = new PahoBroker(uplink.broker(), settings.id(), Math.toIntExact(uplink.keepAlive().toSeconds()),
                time, tls);
        var around = new Surroundings(time, new SecureRandom(), DriverManager::getConnection, LinkAddress::open, broker,
                console, console, console, console::warn, Release.built(), ZoneId.systemDefault(),
                Optional.of(() -> DoctorCommand.json(config, time)));
        try (var daemon = Daemon.start(settings, around, RunCommand::die)) {
            printer.start();
            console.say(Gateway.SOFTWARE + " runs as " + settings.id() + ", data in " + settings.data());
            if (uplink.brokerAcknowledges()) {
                console.say(
                        "ack = \"broker\": what the broker has taken counts as delivered; nobody proves that it was stored");
            }
            uplink.unencrypted().ifPresent(console::say);
            var ready = new CountDownLatch(1);
            var heartbeat = new LoopRunner(new Heartbeat(manager(console), daemon.journalLoop(), daemon.otherLoops(),
                    daemon::standing, console::warn, ready::countDown), time, RunCommand::die);
            heartbeat.start();
            if (untilReady) {
                ready.await();
                heartbeat.close();
                return;
            }
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
