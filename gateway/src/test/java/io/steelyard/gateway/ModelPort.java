package io.steelyard.gateway;

import io.steelyard.gateway.link.Link;
import io.steelyard.sim.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** A serial port without a kernel: the device's side is a {@link Wire}, the gateway's side a {@link Link}. */
final class ModelPort implements Wire {
    private static final int UNREAD_BYTES_MAX = 4096;
    private static final double CRASH_IN_READ = 0.000_02;

    private final Fate fate;
    private final ByteArrayOutputStream toHost = new ByteArrayOutputStream();
    private final ByteArrayOutputStream toDevice = new ByteArrayOutputStream();
    private boolean plugged = true;
    private boolean mute;
    private int garbledOf;
    private int written;
    private int openings;

    ModelPort(Fate fate) {
        this.fate = fate;
    }

    void plug(boolean in) {
        plugged = in;
        openings += in ? 0 : 1; // whoever had it open sees it gone
        toHost.reset();
        toDevice.reset();
    }

    /** What the device sends is lost on the way. */
    void mute(boolean lost) {
        mute = lost;
    }

    /** Of so many writes of the device one is damaged; 0 for none. */
    void garble(int one) {
        garbledOf = one;
    }

    boolean plugged() {
        return plugged;
    }

    @Override
    public String address() {
        return "model";
    }

    @Override
    public byte[] read() {
        byte[] received = toDevice.toByteArray();
        toDevice.reset();
        return received;
    }

    @Override
    public void write(byte[] bytes) {
        if (plugged && !mute && toHost.size() + bytes.length <= UNREAD_BYTES_MAX) {
            boolean damaged = garbledOf > 0 && ++written % garbledOf == 0;
            toHost.writeBytes(damaged ? new byte[bytes.length] : bytes);
        }
    }

    @Override
    public void close() {
        plug(false);
    }

    Link open() throws IOException {
        if (!plugged) {
            throw new IOException("open model port: it is unplugged; plug it in");
        }
        int opening = ++openings;
        return new Link() {
            @Override
            public int read(byte[] buffer) {
                fate.mayCrash(CRASH_IN_READ);
                if (!plugged || opening != openings) {
                    return GONE;
                }
                byte[] waiting = toHost.toByteArray();
                int count = Math.min(waiting.length, buffer.length);
                System.arraycopy(waiting, 0, buffer, 0, count);
                toHost.reset();
                toHost.write(waiting, count, waiting.length - count);
                return count;
            }

            @Override
            public void write(byte[] bytes) throws IOException {
                if (!plugged || opening != openings) {
                    throw new IOException("write model port: gone");
                }
                toDevice.writeBytes(bytes);
            }

            @Override
            public void close() {
                // the port itself stays
            }
        };
    }
}
