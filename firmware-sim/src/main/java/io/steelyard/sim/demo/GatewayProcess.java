package io.steelyard.sim.demo;

import io.steelyard.sim.platform.SignedFact;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The real gateway as a process of its own, as a site runs it; it can be killed like one. One owner. */
final class GatewayProcess {
    /** Of an emulated machine that shuts down. */
    private static final long STOP_SECONDS_MAX = 180;

    private final String launcher;
    private final DemoFolder folder;
    private final Consumer<String> lines;
    private volatile @Nullable Process process;

    /**
     * @param launcher the program that takes {@code run} and {@code records}
     * @param lines told every line that the gateway prints, on a thread of its own
     */
    GatewayProcess(String launcher, DemoFolder folder, Consumer<String> lines) {
        this.launcher = launcher;
        this.folder = folder;
        this.lines = lines;
    }

    void start() throws IOException {
        var started = new ProcessBuilder(launcher, "run", "--config", folder.config().toString())
                .redirectErrorStream(true).start();
        process = started;
        Thread.ofVirtual().name("gateway-lines").start(() -> read(started));
    }

    private void read(Process started) {
        try (var reader = started.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(lines);
        } catch (IOException | UncheckedIOException ended) {
            return; // a killed process closes its pipe in the middle of a line
        }
    }

    boolean runs() {
        return process != null && process.isAlive();
    }

    /** SIGKILL: no last words. */
    void kill() throws InterruptedException {
        var running = process;
        if (running != null) {
            running.destroyForcibly().waitFor();
        }
    }

    /** SIGTERM and a moment; then SIGKILL. */
    void stop() throws InterruptedException {
        var running = process;
        if (running != null) {
            running.destroy();
            if (!running.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                kill();
            }
        }
    }

    /** SIGTERM without waiting: when the demo itself is told to end. */
    void abandon() {
        var running = process;
        if (running != null) {
            running.destroy();
        }
    }

    /** Everything in the gateway's journal, read by the gateway's own command; also while it runs. */
    List<SignedFact> journaled() throws IOException, InterruptedException {
        var export = new ProcessBuilder(launcher, "records", "export", "--data", folder.gatewayData().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var facts = new ArrayList<SignedFact>();
        try (var reader = new BufferedReader(new InputStreamReader(export.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                facts.add(fact(line));
            }
        }
        if (export.waitFor() != 0) {
            throw new IOException("the gateway's records could not be read, see above");
        }
        return facts;
    }

    private static SignedFact fact(String line) throws IOException {
        var fields = line.split("\t", -1);
        if (fields.length != 3) {
            throw new IOException("an exported record has " + fields.length + " fields, not 3: " + line);
        }
        return new SignedFact(fields[0].getBytes(StandardCharsets.UTF_8), Base64.getDecoder().decode(fields[1]),
                fields[2]);
    }
}
