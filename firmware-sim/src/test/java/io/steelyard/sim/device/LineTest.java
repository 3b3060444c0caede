package io.steelyard.sim.device;

import static io.steelyard.sim.device.Host.SECOND;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LineTest {
    @ParameterizedTest
    @ValueSource(ints = {600, 1200, 4800, 9600, 115_200})
    void never_more_bytes_arrive_than_the_line_can_carry(int baud) {
        Transmitter line = new Transmitter(LineRate.eightN1(baud));
        line.send(0, new byte[100]);
        int arrived = 0;
        for (long nowNanos = 0; nowNanos <= 2 * SECOND; nowNanos += 1_234_567) {
            arrived += line.sentBy(nowNanos).length;
            long possible = Math.floorDiv(nowNanos * baud, 10 * SECOND);
            assertEquals(Math.min(100, possible), arrived, "at " + nowNanos);
        }
        assertEquals(100, arrived);
    }

    @Test
    void a_byte_arrives_with_its_last_bit_and_not_before() {
        Transmitter line = new Transmitter(LineRate.eightN1(1000)); // ten bits: 10 ms a byte
        line.send(0, new byte[]{1, 2});
        assertArrayEquals(new byte[]{}, line.sentBy(9_999_999));
        assertArrayEquals(new byte[]{1}, line.sentBy(10_000_000));
        assertArrayEquals(new byte[]{2}, line.sentBy(20_000_000));
    }

    @Test
    void parity_and_stop_bits_take_their_time() {
        assertEquals(11, new LineRate(9600, 8, true, 1).bitsPerByte());
        assertEquals(10, new LineRate(9600, 7, true, 1).bitsPerByte());
        assertEquals(12, new LineRate(9600, 8, true, 2).bitsPerByte());
        assertEquals(1_041_667, LineRate.eightN1(9600).nanosFor(1)); // rounded up
    }

    @Test
    void a_frame_that_finds_the_buffer_full_is_lost_whole() {
        Transmitter line = new Transmitter(LineRate.eightN1(9600));
        for (int i = 0; i < 1000; i++) {
            line.send(0, new byte[10]);
        }
        int arrived = line.sentBy(100 * SECOND).length;
        assertEquals(0, arrived % 10);
        assertTrue(arrived > Transmitter.BACKLOG_BYTES_MAX && arrived <= Transmitter.BACKLOG_BYTES_MAX + 10,
                () -> "arrived " + arrived);
    }
}
