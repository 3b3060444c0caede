package io.steelyard.gateway.bench;

import io.steelyard.gateway.journal.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an experiment is given.
 *
 * @param folder empty, its own, on the disk that is measured
 * @param rounds how often everything is measured, in turn
 * @param quick with fewer facts, for a first look
 * @param sync slows this process's syncs, where the machine can
 */
record Trial(Path folder, int rounds, boolean quick, Optional<SlowSync> sync) {
    /** One of them for a full run, the other for a quick one. */
    int size(int full, int little) {
        return quick ? little : full;
    }

    /** A fresh folder in the experiment's own. */
    Path fresh(String name) throws IOException {
        return Files.createTempDirectory(folder, name);
    }

    /** A data folder with so many facts that nobody has acknowledged, made once for all experiments of a run; to be copied. */
    Path backlog(int facts) throws IOException, JournalException {
        var made = folder.resolveSibling("backlog-" + facts);
        if (Files.notExists(made)) {
            progress("making a backlog of " + facts + " facts");
            var making = fresh("making");
            Line.prepare(making, facts);
            Files.move(making, made);
        }
        return made;
    }

    void found(String series, double value) {
        System.out.println(Findings.number(series, value));
    }

    void note(String sentence) {
        System.out.println(Findings.note(sentence));
    }

    /** For who looks on. */
    void progress(String sentence) {
        System.err.println("  " + sentence);
    }
}
