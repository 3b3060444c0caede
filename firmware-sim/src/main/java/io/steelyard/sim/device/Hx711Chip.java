package io.steelyard.sim.device;

/**
 * An HX711, the 24-bit converter behind a load cell, at its two pins: the host drives PD_SCK and reads DOUT.
 *
 * <pre>
 *  DOUT high          no conversion is ready, or the chip is powered down
 *  DOUT low           a conversion is ready, and was not read
 *  PD_SCK rises       1st to 24th time: the next bit is on DOUT 0.1 µs later, two's complement, most significant first;
 *                     25th: DOUT goes high
 *  25, 26, 27 pulses  the conversions to come are channel A gain 128, channel B gain 32, channel A gain 64
 *  PD_SCK high        for more than 60 µs: power-down; as soon as it is low again, reset: channel A, gain 128
 * </pre>
 *
 * From the AVIA data sheet. 10 or 80 conversions a second, the first 400 or 50 ms after a reset or a change of channel or
 * gain (from memory). In no document read, and chosen here: a conversion that ends while the last one is being read is lost,
 * but one that ends more than 60 µs after the last pulse of a reading begins a new one, and the host that goes on reading
 * finds DOUT low after its 25th pulse more likely than not; pulses while nothing is ready read ones and mean nothing; more
 * than 27 pulses count as 27; a pulse is never too short to be heard.
 *
 * <p>Pure: levels are asked and set with their time, which never goes back. Owned by one thread.
 */
public final class Hx711Chip {
    /** What DOUT carries when the signal is above the range. */
    public static final int HIGHEST = 0x7FFFFF;
    /** What DOUT carries when it is below. */
    public static final int LOWEST = -0x800000;

    private static final int BITS = 24;
    private static final long VALID_AFTER_NANOS = 100;
    private static final long POWER_DOWN_NANOS = 60_000;

    private final Pan pan;
    private final Rate rate;
    private final double countsPerKilogram;
    private final int zeroCounts;
    // since power-up
    private Input input = Input.A_128;
    private boolean ready;
    private long readyNanos;
    private int word;
    private int pulses;
    // for one reading
    private Input inputRead = Input.A_128;
    private long nextNanos;
    // the pins
    private boolean clockHigh;
    private long clockNanos = Long.MIN_VALUE / 2;
    private boolean levelBefore = true;
    private boolean level = true;
    private boolean started;

    /** How the chip's RATE pin is wired. */
    public enum Rate {
        TEN_A_SECOND(100_000_000L, 400_000_000L),
        EIGHTY_A_SECOND(12_500_000L, 50_000_000L);

        private final long periodNanos;
        private final long settlingNanos;

        Rate(long periodNanos, long settlingNanos) {
            this.periodNanos = periodNanos;
            this.settlingNanos = settlingNanos;
        }
    }

    /** What is converted, and how much it is amplified. */
    public enum Input {
        A_128,
        B_32,
        A_64
    }

    /**
     * A chip whose channel A is the load cell under that platform; nothing is connected to channel B. The first call
     * switches it on.
     *
     * @param countsPerKilogram at gain 128
     * @param zeroCounts what the empty platform gives at gain 128
     */
    public Hx711Chip(Pan pan, Rate rate, double countsPerKilogram, int zeroCounts) {
        this.pan = pan;
        this.rate = rate;
        this.countsPerKilogram = countsPerKilogram;
        this.zeroCounts = zeroCounts;
    }

    /** What the conversions to come are of. */
    public Input input() {
        return input;
    }

    /** The level of DOUT. */
    public boolean dout(long nowNanos) {
        advance(nowNanos);
        if (poweredDown(nowNanos)) {
            return true;
        }
        return nowNanos - clockNanos < VALID_AFTER_NANOS ? levelBefore : level;
    }

    /** The host drives PD_SCK. */
    public void clock(long nowNanos, boolean high) {
        advance(nowNanos);
        if (high == clockHigh) {
            return;
        }
        if (!high && poweredDown(nowNanos)) {
            clockHigh = false;
            reset(nowNanos);
            return;
        }
        clockHigh = high;
        if (high) {
            pulse(nowNanos);
        }
    }

    private void advance(long nowNanos) {
        if (!started) {
            started = true;
            reset(nowNanos);
        }
        while (readyNanos <= nowNanos && !poweredDown(readyNanos)) {
            boolean reading = pulses > 0 && pulses <= BITS && readyNanos - clockNanos <= POWER_DOWN_NANOS;
            if (!reading) {
                ready = true;
                pulses = 0;
                word = counts(readyNanos);
                level = false;
                levelBefore = false;
            }
            readyNanos += rate.periodNanos;
        }
    }

    private void pulse(long nowNanos) {
        levelBefore = level;
        clockNanos = nowNanos;
        if (!ready) {
            return;
        }
        pulses++;
        if (pulses <= BITS) {
            level = (word >> BITS - pulses & 1) != 0;
            return;
        }
        level = true;
        if (pulses == BITS + 1) {
            inputRead = input;
            nextNanos = readyNanos;
        }
        input = Input.values()[Math.min(pulses - BITS, Input.values().length) - 1];
        readyNanos = input == inputRead ? nextNanos : nowNanos + rate.settlingNanos;
    }

    private void reset(long nowNanos) {
        input = Input.A_128;
        ready = false;
        pulses = 0;
        level = true;
        levelBefore = true;
        readyNanos = nowNanos + rate.settlingNanos;
    }

    private boolean poweredDown(long nanos) {
        return clockHigh && nanos - clockNanos > POWER_DOWN_NANOS;
    }

    private int counts(long nanos) {
        double atFullGain = zeroCounts + pan.kilogramsAt(nanos) * countsPerKilogram;
        double counts = switch (input) {
            case A_128 -> atFullGain;
            case A_64 -> atFullGain / 2;
            case B_32 -> 0;
        };
        return Math.clamp(Math.round(counts), LOWEST, HIGHEST);
    }
}
