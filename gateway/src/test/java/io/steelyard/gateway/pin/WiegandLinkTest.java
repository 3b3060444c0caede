package io.steelyard.gateway.pin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.link.Link;
import io.steelyard.gateway.tag.TagDialect;
import io.steelyard.gateway.tag.TagValue;
import io.steelyard.sim.device.WiegandReader;
import io.steelyard.sim.device.WiegandReader.Pulse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Wiegand reader on two wires of the mock. */
class WiegandLinkTest {
    private static final WiegandAddress ADDRESS = new WiegandAddress(GpioChip.MOCK, 5, 6);
    /** Facility 161, card 45763: the domain notes' example (B.5). */
    private static final String CARD = "01010000110110010110000110";
    private static final long MILLI = 1_000_000;
    private static final long SILENCE = 100 * MILLI;

    private final MovingTime time = new MovingTime();
    private Link link = unopened();

    @BeforeEach
    void open() throws IOException {
        link = WiegandLink.open(ADDRESS, time);
        MockChip.drive(5, true);
        MockChip.drive(6, true);
    }

    @AfterEach
    void close() {
        link.close();
        assertTrue(MockChip.idle());
    }

    @Test
    void a_card_is_delivered_as_its_bits_when_the_wires_fall_silent_and_the_dialect_reads_it() throws IOException {
        send(WiegandReader.USUAL.card26(0, 161, 45_763));
        assertEquals(CARD + "\n", heard());
        assertEquals(new TagValue.TagRead("wiegand-26", "161-45763"), decoded(CARD + "\n"));
        assertEquals("", heard());
    }

    @Test
    void half_a_word_is_not_delivered() {
        var word = new WiegandWord();
        word.pulse('0', 0);
        word.pulse('1', MILLI);
        assertTrue(word.quiet(MILLI + SILENCE - 1).isEmpty());
        assertTrue(word.quiet(MILLI + SILENCE).isPresent());
        assertTrue(word.quiet(MILLI + SILENCE).isEmpty(), "nor a second time");
    }

    @Test
    void two_words_that_nobody_listened_to_in_time_are_not_one() throws IOException {
        present("0110");
        time.passes(SILENCE);
        present("1001");
        assertEquals("?\n", heard());
    }

    @Test
    void two_cards_without_a_silence_between_run_together_and_are_refused() throws IOException {
        present(CARD);
        present(CARD);
        var word = heard();
        assertEquals(CARD + CARD + "\n", word);
        assertFalse(decoded(word) instanceof TagValue);
    }

    @Test
    void a_bit_that_comes_late_enough_to_change_places_spoils_its_word() throws IOException {
        for (int late = 0; late < CARD.length(); late++) {
            for (long byNanos : new long[]{3 * MILLI / 2, 2 * MILLI - 1, 7 * MILLI / 2}) {
                present(CARD, late, byNanos);
                assertEquals("?\n", heard(), "bit " + late + " late by " + byNanos);
            }
        }
    }

    @Test
    void a_bit_that_is_a_little_late_does_no_harm() throws IOException {
        var random = new SplittableRandom(5);
        for (int times = 0; times < 50; times++) {
            for (int index = 0; index < CARD.length(); index++) {
                long lateNanos = random.nextLong(MILLI / 6);
                time.passes(lateNanos);
                pulse(CARD.charAt(index) == '0' ? ADDRESS.d0() : ADDRESS.d1());
                time.passes(MILLI - lateNanos);
            }
            assertEquals(CARD + "\n", heard());
        }
    }

    @Test
    void a_doubtful_word_is_no_key_and_no_card() {
        assertFalse(decoded("?\n") instanceof TagValue);
    }

    @Test
    void a_wire_that_flutters_is_heard_as_garbage_and_its_tail_is_no_word() throws IOException {
        present("0".repeat(WiegandWord.BITS_MAX + 1));
        assertEquals("?\n", read());
        present(CARD);
        assertEquals("?\n", heard());
        present(CARD);
        assertEquals(CARD + "\n", heard(), "after a silence it is heard again");
    }

    @Test
    void more_pulses_than_can_wait_are_told_and_not_dropped_in_silence() {
        present("1".repeat(MockPulses.FALLS_MAX + 1));
        var failed = assertThrows(IOException.class, this::read);
        assertEquals("wait for pulses: more than 1024 came at once; open it again", failed.getMessage());
    }

    @Test
    void pulses_are_put_in_the_order_of_their_times_however_they_come() {
        var word = new WiegandWord();
        word.pulse('0', 2 * MILLI);
        word.pulse('0', 3 * MILLI);
        word.pulse('1', 0);
        word.pulse('1', MILLI);
        assertEquals("1100\n", new String(word.quiet(200 * MILLI).orElseThrow(), StandardCharsets.US_ASCII));
    }

    @Test
    void nothing_can_be_sent() {
        assertThrows(IOException.class, () -> link.write(new byte[1]));
    }

    @Test
    void a_line_in_use_is_refused_and_the_other_given_back() throws IOException {
        var refused = assertThrows(IOException.class,
                () -> WiegandLink.open(new WiegandAddress(GpioChip.MOCK, 4, 6), time));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("open GPIO 6 for wiegand-d1-6: "),
                refused.getMessage());
        assertFalse(MockChip.listened(4));
    }

    private void present(String bits) {
        present(bits, bits.length(), 0);
    }

    /** At a beat of a millisecond; one of the bits is seen late, behind those that came meanwhile. */
    private void present(String bits, int late, long byNanos) {
        var seen = new ArrayList<>(WiegandReader.USUAL.bits(0, bits));
        if (late < bits.length()) {
            var pulse = seen.get(late);
            seen.set(late, new Pulse(pulse.line(), pulse.fallNanos() + byNanos, pulse.riseNanos() + byNanos));
        }
        seen.sort(Comparator.comparingLong(Pulse::fallNanos));
        send(seen);
    }

    private void send(List<Pulse> pulses) {
        long nowNanos = pulses.getFirst().fallNanos();
        for (var pulse : pulses) {
            time.passes(pulse.fallNanos() - nowNanos);
            nowNanos = pulse.fallNanos();
            pulse(pulse.line() == WiegandReader.Line.D0 ? ADDRESS.d0() : ADDRESS.d1());
        }
        time.passes(MILLI);
    }

    private static void pulse(int line) {
        MockChip.drive(line, false);
        MockChip.drive(line, true);
    }

    /** What is heard once the wires fall silent. */
    private String heard() throws IOException {
        time.passes(SILENCE);
        return read();
    }

    private String read() throws IOException {
        time.movesAtEachLook(Link.READ_WAIT_MILLIS * MILLI / 4 + 1);
        var buffer = new byte[4096];
        var text = new String(buffer, 0, link.read(buffer), StandardCharsets.US_ASCII);
        time.movesAtEachLook(0);
        return text;
    }

    private static Object decoded(String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        var decoder = TagDialect.WIEGAND.newDecoder();
        var all = new ArrayList<Object>();
        for (var found : List.of(decoder.feed(bytes, bytes.length), decoder.quiet())) {
            found.forEach(
                    one -> all.add(one instanceof Decoded.Value<TagValue>(TagValue value, byte[] _) ? value : one));
        }
        return all.getFirst();
    }

    private static Link unopened() {
        return new Link() {
            @Override
            public int read(byte[] buffer) {
                throw new AssertionError(Arrays.toString(buffer));
            }

            @Override
            public void write(byte[] bytes) {}

            @Override
            public void close() {}
        };
    }
}
