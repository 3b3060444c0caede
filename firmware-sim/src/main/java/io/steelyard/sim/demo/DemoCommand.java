package io.steelyard.sim.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole line on one machine, without hardware. */
@Command(name = "demo", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Runs broker, platform, simulated devices on pseudo-terminals, people, and the real gateway.",
        "Prints each weighing or session as it is committed and acknowledged.",
        "With --bags, --sessions or --minutes it ends by itself with the history checker's verdict: exit code 0 only if it holds."})
public final class DemoCommand implements Callable<Integer> {
    private static final int OUTAGE_SECONDS_MAX = 3_600;
    private static final int MINUTES_MAX = 10_080;
    private static final int WELL = 0;
    private static final int CHECK_SAYS_NO = 1;
    private static final int WRONG_USE = 2;
    private static final int CANNOT_RUN = 3;
    /** Longer than anybody looks on, and no more nanoseconds than a long holds. */
    private static final Duration FOREVER = Duration.ofDays(36_500);
    /** Set by the launcher: the program that is the gateway. */
    private static final String LAUNCHER = "steelyard.launcher";

    @Option(names = "--site", paramLabel = "SITE", defaultValue = "service-station", description = "service-station: three weighing points with clerks; smart-bin: an unattended bin (default: ${DEFAULT-VALUE})")
    private DemoSite site = DemoSite.SERVICE_STATION;

    @Option(names = {"--bags",
            "--sessions"}, paramLabel = "N", description = "end after so many weighings, or sessions at the bin (default: go on until Ctrl-C)")
    private Optional<Long> times = Optional.empty();

    @Option(names = "--minutes", paramLabel = "M", description = "end after so many minutes")
    private Optional<Integer> minutes = Optional.empty();

    @Option(names = "--data", paramLabel = "DIR", description = "keep everything here, in a new folder (default: a temporary one)")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--kills", paramLabel = "K", defaultValue = "0", description = "kill -9 the gateway so often at random moments; needs --bags or --sessions")
    private int kills;

    @Option(names = "--outage", paramLabel = "SECONDS", defaultValue = "0", description = "take the broker away from the gateway so long when half of them are done; needs --bags or --sessions")
    private int outageSeconds;

    @Option(names = "--record", paramLabel = "FILE", description = "write every message that passes the broker here, one JSON object a line")
    private Optional<Path> record = Optional.empty();

    @Option(names = "--gateway", paramLabel = "PROGRAM", description = "the gateway, where it is not this checkout's: takes run --config FILE and records export --data DIR as steelyard does")
    private Optional<String> gateway = Optional.empty();

    @Option(names = "--seed", paramLabel = "S", description = "seed of weights, pauses, conduct, faults and kills (default: another each time)")
    private Optional<Long> seed = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        if (minutes.orElse(1) < 1 || minutes.orElse(1) > MINUTES_MAX) {
            return fail(WRONG_USE, "--minutes must be 1 to " + MINUTES_MAX);
        }
        if (times.orElse(1L) < 1) {
            return fail(WRONG_USE, "--bags or --sessions " + times.get() + " must be at least 1");
        }
        if (kills < 0) {
            return fail(WRONG_USE, "--kills " + kills + " must be at least 0");
        }
        if (outageSeconds < 0 || outageSeconds > OUTAGE_SECONDS_MAX) {
            return fail(WRONG_USE, "--outage " + outageSeconds + " must be 0 to " + OUTAGE_SECONDS_MAX + " seconds");
        }
        if ((kills > 0 || outageSeconds > 0) && times.isEmpty()) {
            return fail(WRONG_USE, "--kills and --outage need --bags or --sessions: they are spread over them");
        }
        var launcher = gateway.isPresent() ? gateway.get() : System.getProperty(LAUNCHER);
        if (launcher == null) {
            return fail(CANNOT_RUN, "start the demo with ./steelyard demo: it needs the gateway's launcher");
        }
        try {
            return run(launcher);
        } catch (IOException failed) {
            return fail(CANNOT_RUN, "the demo cannot go on: " + failed.getMessage());
        }
    }

    private int run(String launcher) throws IOException, InterruptedException {
        var folder = data.isPresent()
                ? Files.createDirectories(data.get())
                : Files.createTempDirectory("steelyard-demo-");
        long chosen = seed.orElseGet(System::nanoTime);
        spec.commandLine().getOut().println("[demo] seed " + chosen);
        var demo = Demo.open(new DemoFolder(folder.toRealPath()), launcher,
                new Demo.Play(site, chosen, record), spec.commandLine().getOut());
        try {
            demo.start();
            demo.serve(times.orElse(Long.MAX_VALUE), minutes.map(Duration::ofMinutes).orElse(FOREVER), kills,
                    outageSeconds);
            var verdict = demo.judge();
            spec.commandLine().getOut().println("\nHistory checker:\n" + verdict.report()
                    + "\nLook at what was written: ./steelyard records list --data " + folder.resolve("gateway"));
            return verdict.holds() ? WELL : CHECK_SAYS_NO;
        } finally {
            demo.stop();
        }
    }

    private int fail(int code, String message) {
        spec.commandLine().getErr().println(message);
        return code;
    }
}
