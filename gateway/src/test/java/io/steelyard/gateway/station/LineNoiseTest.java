package io.steelyard.gateway.station;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LineNoiseTest {
    private static final byte[] FRAME = new byte[30];

    private final List<String> complaints = new ArrayList<>();
    private final LineNoise noise = new LineNoise("bay-1-qr", complaints::add);

    /** A scanner says little, so half a bag's code was a seventh of its minute. */
    @Test
    void a_frame_of_which_only_a_part_is_here_when_the_minute_ends_is_no_noise() {
        heard(0, FRAME.length);
        noise.frame(FRAME);
        heard(30, FRAME.length);
        noise.frame(FRAME);
        heard(59, 9);
        heard(61, FRAME.length - 9);
        noise.frame(FRAME);

        assertEquals(List.of(), complaints);
    }

    @Test
    void what_is_no_frame_is() {
        heard(0, FRAME.length);
        noise.garbage(FRAME.length);
        heard(61, 1);

        assertEquals(List.of("bay-1-qr sent 30 bytes in the last minute, 0 of them in good frames;"
                + " check its dialect, line settings and cable"), complaints);
    }

    private void heard(long second, int count) {
        noise.heard(TimeUnit.SECONDS.toNanos(second), count);
    }
}
