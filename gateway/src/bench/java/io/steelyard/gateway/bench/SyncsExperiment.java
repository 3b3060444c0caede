package io.steelyard.gateway.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Counts the system calls that sync, made while so many weighings are committed one at a time, checkpoints included. */
final class SyncsExperiment {
    private static final String CALLS = "trace=fsync,fdatasync,msync,sync_file_range,sync,syncfs";

    private SyncsExperiment() {}

    static void run(Trial trial) throws Exception {
        if (Programs.onPath("strace").isEmpty()) {
            trial.note("Syncs were not counted: strace is missing (package strace).");
            return;
        }
        int weighings = trial.size(5_000, 2_000);
        for (int round = 0; round < trial.rounds(); round++) {
            var calls = trial.folder().resolve("calls-" + round);
            var command = new ArrayList<>(List.of("strace", "-f", "-qq", "-ttt", "-e", CALLS, "-e", "signal=none", "-o",
                    calls.toString()));
            command.addAll(Programs.java(SyncsExperiment.class, trial.fresh("syncs").toString(), "" + weighings));
            var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            var traced = Programs.start(builder);
            var said = new String(traced.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip().split("\\s+");
            if (Programs.await(traced) != 0) {
                throw new IOException("the traced process failed, see above");
            }
            long syncs = between(calls, Double.parseDouble(said[0]), Double.parseDouble(said[1]));
            trial.found("syncs", (double) syncs / weighings);
            trial.progress("syncs, round " + (round + 1));
        }
    }

    /** A line of the trace begins with the process and the time: {@code 4711 1763781234.123456 fsync(12) = 0}. */
    private static long between(Path calls, double from, double to) throws IOException {
        try (var lines = Files.lines(calls, StandardCharsets.UTF_8)) {
            return lines.map(line -> line.split("\\s+", 3)).filter(fields -> !fields[2].startsWith("<..."))
                    .mapToDouble(fields -> Double.parseDouble(fields[1])).filter(at -> from <= at && at <= to).count();
        }
    }

    /** Grandchild, the traced one: {@code FOLDER WEIGHINGS}; says when the weighings began and ended. */
    public static void main(String[] arguments) throws Exception {
        try (var line = Line.open(Path.of(arguments[0]))) {
            System.out.println(System.currentTimeMillis() / 1e3);
            for (int one = 0; one < Integer.parseInt(arguments[1]); one++) {
                line.commit();
            }
            System.out.println(System.currentTimeMillis() / 1e3);
        }
    }
}
