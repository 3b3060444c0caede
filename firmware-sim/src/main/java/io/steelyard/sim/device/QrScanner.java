package io.steelyard.sim.device;

import java.nio.charset.StandardCharsets;

/**
 * A serial barcode and QR scanner in its plain mode: each scan sends the text and a terminator, once; it hears nothing.
 * Scanners differ only in the terminator (CR, LF, CR LF, tab or none), which their own menu sets.
 */
public final class QrScanner implements Device {
    /** What most scanners are delivered with. */
    public static final String CARRIAGE_RETURN = "\r";

    private final String name;
    private final String terminator;
    private final Transmitter line;

    /** A scanner on a line of that rate; text and terminator go out as UTF-8. */
    public QrScanner(String name, LineRate rate, String terminator) {
        this.name = name;
        this.terminator = terminator;
        this.line = new Transmitter(rate);
    }

    @Override
    public String name() {
        return name;
    }

    /** A code is held before the scanner and read once. */
    public void scan(long nowNanos, String text) {
        line.send(nowNanos, (text + terminator).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public byte[] advance(long nowNanos, byte[] received) {
        return line.sentBy(nowNanos);
    }
}
