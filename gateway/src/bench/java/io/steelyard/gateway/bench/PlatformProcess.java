package io.steelyard.gateway.bench;

import io.steelyard.sim.platform.KeyFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The platform's stand-in in a process of its own that stays warm; each {@link #open} finds it with an empty memory. */
final class PlatformProcess implements AutoCloseable {
    static final String KEY = "platform.key";
    static final String PUBLIC_KEY = "platform.pub";
    private static final int ANSWER_SECONDS_MAX = 60;

    private final Path folder;
    private final Process process;
    private final PrintWriter words;
    private final Semaphore answers = new Semaphore(0);
    private final Map<Long, Long> storedNanosBySeq = new ConcurrentHashMap<>();

    private PlatformProcess(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
        this.words = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    static PlatformProcess start(Path folder) throws IOException {
        KeyFiles.openOrCreate(folder.resolve(KEY), folder.resolve(PUBLIC_KEY));
        var builder = new ProcessBuilder(Programs.java(PlatformMain.class, folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        var platform = new PlatformProcess(folder, Programs.start(builder));
        Thread.ofPlatform().daemon().name("platform-says")
                .start(() -> platform.hear(platform.process.inputReader(StandardCharsets.UTF_8)));
        return platform;
    }

    PublicKey publicKey() throws IOException {
        return KeyFiles.readPublic(folder.resolve(PUBLIC_KEY));
    }

    /** Returns when it has subscribed. It tells when it has stored each fact from that number on. */
    void open(String broker, Path data, long tellFrom) throws IOException {
        storedNanosBySeq.clear();
        words.println("open " + broker + " " + data.resolve("gateway.pub") + " " + tellFrom);
        awaitAnswer();
    }

    /** It forgets everything. */
    void forget() throws IOException {
        words.println("forget");
        awaitAnswer();
    }

    /** When that fact was durable at the platform, by this machine's monotonic clock. */
    long storedNanos(long seq) {
        var nanos = storedNanosBySeq.get(seq);
        if (nanos == null) {
            throw new IllegalStateException("the platform acknowledged fact " + seq + " and never said that it has it");
        }
        return nanos;
    }

    private void hear(BufferedReader said) {
        said.lines().map(line -> line.split(" ")).forEach(fields -> {
            if (fields.length == 2) {
                storedNanosBySeq.putIfAbsent(Long.parseLong(fields[0]), Long.parseLong(fields[1]));
            } else {
                answers.release();
            }
        });
    }

    private void awaitAnswer() throws IOException {
        try {
            if (!answers.tryAcquire(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new IOException("the platform's process does not answer");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    @Override
    public void close() {
        words.close();
        Programs.await(process);
    }
}
