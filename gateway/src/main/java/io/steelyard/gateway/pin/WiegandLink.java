package io.steelyard.gateway.pin;

import io.steelyard.gateway.link.Link;
import io.steelyard.gateway.run.Time;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * A Wiegand reader on two lines that rest high: each falls for a moment for a bit of its kind. It delivers whole words of
 * text, as the dialect {@code wiegand} reads them. Everything happens on the thread that reads.
 */
final class WiegandLink implements Link {
    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(READ_WAIT_MILLIS);
    /** The kernel keeps 16 falls of a line: each is asked often enough for a reader that sends two bits a millisecond. */
    private static final long TURN_NANOS = 3_000_000;
    private static final byte[] NOTHING = {};

    private final WiegandAddress address;
    private final Time time;
    private final PulseLine d0;
    private final PulseLine d1;
    private final WiegandWord word = new WiegandWord();

    private WiegandLink(WiegandAddress address, Time time, PulseLine d0, PulseLine d1) {
        this.address = address;
        this.time = time;
        this.d0 = d0;
        this.d1 = d1;
    }

    static WiegandLink open(WiegandAddress address, Time time) throws IOException {
        var d0 = address.chip().pulses("wiegand-d0-" + address.d0(), address.d0(), time);
        try {
            var d1 = address.chip().pulses("wiegand-d1-" + address.d1(), address.d1(), time);
            return new WiegandLink(address, time, d0, d1);
        } catch (IOException refused) {
            d0.close();
            throw refused;
        }
    }

    /** Waits for a word, which a silence ends. */
    @Override
    public int read(byte[] buffer) throws IOException {
        long untilNanos = time.monotonicNanos() + WAIT_NANOS;
        var ended = heard();
        while (ended.isEmpty() && time.monotonicNanos() < untilNanos) {
            ended = heard();
        }
        byte[] delivered = ended.orElse(NOTHING);
        System.arraycopy(delivered, 0, buffer, 0, delivered.length);
        return delivered.length;
    }

    /** Gives each line its turn. */
    private Optional<byte[]> heard() throws IOException {
        var endless = heard(d0, '0');
        if (endless.isEmpty()) {
            endless = heard(d1, '1');
        }
        return endless.isPresent() ? endless : word.quiet(time.monotonicNanos());
    }

    private Optional<byte[]> heard(PulseLine line, char bit) throws IOException {
        var endless = Optional.<byte[]>empty();
        var fall = line.fall(TURN_NANOS);
        while (fall.isPresent()) {
            endless = word.pulse(bit, fall.getAsLong());
            fall = endless.isPresent() ? OptionalLong.empty() : line.fall(0);
        }
        return endless;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        throw new IOException("write " + address + ": a Wiegand reader cannot be sent anything; correct its dialect");
    }

    @Override
    public void close() {
        d0.close();
        d1.close();
    }
}
