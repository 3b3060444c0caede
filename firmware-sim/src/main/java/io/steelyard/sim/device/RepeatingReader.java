package io.steelyard.sim.device;

/** A reader that hears nothing and repeats what lies in its field for as long as it lies there. One thing at a time. */
abstract sealed class RepeatingReader implements FieldReader
        permits Em18Reader, Id12Reader, Rdm6300Reader, Wl134Reader {
    private final String name;
    private final Transmitter line;
    private final Repeater repeater;

    RepeatingReader(String name, LineRate rate, long repeatNanos) {
        this.name = name;
        this.line = new Transmitter(rate);
        this.repeater = new Repeater(line, repeatNanos);
    }

    /** What it sends of a code. */
    abstract byte[] frame(String code);

    @Override
    public String name() {
        return name;
    }

    @Override
    public void present(long nowNanos, String code) {
        repeat(nowNanos, frame(code));
    }

    /** From now on this frame, in place of any other. */
    final void repeat(long nowNanos, byte[] frame) {
        repeater.begin(nowNanos, frame);
    }

    @Override
    public void withdraw(long nowNanos) {
        repeater.end(nowNanos);
    }

    @Override
    public byte[] advance(long nowNanos, byte[] received) {
        repeater.repeat(nowNanos);
        return line.sentBy(nowNanos);
    }
}
