package io.steelyard.gateway.pin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.steelyard.gateway.pin.Pin.Shows;
import io.steelyard.gateway.run.Backoff;
import io.steelyard.gateway.run.Loop;
import io.steelyard.gateway.station.View.Phase;
import io.steelyard.gateway.weighing.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lamps, buzzers, locks and lids, stepped by hand. */
class PinLoopTest {
    private static final long MILLI = 1_000_000;
    private static final Outcome NONE = new Outcome.None();
    private static final Pin.Lamp GREEN = new Pin.Lamp("green", 10, true, "bay-1", Shows.RECORDED);
    private static final Pin.Lamp RED = new Pin.Lamp("red", 11, false, "bay-1", Shows.FAULT);
    private static final Pin.Buzzer BUZZER = new Pin.Buzzer("buzzer", 12, true, "bay-1");
    private static final Pin.Lock LOCK = new Pin.Lock("lock", 13, true, 500 * MILLI);
    private static final Pin.Lid LID = new Pin.Lid("lid", 14, false);

    private final MovingTime time = new MovingTime();
    private final List<String> told = new ArrayList<>();
    private PinLoop loop = loop(GpioChip.MOCK, GREEN, RED, BUZZER, LOCK, LID);

    @AfterEach
    void close() {
        loop.close();
        assertTrue(MockChip.idle(), "every line is given back");
    }

    @Test
    void everything_rests_until_a_station_shows_something() {
        step();
        assertEquals(List.of(false, true, false, false), levels());
    }

    @Test
    void a_lamp_shows_its_station_and_an_active_low_one_is_lit_by_a_low_line() {
        step();
        loop.show(Views.view("bay-1", Phase.FAULTED, NONE));
        step();
        assertEquals(List.of(false, false, false, false), levels());
        loop.show(Views.view("bay-1", Phase.PLACE_THE_BAG, NONE));
        step();
        assertEquals(List.of(false, true, false, false), levels());
    }

    @Test
    void another_stations_state_is_not_shown() {
        step();
        loop.show(Views.view("bay-2", Phase.FAULTED, NONE));
        step();
        assertEquals(List.of(false, true, false, false), levels());
    }

    @Test
    void what_was_recorded_lights_the_lamp_and_beeps_once() {
        step();
        record(1);
        step();
        assertEquals(List.of(true, true, true, false), levels());
        assertEquals(200 * MILLI, step(), "woken when the beep is over");
        time.passes(200 * MILLI);
        step();
        assertEquals(List.of(true, true, false, false), levels());
        loop.show(Views.view("bay-1", Phase.PLACE_THE_BAG, Views.recorded(1)));
        step();
        assertEquals(List.of(false, true, false, false), levels(), "the same weighing does not beep again");
    }

    @Test
    void a_weighing_recorded_before_the_lines_were_held_does_not_beep_afterwards() {
        record(1);
        step();
        assertEquals(List.of(true, true, false, false), levels());
    }

    @Test
    void a_lock_is_energised_for_its_pulse_and_no_longer() {
        step();
        assertTrue(loop.pulse("lock"));
        step();
        assertEquals(List.of(false, true, false, true), levels());
        time.passes(499 * MILLI);
        assertEquals(MILLI, step());
        assertEquals(List.of(false, true, false, true), levels());
        time.passes(MILLI);
        assertEquals(Loop.IDLE_NANOS_MAX, step());
        assertEquals(List.of(false, true, false, false), levels());
        assertEquals(List.of("held", "lid closed", "lock rests"), told);
    }

    @Test
    void a_lock_is_not_left_energised_by_a_stop() {
        step();
        loop.pulse("lock");
        step();
        var levels = new ArrayList<Boolean>();
        MockChip.wire(LOCK.line(), levels::add);
        loop.close();
        assertEquals(List.of(false), levels);
    }

    @Test
    void lamps_go_out_at_a_stop() {
        step();
        loop.show(Views.view("bay-1", Phase.FAULTED, NONE));
        step();
        var levels = new ArrayList<Boolean>();
        MockChip.wire(RED.line(), levels::add);
        loop.close();
        assertEquals(List.of(true), levels);
    }

    @Test
    void a_lid_is_told_when_first_seen_and_at_each_change() {
        var wakes = new ArrayList<String>();
        loop.wakes(() -> wakes.add("woken"));
        step();
        step();
        assertEquals(List.of("held", "lid closed"), told);
        MockChip.drive(LID.line(), true);
        assertEquals(List.of("woken"), wakes, "by the edge");
        step();
        MockChip.drive(LID.line(), false);
        step();
        assertEquals(List.of("held", "lid closed", "lid open", "lid closed"), told);
    }

    @Test
    void too_many_pulses_are_refused_and_an_unknown_one_is_nothing() {
        for (int count = 0; count < 16; count++) {
            assertTrue(loop.pulse("no-such-output"));
        }
        assertFalse(loop.pulse("lock"));
        step();
        assertEquals(List.of(false, true, false, false), levels());
    }

    @Test
    void a_line_that_somebody_else_holds_is_told_once_and_taken_when_it_is_free() throws Exception {
        var other = GpioChip.MOCK.output("somebody", LOCK.line(), false);
        step();
        step();
        time.passes(2_000 * MILLI);
        step();
        assertEquals(1, told.size(), told::toString);
        assertTrue(told.getFirst().startsWith("lost open GPIO 13 for lock: "), told::toString);
        other.close();
        time.passes(2_000 * MILLI);
        step();
        assertEquals(List.of("held", "lid closed"), told.subList(1, told.size()));
    }

    @Test
    void a_lock_does_not_open_later_when_the_lines_are_back() throws Exception {
        var other = GpioChip.MOCK.output("somebody", LOCK.line(), false);
        step();
        loop.pulse("lock");
        step();
        other.close();
        time.passes(2_000 * MILLI);
        step();
        assertEquals(List.of(false, true, false, false), levels());
    }

    @Test
    void a_machine_without_gpio_is_told_in_one_line_and_once() {
        assumeFalse(Files.exists(Path.of("/dev/gpiochip0")), "a board would be switched");
        loop = loop(GpioChip.BOARD, GREEN);
        for (int count = 0; count < 5; count++) {
            step();
            time.passes(2_000 * MILLI);
        }
        assertEquals(List.of("lost open the board's GPIO: there is none (no /dev/gpiochip*); run on a Raspberry Pi,"
                + " or write gpio = \"mock\" under [gateway] to go without"), told);
    }

    private void record(long seq) {
        loop.show(Views.view("bay-1", Phase.SAVING, NONE));
        loop.show(Views.view("bay-1", Phase.CLEAR_THE_PAN, Views.recorded(seq)));
    }

    private long step() {
        return loop.step(time.monotonicNanos());
    }

    private static List<Boolean> levels() {
        return List.of(MockChip.level(GREEN.line()), MockChip.level(RED.line()), MockChip.level(BUZZER.line()),
                MockChip.level(LOCK.line()));
    }

    private PinLoop loop(GpioChip chip, Pin... pins) {
        return new PinLoop(new PinPlan(chip, List.of(pins)), new PinListener() {
            @Override
            public void held() {
                told.add("held");
            }

            @Override
            public void lid(String name, boolean closed) {
                told.add(name + (closed ? " closed" : " open"));
            }

            @Override
            public void pulsed(String output) {
                told.add(output + " rests");
            }

            @Override
            public void lost(String reason) {
                told.add("lost " + reason);
            }
        }, new Backoff(1_000 * MILLI, 1_000 * MILLI, new SplittableRandom(1)), time);
    }
}
