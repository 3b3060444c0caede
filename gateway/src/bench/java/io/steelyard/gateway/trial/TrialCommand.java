package io.steelyard.gateway.trial;

import io.steelyard.gateway.journal.JournalException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The trials by name; {@code gateway/src/it/reliability.sh} is how people run them. */
@Command(name = "reliability.sh", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Runs the daemon against real faults and lets the project's judge decide what became of every weighing.",
        "Exits 0 only when everything held."})
final class TrialCommand implements Callable<Integer> {
    private interface Trial {
        void run() throws IOException, InterruptedException, JournalException;
    }

    @Parameters(arity = "1..*", paramLabel = "TRIAL", description = {"which, in this order:",
            "A clean outage; B black hole; C-buffering and C-draining, or C for both: kill -9; D power cut and D-control;",
            "E boot with the uplink down; F 16 MB file system; G clock jumps; H live beside a backlog; M memory; all"})
    private List<String> names = List.of();

    @Option(names = "--quick", description = "2,000 facts and 2 rounds instead of 20,000 and 20")
    private boolean quick;

    @Option(names = "--facts", defaultValue = "0", description = "another number of facts")
    private int facts;

    @Option(names = "--rounds", defaultValue = "0", description = "another number of rounds")
    private int rounds;

    @Option(names = "--broker", defaultValue = "MOSQUITTO", description = "${COMPLETION-CANDIDATES}; default "
            + "${DEFAULT-VALUE}")
    private Broker.Kind broker = Broker.Kind.MOSQUITTO;

    @Option(names = "--seed", defaultValue = "4", description = "chooses the moments of kills; default ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--work", required = true, paramLabel = "FOLDER", description = "for data and logs")
    private Path work = Path.of("");

    private TrialCommand() {}

    /** Runs it and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new TrialCommand()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, JournalException {
        Runtime.getRuntime().addShutdownHook(new Thread(
                () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly), "leave nothing behind"));
        var bench = new Bench(work.toAbsolutePath(), broker, quick, facts, rounds, seed, System.out);
        var trials = trials(bench);
        var chosen = names.contains("all") ? List.copyOf(trials.keySet()) : names;
        System.out.println("broker " + broker.text() + ", " + bench.facts() + " facts, " + bench.rounds() + " rounds");
        System.out.println("| trial | told | delivered | lost | doubled | again on the wire | judge |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        for (var name : chosen) {
            var meant = trials.keySet().stream().filter(trial -> trial.equals(name) || trial.startsWith(name + "-"))
                    .toList();
            if (meant.isEmpty()) {
                System.err.println("no trial is called " + name + "; there are " + String.join(", ", trials.keySet()));
                return CommandLine.ExitCode.USAGE;
            }
            for (var trial : meant) {
                Objects.requireNonNull(trials.get(trial)).run();
            }
        }
        bench.failures().forEach(failure -> System.out.println("FAILED: " + failure));
        System.out.println(bench.failures().isEmpty() ? "everything held" : "not everything held");
        return bench.failures().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static Map<String, Trial> trials(Bench bench) {
        var trials = new LinkedHashMap<String, Trial>();
        var outages = new Outages(bench);
        var kills = new Kills(bench);
        var cuts = new PowerCuts(bench);
        trials.put("A", outages::clean);
        trials.put("B", outages::blackHole);
        trials.put("C-buffering", kills::buffering);
        trials.put("C-draining", kills::draining);
        trials.put("D", cuts::durable);
        trials.put("D-control", cuts::careless);
        trials.put("E", outages::bootOffline);
        trials.put("F", new FullDisk(bench)::fill);
        trials.put("G", new ClockJumps(bench)::jump);
        trials.put("H", new LiveBesideBacklog(bench)::drain);
        trials.put("M", new Memory(bench)::compare);
        return trials;
    }
}
