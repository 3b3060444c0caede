package io.steelyard.gateway.pin;

import io.steelyard.gateway.run.Inbox;
import io.steelyard.gateway.run.Time;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** The falls of a mock's line, heard on the thread of whoever drives it. */
final class MockPulses implements PulseLine {
    /** Several words; whoever listens takes them as they come. */
    static final int FALLS_MAX = 1024;

    private final Inbox<Long> falls = new Inbox<>(FALLS_MAX);
    private volatile boolean overrun;
    private Optional<InputLine> line = Optional.empty();

    private MockPulses() {}

    static MockPulses open(GpioChip chip, String name, int number, Time time) throws IOException {
        var pulses = new MockPulses();
        pulses.line = Optional.of(chip.input(name, number, true, 0, high -> {
            if (!high && !pulses.falls.offer(time.monotonicNanos())) {
                pulses.overrun = true;
            }
        }));
        return pulses;
    }

    @Override
    public OptionalLong fall(long waitNanosMax) throws IOException {
        if (overrun) {
            throw new IOException("wait for pulses: more than " + FALLS_MAX + " came at once; open it again");
        }
        return falls.await(waitNanosMax).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    @Override
    public void close() {
        line.ifPresent(InputLine::close);
    }
}
