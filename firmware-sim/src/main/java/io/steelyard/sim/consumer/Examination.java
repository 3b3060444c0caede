package io.steelyard.sim.consumer;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All trials one after another, each with journals of its own, and a line for each. */
final class Examination {
    /** Where it is to be read what the consumer stored; asked once, at the end. */
    interface Stored {
        /** Throws when it cannot be read. */
        List<String> lines() throws IOException, InterruptedException;
    }

    private record Played(Trial trial, List<Sent> sent, List<String> faults) {}

    private Examination() {}

    static List<Trial> trials() {
        return Stream.concat(KindTrials.all().stream(), UnkindTrials.all().stream()).toList();
    }

    /** Plays trials and says how each went. Returns whether nothing was wrong. */
    static boolean passed(List<Trial> trials, Stage stage, Stored stored, PrintWriter out)
            throws IOException, InterruptedException {
        List<Played> all = new ArrayList<>();
        int known = stage.everything().size();
        for (Trial trial : trials) {
            trial.play().on(stage);
            List<Sent> sent = stage.everything();
            all.add(new Played(trial, sent.subList(known, sent.size()), new ArrayList<>(stage.takeFaults())));
            known = sent.size();
        }
        judgeStored(all, stored.lines());
        all.forEach(played -> print(played, out));
        long failed = all.stream().filter(played -> !played.faults().isEmpty()).count();
        out.println(failed == 0
                ? "PASS: all " + all.size() + " trials"
                : "FAIL: " + failed + " of " + all.size() + " trials");
        return failed == 0;
    }

    /** Without a line nothing is judged: the consumer does not say what it stored. */
    private static void judgeStored(List<Played> all, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        StoredLines stored = new StoredLines(lines);
        for (Played played : all) {
            played.sent().forEach(sent -> played.faults().addAll(shortened(stored.faults(sent))));
        }
    }

    /** One sentence of each kind is enough. */
    private static List<String> shortened(List<String> faults) {
        Map<String, String> kinds = new LinkedHashMap<>();
        faults.forEach(fault -> kinds.putIfAbsent(fault.replaceAll("[0-9]+", ""), fault));
        int more = faults.size() - kinds.size();
        return more == 0
                ? faults
                : Stream.concat(kinds.values().stream(), Stream.of("and " + more + " more like this")).toList();
    }

    private static void print(Played played, PrintWriter out) {
        out.printf("%-4s  %-15s  %s%n", played.faults().isEmpty() ? "ok" : "FAIL", played.trial().name(),
                played.trial().done());
        played.faults().forEach(fault -> out.println("        " + fault));
    }
}
