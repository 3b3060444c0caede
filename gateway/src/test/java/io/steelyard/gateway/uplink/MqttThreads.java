package io.steelyard.gateway.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;

/** The threads that Paho makes; all their names begin alike. */
final class MqttThreads {
    private static final Duration END_WAIT = Duration.ofSeconds(10);

    private MqttThreads() {}

    /** Gives those that are ending their time and fails if one stays. */
    static void assertNone() throws InterruptedException {
        for (var thread : alive()) {
            thread.join(END_WAIT);
        }
        assertEquals(List.of(), alive().stream().map(Thread::getName).toList());
    }

    private static List<Thread> alive() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("MQTT"))
                .toList();
    }
}
