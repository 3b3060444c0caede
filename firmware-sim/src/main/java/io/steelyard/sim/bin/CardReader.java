package io.steelyard.sim.bin;

import io.steelyard.sim.device.Device;
import io.steelyard.sim.device.FieldReader;
import java.util.concurrent.TimeUnit;

/** A reader at which people hold up a card for a moment, and until it has told of it: it beeps. */
public final class CardReader implements Device, Cards.Reader {
    private static final long HELD_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    private final FieldReader reader;
    private long untilNanos = Long.MAX_VALUE;
    private boolean told;

    public CardReader(FieldReader reader) {
        this.reader = reader;
    }

    @Override
    public String name() {
        return reader.name();
    }

    @Override
    public void present(long nowNanos, String card) {
        reader.present(nowNanos, card);
        untilNanos = nowNanos + HELD_UP_NANOS;
        told = false;
    }

    @Override
    public byte[] advance(long nowNanos, byte[] received) {
        if (told && nowNanos >= untilNanos) {
            reader.withdraw(nowNanos);
            untilNanos = Long.MAX_VALUE;
        }
        byte[] sent = reader.advance(nowNanos, received);
        told |= sent.length > 0;
        return sent;
    }

    @Override
    public int commandsThatChange() {
        return reader.commandsThatChange();
    }

    @Override
    public int commandsUnknown() {
        return reader.commandsUnknown();
    }
}
