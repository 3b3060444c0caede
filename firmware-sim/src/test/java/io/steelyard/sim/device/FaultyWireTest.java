package io.steelyard.sim.device;

import static io.steelyard.sim.device.Host.MILLI;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class FaultyWireTest {
    private static final byte[] NOTHING = {};
    private static final FaultRates BAD = new FaultRates(0.02, 0.02, 0.02, 0.05, 0.3, 200 * MILLI);
    private static final FaultRates LATE = new FaultRates(0, 0, 0, 0.1, 0.5, 200 * MILLI);
    private static final int PORTIONS = 500;

    @Test
    void a_perfect_wire_changes_nothing() {
        FaultyWire wire = wire(FaultRates.NONE, 1);
        for (int i = 0; i < PORTIONS; i++) {
            assertArrayEquals(portion(i), wire.pass(i * MILLI, portion(i)));
            assertArrayEquals(NOTHING, wire.pass(i * MILLI, NOTHING));
        }
    }

    @Test
    void the_same_seed_is_the_same_faults_and_another_is_not() {
        assertEquals(Host.hex(passed(wire(BAD, 42), false)), Host.hex(passed(wire(BAD, 42), false)));
        assertNotEquals(Host.hex(passed(wire(BAD, 42), false)), Host.hex(passed(wire(BAD, 43), false)));
    }

    @Test
    void polling_in_between_does_not_change_what_is_suffered() {
        assertEquals(Host.hex(passed(wire(BAD, 42), false)), Host.hex(passed(wire(BAD, 42), true)));
    }

    @Test
    void delayed_bytes_all_arrive_in_order_split_and_merged() {
        FaultyWire wire = wire(LATE, 5);
        List<Integer> sizes = new ArrayList<>();
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        for (int i = 0; i < PORTIONS; i++) {
            sent.writeBytes(portion(i));
            byte[] through = wire.pass(i * 10 * MILLI, portion(i));
            sizes.add(through.length);
            arrived.writeBytes(through);
        }
        arrived.writeBytes(wire.pass(PORTIONS * 10 * MILLI + 200 * MILLI, NOTHING));
        assertArrayEquals(sent.toByteArray(), arrived.toByteArray());
        assertTrue(sizes.contains(0), "stalled");
        assertTrue(sizes.stream().anyMatch(size -> size > 12), "merged");
        assertTrue(sizes.stream().anyMatch(size -> size % 12 != 0), "split");
    }

    @Test
    void each_damage_alone_does_what_it_says() {
        byte[] flipped = passed(wire(new FaultRates(0.1, 0, 0, 0, 0, 0), 3), false);
        byte[] clean = passed(wire(FaultRates.NONE, 3), false);
        assertEquals(clean.length, flipped.length);
        int changed = 0;
        for (int i = 0; i < clean.length; i++) {
            int bits = Integer.bitCount((clean[i] ^ flipped[i]) & 0xFF);
            assertTrue(bits <= 1, "one bit at most");
            changed += bits;
        }
        assertEquals(clean.length * 0.1, changed, clean.length * 0.02);
        assertEquals(clean.length * 0.9, passed(wire(new FaultRates(0, 0.1, 0, 0, 0, 0), 3), false).length,
                clean.length * 0.02);
        assertEquals(clean.length * 1.1, passed(wire(new FaultRates(0, 0, 0.1, 0, 0, 0), 3), false).length,
                clean.length * 0.02);
    }

    @Test
    void a_stall_holds_no_more_than_its_bound() {
        FaultyWire wire = wire(new FaultRates(0, 0, 0, 1, 0, 1_000_000 * MILLI), 9);
        int arrived = 0;
        for (int i = 0; i < 2000; i++) {
            arrived += wire.pass(0, portion(i)).length;
        }
        assertFalse(arrived > 0, "stalled from the first");
        assertEquals(FaultyWire.HELD_BYTES_MAX, wire.pass(2_000_000 * MILLI, NOTHING).length);
    }

    private static FaultyWire wire(FaultRates rates, long seed) {
        return new FaultyWire(rates, new SplittableRandom(seed));
    }

    private static byte[] passed(FaultyWire wire, boolean polledInBetween) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < PORTIONS; i++) {
            all.writeBytes(wire.pass(i * 10 * MILLI, portion(i)));
            if (polledInBetween) {
                all.writeBytes(wire.pass(i * 10 * MILLI + MILLI, NOTHING));
            }
        }
        all.writeBytes(wire.pass(PORTIONS * 1000 * MILLI, NOTHING));
        return all.toByteArray();
    }

    private static byte[] portion(int i) {
        byte[] portion = new byte[12];
        Arrays.fill(portion, (byte) i);
        portion[0] = 2;
        portion[11] = 3;
        return portion;
    }
}
