package io.steelyard.gateway.bench;

import io.steelyard.sim.broker.EmbeddedBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A fresh broker that remembers nobody: Mosquitto without limits in a process of its own, or Artemis where that is missing. */
final class LocalBroker implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String NO_LIMITS = """
            persistence false
            max_inflight_messages 0
            max_queued_messages 0
            """;
    /** It may keep its files in our folder then. */
    private static final String AS_ROOT = "should not be run as root";
    private static final long START_NANOS_MAX = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** How a kind of broker is stopped. */
    private interface Stop {
        void stop();
    }

    private final int port;
    private final Stop stop;

    private LocalBroker(int port, Stop stop) {
        this.port = port;
        this.stop = stop;
    }

    /** The centre's, for which no limit is set. */
    static LocalBroker start(Path folder) throws IOException {
        if (Programs.onPath("mosquitto").isPresent()) {
            return mosquitto(folder, freePort(), NO_LIMITS);
        }
        var broker = new EmbeddedBroker(EmbeddedBroker.ANY_PORT);
        broker.start();
        return new LocalBroker(broker.port(), broker::close);
    }

    /** Mosquitto with these lines in its configuration. */
    static LocalBroker mosquitto(Path folder, int port, String settings) throws IOException {
        var file = Files.createTempFile(folder, "mosquitto", ".conf");
        Files.writeString(file, "listener " + port + " " + LOOPBACK + "\nallow_anonymous true\nset_tcp_nodelay true\n"
                + "log_dest stderr\nlog_type error\nuser root\n" + settings);
        var program = Programs.onPath("mosquitto").orElseThrow();
        var builder = new ProcessBuilder(program.toString(), "-c", file.toString()).redirectErrorStream(true);
        var process = Programs.start(builder);
        Thread.ofVirtual().start(() -> hear(process.inputReader(StandardCharsets.UTF_8)));
        awaitPort(port);
        return new LocalBroker(port, () -> Programs.end(process));
    }

    private static void hear(BufferedReader said) {
        try (said) {
            for (var line = said.readLine(); line != null; line = said.readLine()) {
                if (!line.contains(AS_ROOT)) {
                    System.err.println("  broker: " + line);
                }
            }
        } catch (IOException ended) {
            return;
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(int port) throws IOException {
        long began = System.nanoTime();
        while (!answers(port)) {
            if (System.nanoTime() - began > START_NANOS_MAX) {
                throw new IOException("mosquitto does not listen on port " + port);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static boolean answers(int port) {
        try (var socket = new Socket(LOOPBACK, port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    String uri() {
        return uri(port);
    }

    static String uri(int port) {
        return "tcp://" + LOOPBACK + ":" + port;
    }

    @Override
    public void close() {
        stop.stop();
    }
}
