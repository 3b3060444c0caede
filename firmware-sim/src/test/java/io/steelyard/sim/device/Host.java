package io.steelyard.sim.device;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A host in virtual time: steps one device and keeps what it hears. */
final class Host {
    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000 * MILLI;
    private static final byte[] SILENCE = {};

    private final Device device;
    private final long stepNanos;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    long nowNanos = 77 * SECOND;

    Host(Device device) {
        this(device, 5 * MILLI);
    }

    Host(Device device, long stepNanos) {
        this.device = device;
        this.stepNanos = stepNanos;
        step(SILENCE);
    }

    /** What comes in the next while. */
    byte[] listen(long nanos) {
        heard.reset();
        for (long untilNanos = nowNanos + nanos; nowNanos < untilNanos;) {
            nowNanos += Math.min(stepNanos, untilNanos - nowNanos);
            step(SILENCE);
        }
        return heard.toByteArray();
    }

    /** What is answered within a while. */
    byte[] ask(byte[] request, long nanos) {
        byte[] early = device.advance(nowNanos, request);
        byte[] late = listen(nanos);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(early);
        all.writeBytes(late);
        return all.toByteArray();
    }

    String ask(String command, long nanos) {
        return text(ask((command + "\r\n").getBytes(StandardCharsets.US_ASCII), nanos));
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    static byte[] hex(String spaced) {
        return HexFormat.ofDelimiter(" ").parseHex(spaced);
    }

    static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes);
    }

    /** Cut into pieces of that length, beginning at a head byte; an unfinished last piece is left out. */
    static List<byte[]> frames(byte[] bytes, int head, int length) {
        List<byte[]> frames = new ArrayList<>();
        int at = 0;
        while (at < bytes.length && bytes[at] != head) {
            at++;
        }
        for (; at + length <= bytes.length; at += length) {
            frames.add(Arrays.copyOfRange(bytes, at, at + length));
        }
        return frames;
    }

    private void step(byte[] received) {
        heard.writeBytes(device.advance(nowNanos, received));
    }
}
