package io.steelyard.gateway.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code steelyard bench}: measures side by side, in turn, in one run. */
@Command(name = "steelyard bench", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Measures what the gateway promises beside yardsticks and peers, in turn, in one run on this machine, and writes a"
                + " table and a plot.",
        "",
        "Single numbers mean little on a machine that does other things too; judge the ratios and their spread."}, footer = {
                "", "Exit codes: 0 all goals met, 1 a goal missed, 2 wrong use, 3 cannot run."}, exitCodeOnExecutionException = 3)
final class BenchCommand implements Callable<Integer> {
    private static final int ROUNDS = 5;
    private static final int ROUNDS_QUICK = 2;

    @Option(names = "--quick", description = "less of everything, within two minutes; a first look, no verdict.")
    private boolean quick;

    @Option(names = "--rounds", paramLabel = "N", description = "how often everything is measured in turn; default "
            + ROUNDS + ", with --quick " + ROUNDS_QUICK + ".")
    private int rounds;

    @Option(names = "--only", split = ",", paramLabel = "EXPERIMENT", converter = Word.class, description = "some of"
            + " commit, syncs, drain, peers, live, wire, alarm.")
    private Set<Experiment> only = EnumSet.allOf(Experiment.class);

    @Option(names = "--out", paramLabel = "DIR", description = "where table and plot go; default ${DEFAULT-VALUE}.", defaultValue = "${sys:steelyard.gateway:-gateway}/target/benchmark")
    private Path out = Path.of("benchmark");

    @Option(names = "--disk", paramLabel = "DIR", description = "a folder on the disk to be measured; default the one of"
            + " --out.")
    private Path disk = Path.of("");

    private BenchCommand() {}

    /** Runs it and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchCommand()).setUsageHelpAutoWidth(true).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        var parent = disk.equals(Path.of("")) ? out : disk;
        Files.createDirectories(parent);
        var folder = Files.createTempDirectory(parent.toAbsolutePath(), "measured");
        try {
            var findings = measure(folder);
            var report = new Report(findings, Figure.all());
            System.out.println();
            System.out.println(title());
            System.out.println();
            System.out.print(report.markdown());
            report.write(out).forEach(file -> System.out.println("written: " + file));
            return report.missed() == 0 ? 0 : 1;
        } finally {
            Folders.delete(folder);
        }
    }

    private String title() {
        return LocalDate.now() + ", " + Runtime.getRuntime().availableProcessors() + " cores, Java "
                + Runtime.version().feature() + ", " + roundsWanted() + " rounds" + (quick ? ", quick" : "");
    }

    private int roundsWanted() {
        return rounds > 0 ? rounds : quick ? ROUNDS_QUICK : ROUNDS;
    }

    private Findings measure(Path folder) throws IOException {
        var findings = new Findings();
        var source = Path.of(System.getProperty("steelyard.gateway", "gateway"), "src/bench/c/slowsync.c");
        var slowSync = SlowSync.compile(source, folder);
        for (var experiment : Experiment.values()) {
            if (only.contains(experiment)) {
                System.err.println(experiment.word() + ": " + experiment.says());
                var environment = slowSync.isPresent()
                        ? SlowSync.environment(slowSync.get(), folder)
                        : Map.<String, String>of();
                run(experiment, folder.resolve(experiment.word()), environment, findings);
            }
        }
        return findings;
    }

    private void run(Experiment experiment, Path folder, Map<String, String> environment, Findings findings)
            throws IOException {
        List<String> command = new ArrayList<>(Programs.java(Experiment.class, experiment.name(), folder.toString(),
                Integer.toString(roundsWanted()), Boolean.toString(quick)));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        var process = builder.start();
        try (var said = process.inputReader(StandardCharsets.UTF_8)) {
            said.lines().forEach(findings::hear);
        }
        if (Programs.await(process) != 0) {
            findings.hear(Findings.note("The experiment " + experiment.word() + " failed; what it had measured by then"
                    + " is in the table."));
        }
        Folders.delete(folder);
    }

    /** An experiment by its word. */
    private static final class Word implements CommandLine.ITypeConverter<Experiment> {
        @Override
        public Experiment convert(String word) {
            return List.of(Experiment.values()).stream().filter(one -> one.word().equals(word)).findFirst()
                    .orElseThrow(() -> new CommandLine.TypeConversionException("there is no experiment \"" + word
                            + "\"; see --help"));
        }
    }
}
