package io.steelyard.gateway.trial;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What all trials of one run share: where, with what broker, how much; and what came out. */
final class Bench {
    static final String ACKNOWLEDGE_WITHIN = "5 s";
    private static final int FACTS = 20_000;
    private static final int FACTS_QUICK = 2_000;
    private static final int ROUNDS = 20;
    private static final int ROUNDS_QUICK = 2;

    final Path work;
    final Broker.Kind kind;
    final boolean quick;
    final SplittableRandom random;
    private final int facts;
    private final int rounds;
    private final PrintStream out;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /**
     * @param facts how many, 0 for the usual
     * @param rounds how often, 0 for the usual
     */
    Bench(Path work, Broker.Kind kind, boolean quick, int facts, int rounds, long seed, PrintStream out) {
        this.work = work;
        this.kind = kind;
        this.quick = quick;
        this.facts = facts > 0 ? facts : quick ? FACTS_QUICK : FACTS;
        this.rounds = rounds > 0 ? rounds : quick ? ROUNDS_QUICK : ROUNDS;
        this.random = new SplittableRandom(seed);
        this.out = out;
    }

    int facts() {
        return facts;
    }

    int rounds() {
        return rounds;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** An empty folder for one trial. */
    Path folder(String name) throws IOException, InterruptedException {
        var folder = work.resolve(name);
        Shell.run("rm", "-rf", folder.toString());
        return Files.createDirectories(folder);
    }

    static String uri(int port) {
        return "tcp://127.0.0.1:" + port;
    }

    /** Notes an outcome; one that does not hold fails the run. */
    Outcome judged(Outcome outcome) {
        outcomes.add(outcome);
        out.println(outcome.row());
        if (!outcome.holds()) {
            failures.add(outcome.name());
            out.println(outcome.verdict().report());
        }
        return outcome;
    }

    void say(String line) {
        out.println("    " + line);
    }

    /** What must hold beside the judge's word. */
    void demand(boolean holds, String claim) {
        say((holds ? "" : "FAILED: ") + claim);
        if (!holds) {
            failures.add(claim);
        }
    }

    void console(Site site) throws IOException {
        var log = ConsoleLog.of(site.console());
        say("the console said, at most " + log.linesPerMinuteMax() + " lines in a minute:");
        log.lines().forEach(this::say);
    }

    List<String> failures() {
        return List.copyOf(failures);
    }
}
