package io.steelyard.sim.device;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * How a Modbus RTU device hears: a request ends with 3.5 characters of silence, and counts if its CRC fits. A small accumulator,
 * owned by its device.
 */
final class ModbusEar {
    /** The longest request of the standard; what comes beyond it is lost, and the check with it. */
    private static final int REQUEST_BYTES_MAX = 256;
    private static final int CRC_BYTES = 2;
    /** Address, function and CRC. */
    private static final int REQUEST_BYTES_MIN = 4;
    /** Twice the silence that ends a request, in characters. */
    private static final int SILENCE_HALF_CHARACTERS = 7;
    private static final byte[] NOTHING = {};

    private final long silenceNanos;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private long heardNanos;

    ModbusEar(LineRate line) {
        this.silenceNanos = line.nanosFor(SILENCE_HALF_CHARACTERS) / 2;
    }

    /** What was heard whole by now, its CRC still on; nothing while somebody speaks, or where the CRC does not fit. */
    byte[] request(long nowNanos) {
        if (heard.size() == 0 || nowNanos - heardNanos < silenceNanos) {
            return NOTHING;
        }
        byte[] request = heard.toByteArray();
        heard.reset();
        return request.length >= REQUEST_BYTES_MIN
                && Arrays.equals(withCrc(Arrays.copyOf(request, request.length - CRC_BYTES)), request)
                        ? request
                        : NOTHING;
    }

    /** When the request just taken was over. */
    long endedNanos() {
        return heardNanos + silenceNanos;
    }

    void hear(long nowNanos, byte[] received) {
        if (received.length > 0) {
            heard.write(received, 0, Math.min(received.length, REQUEST_BYTES_MAX - heard.size()));
            heardNanos = nowNanos;
        }
    }

    /** CRC-16 as Modbus has it: polynomial 0xA001 from FFFF, least significant bit first, sent low byte first. */
    static byte[] withCrc(byte[] bytes) {
        int crc = 0xFFFF;
        for (byte b : bytes) {
            crc ^= b & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0xA001 : crc >> 1;
            }
        }
        return ByteBuffer.allocate(bytes.length + CRC_BYTES).order(ByteOrder.LITTLE_ENDIAN).put(bytes)
                .putShort((short) crc).array();
    }
}
