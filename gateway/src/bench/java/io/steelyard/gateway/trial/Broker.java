package io.steelyard.gateway.trial;

import io.steelyard.sim.broker.EmbeddedBroker;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A real broker that can be started and ended again on the same port. */
interface Broker extends AutoCloseable {
    /** Ends it; it forgets everything. */
    @Override
    void close();

    /** Which broker. */
    enum Kind {
        /** As Debian delivers it: 1,000 messages queued for a client, 20 in flight. */
        MOSQUITTO {
            @Override
            Broker start(Path folder, int port) throws IOException {
                return mosquitto(folder, port, "");
            }
        },
        /** As its manual advises for a busy server. */
        MOSQUITTO_TUNED {
            @Override
            Broker start(Path folder, int port) throws IOException {
                return mosquitto(folder, port,
                        "max_queued_messages 0\nmax_inflight_messages 0\nset_tcp_nodelay true\n");
            }
        },
        /** ActiveMQ Artemis inside this process. */
        ARTEMIS {
            @Override
            Broker start(Path folder, int port) throws IOException {
                var broker = new EmbeddedBroker(port);
                broker.start();
                return broker::close;
            }
        },
        /** HiveMQ Community Edition; its class path stands in the system property {@code hivemq.classpath}. */
        HIVEMQ {
            @Override
            Broker start(Path folder, int port) throws IOException {
                var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
                return process(folder, port, List.of(java, "-cp", System.getProperty("hivemq.classpath", ""),
                        System.getProperty("hivemq.source", ""), "" + port, folder.resolve("hivemq").toString()));
            }
        };

        private static final long START_SECONDS_MAX = 90;
        private static final long LOOK_MILLIS = 50;

        /** Returns when clients can connect. */
        abstract Broker start(Path folder, int port) throws IOException;

        /** As on the command line. */
        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private static Broker mosquitto(Path folder, int port, String more) throws IOException {
            var config = folder.resolve("mosquitto.conf");
            Files.writeString(config, "listener " + port + " 127.0.0.1\nallow_anonymous true\n" + more);
            return process(folder, port, List.of("mosquitto", "-c", config.toString()));
        }

        private static Broker process(Path folder, int port, List<String> command) throws IOException {
            var log = new File(folder.resolve("broker.log").toString());
            var process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log)).start();
            awaitPort(process, port);
            return () -> process.destroyForcibly().onExit().join();
        }

        private static void awaitPort(Process process, int port) throws IOException {
            long untilNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS_MAX);
            while (System.nanoTime() < untilNanos && process.isAlive()) {
                try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    return;
                } catch (IOException notYet) {
                    pause();
                }
            }
            process.destroyForcibly();
            throw new IOException("the broker does not listen on port " + port + ", see broker.log");
        }

        private static void pause() {
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
