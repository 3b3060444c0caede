package io.steelyard.sim.device;

/**
 * How fast bytes go over a serial line, and what one of them costs. It exists because a host sees frames in pieces only
 * when the line takes its real time.
 *
 * @param baud bits a second
 * @param dataBits data bits a byte, without parity
 * @param parity whether a parity bit follows the data
 * @param stopBits stop bits a byte
 */
public record LineRate(int baud, int dataBits, boolean parity, int stopBits) {
    private static final int START_BITS = 1;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** Eight data bits, no parity, one stop bit: what nearly every scale and reader of the station uses. */
    public static LineRate eightN1(int baud) {
        return new LineRate(baud, 8, false, 1);
    }

    /** Seven data bits, a parity bit, one stop bit: 7E1 or 7O1. A host sees seven bits a byte and no parity. */
    public static LineRate sevenAndParity(int baud) {
        return new LineRate(baud, 7, true, 1);
    }

    /** The same bits a byte at another speed. */
    public LineRate at(int otherBaud) {
        return new LineRate(otherBaud, dataBits, parity, stopBits);
    }

    /** Bits on the line for one byte, start and stop included. */
    public int bitsPerByte() {
        return START_BITS + dataBits + (parity ? 1 : 0) + stopBits;
    }

    /** Time on the line for {@code bytes} bytes, in nanoseconds, rounded up. */
    public long nanosFor(long bytes) {
        return Math.ceilDiv(bytes * bitsPerByte() * NANOS_PER_SECOND, (long) baud);
    }
}
