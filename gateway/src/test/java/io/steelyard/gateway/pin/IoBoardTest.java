package io.steelyard.gateway.pin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.deposit.Alarm;
import io.steelyard.gateway.deposit.Outcome;
import io.steelyard.gateway.pin.Pin.Senses;
import io.steelyard.gateway.pin.Pin.Shows;
import io.steelyard.sim.device.IoModule.Switching;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Lamps, buzzers, locks and inputs on a modelled board at 9600 baud. */
class IoBoardTest {
    private static final long MILLI = BoardLine.MILLI;
    private static final Pin.Lock LOCK = new Pin.Lock("lock", 0, true, "paper", 500 * MILLI);
    private static final Pin.Lamp GREEN = new Pin.Lamp("green", 1, true, "paper", Shows.READY);
    private static final Pin.Buzzer BUZZER = new Pin.Buzzer("buzzer", 2, true, "bin-1");
    private static final Pin.Input LID = new Pin.Input("lid", 0, true, "paper", Senses.LID);
    private static final Pin.Input SMOKE = new Pin.Input("smoke", 7, false, "", Senses.SMOKE);

    private static final String REST = "0F 00 00 00 08 01 00";
    private static final String FLASH = "05 02 00 00 05";
    private static final String LOCK_OFF = "05 00 00 00 00";
    private static final String GREEN_ON = "05 00 01 FF 00";
    private static final String GREEN_OFF = "05 00 01 00 00";
    /** A request of eight bytes, the board's pause and an answer of six: at 9600 baud less than this. */
    private static final long EXCHANGE_MILLIS = 30;
    private static final long POLL_MILLIS = IoBoard.POLL_NANOS / MILLI;

    private final BoardLine line = new BoardLine(GREEN, BUZZER, LOCK, LID, SMOKE);

    IoBoardTest() {
        line.module.input(7, true); // a detector's contact that opens for smoke
    }

    @Test
    void every_output_is_brought_to_rest_before_anything_else_and_inputs_are_told_when_first_seen() {
        line.pass(500);
        assertTrue(line.sent.getFirst().endsWith(" " + REST), line.sent::toString);
        assertEquals(List.of(REST), line.commands());
        assertEquals(List.of("held", "lid open", "smoke no smoke"), line.told);
    }

    @Test
    void inputs_are_asked_for_every_50_ms_one_request_at_a_time() {
        line.pass(1_000);
        assertEquals(20, line.sent.size() - 1, 1, line.sent.toString());
    }

    @Test
    void a_lock_is_released_by_the_boards_own_clock_and_rests_though_the_gateway_dies() {
        line.pass(200);
        assertTrue(line.panel.pulse("paper"));
        line.pass(40);
        assertTrue(line.module.output(0));
        line.passDead(600);
        assertEquals(List.of(REST, FLASH), line.commands());
        assertEquals(500 * MILLI, opened());
    }

    @Test
    void a_pulse_lasts_what_the_board_measures_and_is_told_when_it_is_over() {
        line.pass(200);
        line.panel.pulse("lock");
        line.pass(1_000);
        assertEquals(List.of(REST, FLASH, LOCK_OFF), line.commands());
        assertEquals(500 * MILLI, opened());
        assertEquals("lock rests", line.told.getLast());
    }

    @Test
    void lamps_and_buzzers_follow_the_views() {
        line.panel.show(BinViews.ready());
        line.pass(200);
        assertTrue(line.module.output(1));
        line.panel.show(BinViews.alarmed(Alarm.TILT));
        line.pass(5_000);
        assertFalse(line.module.output(1));
        assertTrue(line.module.output(2));
        line.panel.show(BinViews.ready());
        line.pass(200);
        assertEquals(List.of(REST, GREEN_ON, GREEN_OFF, "05 00 02 FF 00", GREEN_ON, "05 00 02 00 00"), line.commands());
    }

    @Test
    void a_credit_is_one_beep() {
        line.pass(200);
        line.panel.show(BinViews.ended(Outcome.CREDITED, 1));
        line.pass(1_000);
        assertEquals(List.of("2 true", "2 false"), switchings());
        long sounded = line.module.switchings().getLast().atNanos() - line.module.switchings().getFirst().atNanos();
        assertTrue(sounded >= 200 * MILLI && sounded < (200 + EXCHANGE_MILLIS + POLL_MILLIS) * MILLI, "" + sounded);
    }

    @Test
    void from_an_inputs_change_to_the_command_that_it_causes_is_one_poll_and_one_exchange() {
        line.onSmoke = line.panel::rest;
        for (int shift = 0; shift < POLL_MILLIS; shift += 7) {
            line.module.input(7, true);
            line.pass(300 + shift);
            line.panel.pulse("lock");
            line.pass(60);
            assertTrue(line.module.output(0), () -> line.sent.toString());
            line.module.input(7, false);
            long changed = line.millis();
            line.pass(POLL_MILLIS + 2 * EXCHANGE_MILLIS);
            assertFalse(line.module.output(0));
            long waited = line.sentMillis(LOCK_OFF) - changed;
            assertTrue(waited <= POLL_MILLIS + EXCHANGE_MILLIS, waited + " ms");
        }
    }

    @Test
    void an_alarm_is_obeyed_in_the_next_request_though_a_pulse_is_under_way_and_another_waits() {
        line.pass(200);
        line.panel.pulse("lock");
        line.pass(40);
        line.panel.pulse("lock");
        line.panel.show(BinViews.ready());
        long before = line.millis();
        line.panel.rest();
        line.pass(EXCHANGE_MILLIS + 2);
        assertEquals(List.of(REST, FLASH, LOCK_OFF), line.commands().subList(0, 3));
        assertTrue(line.sentMillis(LOCK_OFF) - before <= EXCHANGE_MILLIS);
        line.pass(2_000);
        assertFalse(line.module.output(0));
        assertEquals(2, line.module.switchings().stream().filter(change -> change.channel() == 0).count());
    }

