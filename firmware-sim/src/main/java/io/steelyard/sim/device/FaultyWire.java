package io.steelyard.sim.device;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * What happens to bytes between a device and the host: seeded faults, for a host is only believed when it was right on a
 * bad line. Bytes are split, merged, flipped, dropped, invented and held back; those that arrive arrive in order.
 *
 * <p>Chance is drawn only for bytes, so the same bytes in the same portions with the same seed suffer the same, however
 * often the wire is polled in between. Owned by the thread that steps the device.
 */
public final class FaultyWire {
    /** What a stalled adapter holds; bytes beyond it are lost. */
    static final int HELD_BYTES_MAX = 4096;

    private static final int BITS_PER_BYTE = 8;
    private static final int BYTE_VALUES = 256;

    private final FaultRates rates;
    private final RandomGenerator random;
    private byte[] held = {};
    private long heldUntilNanos = Long.MIN_VALUE;

    /** A wire with those faults; the generator belongs to it from now on. */
    public FaultyWire(FaultRates rates, RandomGenerator random) {
        this.rates = rates;
        this.random = random;
    }

    /** What reaches the other end at that time, given what went in since the last call. */
    public byte[] pass(long nowNanos, byte[] bytes) {
        byte[] here = joined(held, damaged(bytes));
        if (bytes.length > 0 && happens(rates.stall())) {
            heldUntilNanos = Math.max(heldUntilNanos, nowNanos + random.nextLong(rates.maxStallNanos() + 1));
        }
        int through = nowNanos < heldUntilNanos ? 0 : here.length;
        if (bytes.length > 0 && through > 0 && happens(rates.split())) {
            through = random.nextInt(here.length);
        }
        held = Arrays.copyOfRange(here, through, Math.min(here.length, through + HELD_BYTES_MAX));
        return Arrays.copyOf(here, through);
    }

    private byte[] damaged(byte[] bytes) {
        ByteArrayOutputStream damaged = new ByteArrayOutputStream(bytes.length);
        for (byte b : bytes) {
            if (happens(rates.insertNoise())) {
                damaged.write(random.nextInt(BYTE_VALUES));
            }
            int arriving = happens(rates.flip()) ? b ^ 1 << random.nextInt(BITS_PER_BYTE) : b;
            if (!happens(rates.drop())) {
                damaged.write(arriving);
            }
        }
        return damaged.toByteArray();
    }

    private boolean happens(double rate) {
        return rate > 0 && random.nextDouble() < rate;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
