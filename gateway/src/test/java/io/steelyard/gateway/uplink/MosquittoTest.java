package io.steelyard.gateway.uplink;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A real Mosquitto, if the machine has one. */
final class MosquittoTest extends BrokerContract {
    private static int port;
    private static @Nullable Process process;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        var program = onPath("mosquitto");
        assumeTrue(program.isPresent(), "mosquitto is not on the PATH; `apt-get install mosquitto` to run these tests");
        port = freePort();
        var settings = Files.writeString(folder.resolve("mosquitto.conf"), """
                listener %d 127.0.0.1
                allow_anonymous true
                persistence false
                log_dest stderr
                """.formatted(port));
        var started = new ProcessBuilder(program.get().toString(), "-c", settings.toString()).redirectErrorStream(true)
                .start();
        process = started;
        assertTrue(runs(started), "mosquitto does not start");
        Thread.ofVirtual().start(() -> drain(started)); // or a full pipe would stop it
    }

    private static boolean runs(Process started) throws IOException {
        var log = new StringBuilder();
        var in = started.getInputStream();
        for (int character = in.read(); character >= 0; character = in.read()) {
            log.append((char) character);
            if (log.toString().endsWith(" running\n")) {
                return true;
            }
        }
        return false;
    }

    private static void drain(Process started) {
        try {
            started.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException ended) {
            return;
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        var started = process;
        if (started != null) {
            started.destroy();
            started.waitFor();
        }
    }

    static Optional<Path> onPath(String program) {
        return Arrays.stream(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program)).filter(Files::isExecutable).findFirst();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The release that Debian 12 has just ends the connection. */
    @Override
    boolean tellsTakeover() {
        return false;
    }

    @Override
    String uri() {
        return "tcp://127.0.0.1:" + port;
    }
}
