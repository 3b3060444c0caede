package io.steelyard.sim.device;

import static io.steelyard.sim.device.Host.MILLI;
import static io.steelyard.sim.device.Host.SECOND;
import static io.steelyard.sim.device.Host.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.steelyard.sim.device.Playback.Portion;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlaybackTest {
    private static final List<Portion> PORTIONS = List.of(new Portion(0, hex("02 2B")),
            new Portion(300 * MILLI, hex("30")));

    @Test
    void it_waits_and_then_says_everything_at_its_time_once() {
        Host host = new Host(new Playback("old", PORTIONS, SECOND, false));
        assertEquals("", hex(host.listen(SECOND - 5 * MILLI)));
        assertEquals("02 2B", hex(host.listen(5 * MILLI)));
        assertEquals("", hex(host.listen(295 * MILLI)));
        assertEquals("30", hex(host.listen(5 * MILLI)));
        assertEquals("", hex(host.ask(hex("02 2B"), 100 * SECOND)));
    }

    @Test
    void again_it_waits_as_long_before_each_time() {
        Host host = new Host(new Playback("old", PORTIONS, SECOND, true));
        assertEquals("02 2B 30 02 2B 30 02 2B", hex(host.listen(3_600 * MILLI)));
    }

    @Test
    void without_any_time_in_it_a_recording_is_still_played_once_a_step_at_most() {
        Host host = new Host(new Playback("old", List.of(new Portion(0, hex("02"))), 0, true), SECOND);
        assertEquals("02", hex(host.listen(SECOND)));
    }
}
