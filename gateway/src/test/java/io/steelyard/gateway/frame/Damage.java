package io.steelyard.gateway.frame;

import java.util.Arrays;
import java.util.Random;

/** What happens to a frame on a bad line or in a bad buffer, drawn from a seed. */
public enum Damage {
    BITS_FLIPPED {
        @Override
        byte[] one(byte[] frame, byte[] other, Random random) {
            byte[] damaged = frame.clone();
            damaged[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            return damaged;
        }
    },
    BYTES_CHANGED {
        @Override
        byte[] one(byte[] frame, byte[] other, Random random) {
            byte[] damaged = frame.clone();
            damaged[random.nextInt(frame.length)] = anyByte(random);
            return damaged;
        }
    },
    BYTES_INVENTED {
        @Override
        byte[] one(byte[] frame, byte[] other, Random random) {
            int at = random.nextInt(frame.length + 1);
            byte[] damaged = joined(frame, at + 1, frame, at);
            damaged[at] = anyByte(random);
            return damaged;
        }
    },
    BYTES_LOST {
        @Override
        byte[] one(byte[] frame, byte[] other, Random random) {
            int at = random.nextInt(frame.length);
            return joined(frame, at, frame, at + 1);
        }
    },
    CUT_SHORT {
        @Override
        byte[] one(byte[] frame, byte[] other, Random random) {
            return Arrays.copyOf(frame, random.nextInt(frame.length));
        }
    },
    /** The beginning of one frame and the end of another. */
    SPLICED {
        @Override
        byte[] one(byte[] frame, byte[] other, Random random) {
            return joined(frame, random.nextInt(frame.length + 1), other, random.nextInt(other.length + 1));
        }
    };

    private static final int TIMES_MAX = 3;
    private static final int BYTE_VALUES = 256;

    /** The frame damaged once to three times; what is left may be empty. */
    public byte[] to(byte[] frame, byte[] other, Random random) {
        byte[] damaged = frame;
        for (int times = 1 + random.nextInt(TIMES_MAX); times > 0 && damaged.length > 0; times--) {
            damaged = one(damaged, other, random);
        }
        return damaged;
    }

    abstract byte[] one(byte[] frame, byte[] other, Random random);

    private static byte anyByte(Random random) {
        return (byte) random.nextInt(BYTE_VALUES);
    }

    /** The first {@code end} bytes of the one, zeros if it has fewer, and of the other those from {@code begin}. */
    private static byte[] joined(byte[] first, int end, byte[] second, int begin) {
        byte[] joined = Arrays.copyOf(first, end + second.length - begin);
        System.arraycopy(second, begin, joined, end, second.length - begin);
        return joined;
    }
}
