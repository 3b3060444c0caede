package io.steelyard.gateway;

import io.steelyard.gateway.config.ConfigException;
import io.steelyard.gateway.config.ConfigFile;
import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.run.LoopRunner;
import io.steelyard.gateway.run.SystemTime;
import io.steelyard.gateway.station.NumberedBags;
import io.steelyard.gateway.uplink.PahoBroker;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The daemon under load: the real one, as {@link Service} composes it, with bags offered to its journal by a program instead
 * of by scales. What a clerk would have been told goes to standard output, unbuffered, see {@link LoadedPans}; the daemon's own
 * log goes to standard error. It runs until it is killed.
 */
@Command(name = "load", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Runs the daemon and offers it numbered bags; prints what was confirmed."})
final class LoadCommand implements Callable<Integer> {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "the gateway's configuration")
    private Path config = Path.of("");

    @Option(names = "--first", defaultValue = "1", description = "the first bag's number, default ${DEFAULT-VALUE}")
    private long first;

    @Option(names = "--bags", defaultValue = "0", description = "how many bags, default ${DEFAULT-VALUE}")
    private long bags;

    @Option(names = "--rate", defaultValue = "0", paramLabel = "PER_SECOND", description = "bags a second, default 0: each "
            + "pan as fast as its bags are confirmed")
    private double rate;

    @Option(names = "--pans", defaultValue = "1", description = "how many weigh at the same time, default ${DEFAULT-VALUE}")
    private int pans;

    @Option(names = "--careless", description = "lowers SQLite's synchronous to NORMAL behind the journal's back")
    private boolean careless;

    private LoadCommand() {}

    /** Runs it and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LoadCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws ConfigException, IOException, JournalException, InterruptedException {
        var settings = ConfigFile.read(config);
        var time = SystemTime.open();
        var console = new Console(new PrintStream(System.err, false), time, ZoneId.systemDefault());
        var printer = new LoopRunner(console, time, LoadCommand::die);
        console.wakes(printer::wake);
        var uplink = settings.uplink();
        var broker = new PahoBroker(uplink.broker(), settings.id(), Math.toIntExact(uplink.keepAlive().toSeconds()),
                time);
        Connections connections = careless ? new CarelessConnections() : Connections.DISK;
        var around = new Surroundings(time, new SecureRandom(), connections, LinkAddress::open, broker, console,
                console, console, console::say, Release.built(), ZoneId.systemDefault(), Path.of("/"),
                Optional.empty());
        var daemon = Daemon.start(settings, around, LoadCommand::die);
        printer.start();
        var told = new LoadedPans(daemon.journal(), time, new NumberedBags(new byte[1]),
                new FileOutputStream(FileDescriptor.out));
        told.weigh(first, bags, rate, pans);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            daemon.close();
            printer.close();
        }, "stop"));
        new CountDownLatch(1).await();
        return ExitCode.WELL;
    }

    private static void die(String loop, Throwable bug) {
        System.err.println("loop " + loop + " ended by a bug");
        bug.printStackTrace();
        Runtime.getRuntime().halt(ExitCode.CANNOT_RUN);
    }
}
