package io.steelyard.gateway.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The threads that Paho makes; all their names begin alike. */
final class MqttThreads {
    private static final long END_NANOS_MAX = TimeUnit.SECONDS.toNanos(10);

    private MqttThreads() {}

    /** Gives those that are ending their time and fails if one stays. */
    static void assertNone() throws InterruptedException {
        long untilNanos = System.nanoTime() + END_NANOS_MAX;
        for (var thread : alive()) {
            thread.join(Duration.ofNanos(untilNanos - System.nanoTime()));
        }
        assertEquals(List.of(), alive().stream().map(Thread::getName).toList());
    }

    private static List<Thread> alive() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("MQTT"))
                .toList();
    }
}
