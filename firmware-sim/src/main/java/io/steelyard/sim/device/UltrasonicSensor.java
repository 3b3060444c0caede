package io.steelyard.sim.device;

/**
 * A DFRobot A02YYUW distance sensor; it hears nothing and sends by itself, ten times a second.
 *
 * <pre>
 *  byte   content
 *  1      FF
 *  2, 3   distance in mm, high byte first; 0 where no echo comes back
 *  4      low byte of the sum of the others
 * </pre>
 *
 * 9600 8N1. From the manufacturer's page of SEN0311; the 0 is what users report.
 */
public final class UltrasonicSensor implements Sensor {
    private static final long PERIOD_NANOS = 100_000_000L;
    private static final int START = 0xFF;
    /** As far as it hears its own echo. */
    private static final int MILLIMETRES_MAX = 4500;

    private final String name;
    private final Transmitter line;
    private final Metronome beats = new Metronome(PERIOD_NANOS);
    private int millimetres = MILLIMETRES_MAX;
    private Conduct conduct = Conduct.WELL;

    /** A sensor with nothing near it; it is switched on by the first call of {@code advance}. */
    public UltrasonicSensor(String name, LineRate rate) {
        this.name = name;
        this.line = new Transmitter(rate);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void surround(int value) {
        millimetres = value;
    }

    @Override
    public void behave(Conduct now) {
        conduct = now;
    }

    @Override
    public byte[] advance(long nowNanos, byte[] received) {
        while (beats.dueBy(nowNanos)) {
            long tickNanos = beats.tick();
            if (conduct != Conduct.SILENT) {
                line.send(tickNanos, frame());
            }
        }
        return line.sentBy(nowNanos);
    }

    private byte[] frame() {
        int said = conduct == Conduct.BLIND || millimetres > MILLIMETRES_MAX ? 0 : millimetres;
        int high = said >> Byte.SIZE;
        int sum = START + high + said + (conduct == Conduct.DAMAGED ? 1 : 0);
        return new byte[]{(byte) START, (byte) high, (byte) said, (byte) sum};
    }
}
