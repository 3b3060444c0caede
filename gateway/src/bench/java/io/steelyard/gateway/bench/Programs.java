package io.steelyard.gateway.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Other programs, and this one once more. */
final class Programs {
    private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-Xms1g", "-Xmx2g", "-Xmn600m",
            "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    private Programs() {}

    static Optional<Path> onPath(String program) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("") + File.pathSeparator + "/usr/sbin";
        return Arrays.stream(path.split(File.pathSeparator)).map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable).findFirst();
    }

    /** The command that runs another main of ours on this Java with this class path. */
    static List<String> java(Class<?> main, String... arguments) {
        var command = List.of(ProcessHandle.current().info().command().orElse("java"));
        var classPath = List.of("-Dsteelyard.gateway=" + System.getProperty("steelyard.gateway", "gateway"), "-cp",
                System.getProperty("java.class.path"), main.getName());
        return Stream.of(command, OPTIONS, classPath, List.of(arguments)).flatMap(List::stream).toList();
    }

    /** The command that runs a main on this Java with this class path as it is shipped. */
    static List<String> plainJava(String main, String... arguments) {
        return Stream.of(List.of(ProcessHandle.current().info().command().orElse("java"), "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), main),
                List.of(arguments)).flatMap(List::stream).toList();
    }

    /** Starts a program that ends when we do, however we are told to. */
    static Process start(ProcessBuilder builder) throws IOException {
        SlowSync.leaveOut(builder.environment());
        return startAlike(builder);
    }

    /** The same of one whose syncs are as slow as ours. */
    static Process startAlike(ProcessBuilder builder) throws IOException {
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroy));
        return process;
    }

    /** Waits for a program that says nothing when all is well. */
    static void run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (await(process) != 0) {
            throw new IOException("run " + String.join(" ", command) + ": " + said);
        }
    }

    static int await(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException stopped) {
            process.destroy();
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /** Processor time that this process has used; what others do on the machine does not change it much. */
    static long cpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    /** Ends a process that we started, and waits until it is gone. */
    static void end(Process process) {
        process.destroy();
        await(process);
    }
}
