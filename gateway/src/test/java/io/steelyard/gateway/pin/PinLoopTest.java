package io.steelyard.gateway.pin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.steelyard.gateway.deposit.Alarm;
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
    private static final Pin.Lock LOCK = new Pin.Lock("lock", 13, true, "paper", 500 * MILLI);
    private static final Pin.Input LID = new Pin.Input("lid", 14, false, "paper", Pin.Senses.LID);
    private static final Pin.Input SMOKE = new Pin.Input("smoke", 15, true, "", Pin.Senses.SMOKE);

    private final MovingTime time = new MovingTime();
    private final List<String> told = new ArrayList<>();
    private final List<Long> switchedNanos = new ArrayList<>();
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
        loop.panel().show(Views.view("bay-1", Phase.FAULTED, NONE));
        step();
        assertEquals(List.of(false, false, false, false), levels());
        loop.panel().show(Views.view("bay-1", Phase.PLACE_THE_BAG, NONE));
        step();
        assertEquals(List.of(false, true, false, false), levels());
    }

    @Test
    void what_an_input_tells_first_happened_after_its_line_was_taken() {
        long begunNanos = time.monotonicNanos();
        time.passes(3_000 * MILLI); // so long it took to take the lines
        loop.step(begunNanos);
        assertEquals(List.of(time.monotonicNanos()), switchedNanos);
    }

    @Test
    void another_stations_state_is_not_shown() {
        step();
        loop.panel().show(Views.view("bay-2", Phase.FAULTED, NONE));
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
        loop.panel().show(Views.view("bay-1", Phase.PLACE_THE_BAG, Views.recorded(1)));
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
        assertTrue(loop.panel().pulse("lock"));
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
    void a_lock_is_asked_for_by_its_compartment_too() {
        step();
        loop.panel().pulse("paper");
        step();
        assertEquals(List.of(false, true, false, true), levels());
    }

    @Test
    void an_alarm_lets_the_lock_rest_within_one_step_though_its_pulse_is_under_way_or_waits() {
        var wakes = new ArrayList<String>();
        loop.wakes(() -> wakes.add("woken"));
        step();
        loop.panel().pulse("lock");
        step();
        assertEquals(List.of(false, true, false, true), levels());
        loop.panel().pulse("lock");
        wakes.clear();
        loop.panel().rest();
        assertEquals(List.of("woken"), wakes);
        step();
        assertEquals(List.of(false, true, false, false), levels());
        assertEquals(List.of("held", "lid closed", "lock rests"), told);
        time.passes(10 * MILLI);
        step();
        assertEquals(List.of(false, true, false, false), levels(), "what was asked for before does not come after");
        loop.panel().pulse("lock");
        step();
        assertEquals(List.of(false, true, false, true), levels(), "the crew opens it when the alarm is over");
    }

    @Test
    void a_buzzer_sounds_as_long_as_its_bin_has_an_alarm_and_a_lamp_shows_its_compartment() {
        loop = loop(GpioChip.MOCK, new Pin.Lamp("green", 10, true, "paper", Shows.READY),
                new Pin.Lamp("red", 11, true, "bin-1", Shows.FAULT), new Pin.Buzzer("buzzer", 12, true, "bin-1"), LOCK);
        loop.panel().show(BinViews.ready());
        step();
        assertEquals(List.of(true, false, false, false), levels());
        loop.panel().show(BinViews.alarmed(Alarm.SMOKE));
        step();
        time.passes(10_000 * MILLI);
        step();
        assertEquals(List.of(false, true, true, false), levels());
        loop.panel().show(BinViews.ready());
        step();
        assertEquals(List.of(true, false, false, false), levels());
    }

    @Test
    void an_alarm_input_is_told_with_its_time_and_anew_after_the_lines_were_lost() throws Exception {
        loop = loop(GpioChip.MOCK, SMOKE);
        step();
        MockChip.drive(SMOKE.line(), true);
        step();
        assertEquals(List.of("held", "smoke no smoke", "smoke smoke"), told);
        loop.close();
        step();
        assertEquals(List.of("held", "smoke no smoke"), told.subList(3, 5));
    }

    @Test
    void a_lock_is_not_left_energised_by_a_stop() {
        step();
        loop.panel().pulse("lock");
        step();
        var levels = new ArrayList<Boolean>();
        MockChip.wire(LOCK.line(), levels::add);
        loop.close();
        assertEquals(List.of(false), levels);
    }

    @Test
    void lamps_go_out_at_a_stop() {
        step();
        loop.panel().show(Views.view("bay-1", Phase.FAULTED, NONE));
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
            assertTrue(loop.panel().pulse("no-such-output"));
        }
        assertFalse(loop.panel().pulse("lock"));
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
        loop.panel().pulse("lock");
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
        loop.panel().show(Views.view("bay-1", Phase.SAVING, NONE));
        loop.panel().show(Views.view("bay-1", Phase.CLEAR_THE_PAN, Views.recorded(seq)));
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
            public void switched(Pin.Input input, boolean active, long atNanos) {
                told.add(input.name() + " " + input.says(active));
                switchedNanos.add(atNanos);
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