    @Test
    void a_lock_whose_release_was_not_answered_is_taken_for_open_by_an_alarm() {
        line.pass(200);
        line.wire = _ -> new byte[0];
        line.panel.pulse("lock");
        line.pass(30);
        assertTrue(line.module.output(0));
        line.panel.rest();
        line.pass(300);
        assertEquals(LOCK_OFF, line.commands().getLast());
        assertFalse(line.module.output(0));
    }

    @Test
    void answers_come_byte_by_byte_on_a_line_that_is_read_often_and_are_put_together() {
        line.module.input(0, true); // each step of a millisecond hears at most one byte of 9600 baud
        line.panel.pulse("lock");
        line.pass(100);
        line.panel.pulse("lock");
        line.pass(1_000);
        assertEquals(List.of("held", "lid closed", "smoke no smoke", "lock rests"), line.told);
    }

    @Test
    void a_damaged_answer_is_no_answer_and_what_it_answered_is_asked_again() {
        var bytesHeard = new AtomicInteger();
        line.wire = bytes -> bytesHeard.incrementAndGet() % 41 == 0 ? flipped(bytes) : bytes; // about every seventh answer
        line.panel.show(BinViews.ready());
        for (int round = 0; round < 20; round++) {
            line.module.input(0, round % 2 == 0);
            line.pass(700);
        }
        assertEquals("held", line.told.getFirst());
        assertEquals(2 + 20 - 1, line.told.size() - 1, line.told.toString());
        assertTrue(line.module.output(1));
    }

    @Test
    void a_late_answer_is_neither_talked_over_nor_taken_for_that_of_the_next_request() {
        line.pass(200);
        line.delayNanos = IoBoard.ANSWER_NANOS_MAX + 10 * MILLI;
        line.panel.pulse("lock");
        line.pass(60);
        long asked = line.sentMillis(FLASH);
        line.delayNanos = 0;
        line.pass(900);
        assertEquals(List.of("held", "lid open", "smoke no smoke", "lock rests"), line.told);
        assertEquals(List.of(REST, FLASH, FLASH, LOCK_OFF), line.commands());
        long pause = line.sentMillis(FLASH) - asked;
        assertTrue(pause >= (IoBoard.ANSWER_NANOS_MAX + IoBoard.LATE_NANOS) / MILLI,
                "talked over after " + pause + " ms");
    }

    @Test
    void a_board_that_does_not_answer_is_lost_once_and_brought_to_rest_when_it_does_again() {
        line.panel.show(BinViews.ready());
        line.pass(200);
        line.told.clear();
        line.module.power(line.time.monotonicNanos(), false);
        line.pass(1_000);
        assertEquals(
                List.of("lost ask the I/O board at tcp://io:1: 3 times no answer; check its power, its wires"
                        + " A and B, its address 1 and its line settings"),
                line.told);
        line.panel.pulse("lock");
        line.pass(5_000);
        assertEquals(1, line.told.size(), line.told::toString);
        line.sent.clear();
        line.module.input(0, true);
        line.module.power(line.time.monotonicNanos(), true);
        line.panel.pulse("lock");
        line.pass(2_500);
        assertEquals(List.of("held", "lid closed", "smoke no smoke"),
                line.told.subList(line.told.size() - 3, line.told.size()));
        assertEquals(REST, line.commands().getFirst());
        assertTrue(line.module.output(1), "the lamp is lit again");
        assertFalse(line.commands().contains(FLASH), "nobody stands before the lock any more");
    }

    @Test
    void a_port_that_comes_back_finds_its_outputs_brought_to_rest_first() {
        line.panel.show(BinViews.ready());
        line.pass(200);
        line.plugged = false;
        line.pass(1_000);
        assertEquals("lost read io: the device is gone; plug it in again", line.told.get(3));
        line.sent.clear();
        line.plugged = true;
        line.pass(1_000);
        assertEquals(List.of(REST, GREEN_ON), line.commands());
        assertEquals(List.of("held", "lid open", "smoke no smoke"),
                line.told.subList(line.told.size() - 3, line.told.size()));
    }

    @Test
    void an_orderly_stop_leaves_every_output_at_rest() {
        line.panel.show(BinViews.ready());
        line.pass(200);
        line.close();
        line.passDead(50);
        assertFalse(line.module.output(1));
        assertEquals(REST, line.commands().getLast());
    }

    @Test
    void a_board_of_another_family_is_told_of_with_what_it_refused() {
        line.wire = bytes -> bytes[0] == 0x0F ? refusal() : new byte[0]; // its second byte is the function
        line.pass(3_000);
        assertEquals(
                List.of("lost ask the I/O board at tcp://io:1, function 0F: refused with exception 1; it must be of"
                        + " the family waveshare-io"),
                line.told);
    }

    /** Address 1, function 0F refused as unknown, CRC. */
    private static byte[] refusal() {
        return new byte[]{1, (byte) 0x8F, 1, (byte) 0x85, (byte) 0xF0};
    }

    private static byte[] flipped(byte[] bytes) {
        var damaged = Arrays.copyOf(bytes, bytes.length);
        damaged[bytes.length / 2] ^= 1;
        return damaged;
    }

    private List<String> switchings() {
        return line.module.switchings().stream().map(change -> change.channel() + " " + change.on()).toList();
    }

    /** How long the lock was released. */
    private long opened() {
        var changes = line.module.switchings().stream().filter(change -> change.channel() == 0).map(Switching::atNanos)
                .toList();
        assertEquals(2, changes.size());
        return changes.get(1) - changes.get(0);
    }
}
