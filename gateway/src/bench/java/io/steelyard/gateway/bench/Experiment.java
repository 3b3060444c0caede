package io.steelyard.gateway.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The experiments, each in a process of its own. */
enum Experiment {
    COMMIT("from a draft to durable, beside a raw sync of the same bytes", CommitExperiment::run),
    SYNCS("syncs for each weighing, by system-call trace", SyncsExperiment::run),
    DRAIN("a backlog to the platform and back, beside no journal and one by one", DrainExperiment::run),
    PEERS("the same backlog through Paho v3 with files and through a Mosquitto bridge", PeersExperiment::run),
    LIVE("new weighings while the backlog drains flat out", LiveExperiment::run),
    WIRE("billed bytes a fact", WireExperiment::run),
    ALARM("from smoke to the lock at rest and the buzzer, while the uplink is a black hole and the disk slow",
            AlarmExperiment::run);

    /** What an experiment does. */
    private interface Course {
        void run(Trial trial) throws Exception;
    }

    private final String says;
    private final Course course;

    Experiment(String says, Course course) {
        this.says = says;
        this.course = course;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String says() {
        return says;
    }

    /** Child process: {@code EXPERIMENT FOLDER ROUNDS QUICK}; findings on standard output. */
    public static void main(String[] arguments) throws Exception {
        Thread.ofPlatform().daemon().name("parent").start(Experiment::endWithParent);
        try {
            var trial = new Trial(Files.createDirectories(Path.of(arguments[1])), Integer.parseInt(arguments[2]),
                    Boolean.parseBoolean(arguments[3]), SlowSync.ours());
            valueOf(arguments[0]).course.run(trial);
            System.exit(0);
        } catch (IOException failed) {
            failed.printStackTrace();
            System.exit(1);
        }
    }

    /** Our standard input ends with who started us. */
    private static void endWithParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            // as good as its end
        }
        System.exit(1);
    }
}
