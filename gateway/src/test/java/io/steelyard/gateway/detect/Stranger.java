package io.steelyard.gateway.detect;

import io.steelyard.sim.device.Device;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Something on the line that is no device of ours; it says what it says at once. */
record Stranger(Speech speech) implements Device {
    static final byte[] SILENT = {};

    interface Speech {
        /** What it says by now, given what it has just heard. */
        byte[] at(long nowNanos, byte[] received);
    }

    static Stranger silent() {
        return new Stranger((_, _) -> SILENT);
    }

    /** Says this again and again, from the first moment on. */
    static Stranger repeating(byte[] said, long everyNanos) {
        return new Stranger((nowNanos, _) -> nowNanos % everyNanos == 0 ? said : SILENT);
    }

    static Stranger repeating(String said, long everyNanos) {
        return repeating(bytes(said), everyNanos);
    }

    /** Answers whatever it hears. */
    static Stranger answering(String answer) {
        return new Stranger((_, received) -> received.length > 0 ? bytes(answer) : SILENT);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] hex(String spaced) {
        return HexFormat.ofDelimiter(" ").parseHex(spaced);
    }

    @Override
    public String name() {
        return "stranger";
    }

    @Override
    public byte[] advance(long nowNanos, byte[] received) {
        return speech.at(nowNanos, received);
    }
}
