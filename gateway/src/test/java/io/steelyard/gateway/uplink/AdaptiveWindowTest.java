package io.steelyard.gateway.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many messages are under way on which link. */
final class AdaptiveWindowTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    /**
     * A way with a round trip, and a bottleneck that takes so long for each message: the queue before it is what a new message
     * waits behind.
     */
    private static final class Way {
        private final AdaptiveWindow window;
        private final long roundTripNanos;
        private final long eachNanos;
        private final Deque<long[]> underWay = new ArrayDeque<>();
        private long nowNanos;
        private long busyUntilNanos;
        private int most;
        private long waitedNanosMax;
        private int answers;

        Way(AdaptiveWindow window, long roundTripMillis, long eachMicros) {
            this.window = window;
            this.roundTripNanos = roundTripMillis * MILLI;
            this.eachNanos = TimeUnit.MICROSECONDS.toNanos(eachMicros);
        }

        void send(int messages, int settledAfter) {
            for (int message = 0; message < messages; message++) {
                while (underWay.size() >= window.bulkPlaces()) {
                    var first = underWay.removeFirst();
                    nowNanos = Math.max(nowNanos, first[1]);
                    window.answered(first[0], nowNanos);
                    answers++;
                }
                if (message >= settledAfter) {
                    waitedNanosMax = Math.max(waitedNanosMax, busyUntilNanos - nowNanos);
                }
                busyUntilNanos = Math.max(busyUntilNanos, nowNanos) + eachNanos;
                underWay.addLast(new long[]{nowNanos, busyUntilNanos + roundTripNanos});
                most = Math.max(most, underWay.size());
            }
        }
    }

    /** A batch takes that long on the link; microseconds on the loopback, more than a second at 64 kbit/s. */
    @ParameterizedTest(name = "{0} ms round trip, {1} us a message: {2} places at least, wait at most {3} ms")
    @CsvSource(textBlock = """
               1,     100, 32,    10
              80,     100, 32,    10
             600,     100, 32,    10
              80,  10000, 20,   700
             200, 100000,  2,   700
             300, 1400000, 2,  3000
            """)
    void a_fast_or_long_way_is_filled_and_a_slow_one_is_not(long roundTripMillis, long eachMicros, int placesLeast,
            long waitMillisMax) {
        var window = AdaptiveWindow.ofBroker(32);
        window.answered(0, roundTripMillis * MILLI); // the status, before all else
        var way = new Way(window, roundTripMillis, eachMicros);
        way.send(2_000, 100);
        assertTrue(window.places() >= placesLeast, window.places() + " places");
        assertTrue(way.waitedNanosMax <= waitMillisMax * MILLI,
                "a new message waits " + way.waitedNanosMax / MILLI + " ms");
        assertTrue(way.most <= 32);
    }
}
