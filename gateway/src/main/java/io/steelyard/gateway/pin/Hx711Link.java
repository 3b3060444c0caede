package io.steelyard.gateway.pin;

import io.steelyard.gateway.link.Link;
import io.steelyard.gateway.run.Inbox;
import io.steelyard.gateway.run.Time;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * An HX711 load-cell converter, clocked line by line.
 *
 * <pre>
 * DOUT    high while converting, low when a conversion is ready
 * PD_SCK  24 pulses fetch it, the most significant bit first; the 25th chooses channel A at gain 128 and lets DOUT go high
 * </pre>
 *
 * Each conversion is delivered as the three bytes that the chip clocks out, 24 bits in two's complement. The chip powers down
 * when its clock stays high for more than 60 us, which a busy machine can do to it: such a conversion is thrown away, and so
 * is every one until the chip has settled anew.
 *
 * <p>Document: HX711 data sheet (pulses, times); esphome/esphome, component hx711 (DOUT behind the last bit). The settling
 * time is from memory, unverified.
 */
final class Hx711Link implements Link {
    static final int CONVERSION_BYTES = 3;
    /** Of these none may be high for longer, see above. */
    static final long CLOCK_HIGH_NANOS_MAX = 60_000;
    /** After power-up at 10 conversions a second; at 80 it would be 50 ms. */
    static final long SETTLING_NANOS = 400_000_000L;
    /** So many bad conversions in a row are no accident; two seconds at 10 a second. */
    static final int DROPS_MAX = 20;

    /** An edge wakes the wait for a conversion; one that Pi4J did not tell must not cost more than this. */
    private static final long ASK_NANOS = 5_000_000;

    private final Hx711Address address;
    private final Time time;
    private final OutputLine clock;
    private final InputLine data;
    private final Inbox<Boolean> edges;

    // for the life of the link
    private long settledNanos;
    private int drops;

    private Hx711Link(Hx711Address address, Time time, OutputLine clock, InputLine data, Inbox<Boolean> edges) {
        this.address = address;
        this.time = time;
        this.clock = clock;
        this.data = data;
        this.edges = edges;
        this.settledNanos = time.monotonicNanos() + SETTLING_NANOS; // its clock may have been high until now
    }

    static Hx711Link open(Hx711Address address, Time time) throws IOException {
        var clock = address.chip().output("hx711-sck-" + address.sck(), address.sck(), false);
        try {
            var edges = new Inbox<Boolean>(1); // only wakes; the line itself is asked
            var data = address.chip().input("hx711-dout-" + address.dout(), address.dout(), true, 0, edges::offer);
            return new Hx711Link(address, time, clock, data, edges);
        } catch (IOException refused) {
            clock.close();
            throw refused;
        }
    }

    /** Waits for a conversion; delivers a whole one or nothing. */
    @Override
    public int read(byte[] buffer) throws IOException {
        if (!ready()) {
            return 0;
        }
        var fault = fetch(buffer);
        long nowNanos = time.monotonicNanos();
        if (fault.isEmpty()) {
            drops = 0;
            return nowNanos - settledNanos < 0 ? 0 : CONVERSION_BYTES;
        }
        settledNanos = nowNanos + SETTLING_NANOS;
        if (++drops == DROPS_MAX) {
            throw new IOException("read " + address + ": " + DROPS_MAX + " conversions in a row are bad, " + fault);
        }
        return 0;
    }

    private boolean ready() throws IOException {
        long untilNanos = time.monotonicNanos() + TimeUnit.MILLISECONDS.toNanos(READ_WAIT_MILLIS);
        while (data.high()) {
            long leftNanos = untilNanos - time.monotonicNanos();
            if (leftNanos <= 0) {
                return false;
            }
            edges.await(Math.min(leftNanos, ASK_NANOS));
        }
        return true;
    }

    /** Clocks one conversion out. Answers what is wrong with it; nothing for a good one. */
    private String fetch(byte[] buffer) throws IOException {
        long longestNanos = 0;
        for (int index = 0; index < CONVERSION_BYTES; index++) {
            int bits = 0;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                longestNanos = Math.max(longestNanos, pulse());
                bits = bits << 1 | (data.high() ? 1 : 0);
            }
            buffer[index] = (byte) bits;
        }
        longestNanos = Math.max(longestNanos, pulse());
        if (longestNanos > CLOCK_HIGH_NANOS_MAX) {
            return "the clock was high for " + TimeUnit.NANOSECONDS.toMicros(longestNanos)
                    + " us and may be for 60: this machine is too busy, use the kernel's driver, iio:device0";
        }
        return data.high() ? "" : "DOUT stayed low behind the last bit; check the HX711's power and wires";
    }

    /** Measured around both switchings, so never shorter than the pulse was. */
    private long pulse() throws IOException {
        long beforeNanos = time.monotonicNanos();
        clock.drive(true);
        clock.drive(false);
        return time.monotonicNanos() - beforeNanos;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        throw new IOException("write " + address + ": an HX711 cannot be sent anything; correct its dialect");
    }

    /** The clock rests low: the chip stays powered. */
    @Override
    public void close() {
        data.close();
        clock.close();
    }
}
