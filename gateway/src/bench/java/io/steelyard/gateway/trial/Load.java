package io.steelyard.gateway.trial;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One life of the loaded daemon, a process of its own, from its start to its kill. */
final class Load {
    private static final String MAIN = "io.steelyard.gateway.LoadCommand";
    private static final List<String> JAVA = List.of("-XX:+UseSerialGC", "-Xmx128m",
            "--enable-native-access=ALL-UNNAMED");
    private static final long START_SECONDS_MAX = 60;

    private final Process process;
    private final Thread reader;
    private final CountDownLatch serving = new CountDownLatch(1);
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final long startNanos = System.nanoTime();
    private volatile long firstNanos;

    private Load(Process process, Clerks clerks) {
        this.process = process;
        this.reader = Thread.ofPlatform().daemon().name("clerks").start(() -> read(process.inputReader(), clerks));
    }

    /**
     * @param before words before the command, as of faketime; possibly none
     * @param options of the load driver, without the configuration
     */
    static Load start(Site site, Clerks clerks, List<String> before, Map<String, String> environment,
            List<String> options) throws IOException {
        var command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JAVA);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN, "--config",
                site.config().toString()));
        command.addAll(options);
        var builder = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(new File(site.console().toString())));
        builder.environment().putAll(environment);
        return new Load(builder.start(), clerks);
    }

    /** So many new bags, as fast as they are confirmed on so many pans. */
    static Load start(Site site, Clerks clerks, long bags, int pans) throws IOException {
        return start(site, clerks, List.of(), Map.of(), options(clerks, bags, pans, 0));
    }

    /** The driver's options: new bags from where these clerks stopped. */
    static List<String> options(Clerks clerks, long bags, int pans, double perSecond, String... more) {
        return Stream.concat(Stream.of("--first", "" + clerks.nextNumber(), "--bags", "" + bags, "--pans", "" + pans,
                "--rate", "" + perSecond), Stream.of(more)).toList();
    }

    private void read(BufferedReader lines, Clerks clerks) {
        lines.lines().takeWhile(line -> !line.isEmpty()).forEach(line -> {
            clerks.hear(line);
            if (line.startsWith("serves ")) {
                serving.countDown();
            } else if (line.startsWith("told ") && first.getCount() > 0) {
                firstNanos = System.nanoTime();
                first.countDown();
            } else if (line.equals("done")) {
                done.countDown();
            }
        });
    }

    long pid() {
        return process.pid();
    }

    boolean runs() {
        return process.isAlive();
    }

    void awaitServing() throws IOException, InterruptedException {
        if (!serving.await(START_SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new IOException("the daemon did not start, see its console");
        }
    }

    /** Milliseconds from the process's start to the first new record; waits for it. */
    long awaitFirstMillis() throws IOException, InterruptedException {
        if (!first.await(START_SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new IOException("nothing was recorded in a minute, see the daemon's console");
        }
        return TimeUnit.NANOSECONDS.toMillis(firstNanos - startNanos);
    }

    /** Every bag has its answer. */
    void awaitDone(long secondsMax) throws IOException, InterruptedException {
        if (!done.await(secondsMax, TimeUnit.SECONDS)) {
            throw new IOException("not every bag had its answer within " + secondsMax + " s");
        }
    }

    /** SIGKILL; returns when everything it ever said was heard. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly(); // the process's own method would close the pipe that still holds its words
        process.waitFor();
        reader.join();
    }

    /** SIGTERM. */
    void stop() throws InterruptedException {
        process.toHandle().destroy();
        if (!process.waitFor(START_SECONDS_MAX, TimeUnit.SECONDS)) {
            kill();
        }
        reader.join();
    }

    /** SIGSTOP: from now on it neither writes nor speaks. */
    void freeze() throws IOException, InterruptedException {
        Shell.run("kill", "-STOP", "" + process.pid());
    }

    /** Resident memory, kilobytes. */
    long residentKilobytes() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"), StandardCharsets.US_ASCII)) {
            return lines.filter(line -> line.startsWith("VmRSS:")).map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong).findFirst().orElse(0);
        }
    }
}
