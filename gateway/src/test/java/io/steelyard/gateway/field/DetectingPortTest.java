package io.steelyard.gateway.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.VirtualTime;
import io.steelyard.gateway.detect.Plan;
import io.steelyard.gateway.detect.Search;
import io.steelyard.gateway.detect.Verdict;
import io.steelyard.gateway.link.Link;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The thin edge: a port is opened at each line, one at a time, and closed again. */
final class DetectingPortTest {
    private static final long READ_WAIT_NANOS = Link.READ_WAIT_MILLIS * 1_000_000L;

    private final VirtualTime time = new VirtualTime();
    private final List<String> done = new ArrayList<>();
    private int open;
    private int silentReads = Integer.MAX_VALUE;

    /** A port with nobody at its other end; after some reads the port itself goes away. */
    private Link open(String line) {
        done.add("open " + line);
        open++;
        return new Link() {
            @Override
            public int read(byte[] buffer) {
                time.advance(READ_WAIT_NANOS);
                return silentReads-- > 0 ? 0 : GONE;
            }

            @Override
            public void write(byte[] bytes) {
                done.add("ask");
            }

            @Override
            public void close() {
                open--;
            }
        };
    }

    @Test
    void a_port_is_open_once_at_a_time_and_closed_in_the_end() throws IOException {
        try (var port = new DetectingPort(line -> {
            assertEquals(0, open, "the port is still open at another line");
            return open(line);
        }, time, _ -> {})) {
            var verdict = port.run(new Search(Plan.usual(), Duration.ofSeconds(8)));
            assertInstanceOf(Verdict.NothingRecognised.class, verdict);
        }
        assertEquals(0, open);
        assertEquals(List.of("open 9600 8N1", "open 115200 8N1", "open 9600 8N1", "ask", "ask"), done.subList(0, 5));
        assertTrue(time.monotonicNanos() < Duration.ofSeconds(11).toNanos(), "each step may end one read late");
    }

    @Test
    void a_port_that_goes_away_ends_the_search_with_its_remedy() {
        silentReads = 3;
        var gone = assertThrows(IOException.class, () -> {
            try (var port = new DetectingPort(this::open, time, _ -> {})) {
                port.run(new Search(Plan.usual(), Duration.ofSeconds(8)));
            }
        });
        assertEquals("the device went away while it was listened to; plug it in again", gone.getMessage());
        assertEquals(0, open);
    }
}
