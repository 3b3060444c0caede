package io.steelyard.sim.device;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * A sensor at address 1 of a Modbus RTU line that keeps what it measures in one register. A request ends with 3.5 characters of
 * silence; one with a wrong check or for another address is not answered.
 *
 * <pre>
 *  host     01 function, register 2, 00 01, CRC 2
 *  answer   01 function, 02, value 2, CRC 2
 *  refusal  01 function + 80, code, CRC 2: 01 another function, 02 another register, 03 not one register
 * </pre>
 *
 * From the pages of the XY-MD02 (function 04, register 0001) and of DFRobot's SEN0592 (function 03, register 0101; FFFD where nothing is in
 * reach), and the Modbus standard.
 */
public final class ModbusSensor implements Sensor {
    private static final int ADDRESS = 1;
    private static final int REQUEST_BYTES = 8;
    /** The longest request of the standard; what comes beyond it is lost, and the check with it. */
    private static final int REQUEST_BYTES_MAX = 256;
    private static final int CRC_BYTES = 2;
    private static final int READ_HOLDING = 0x03;
    private static final int READ_INPUT = 0x04;
    private static final int WRITE = 0x06;
    private static final int WRITE_SEVERAL = 0x10;
    private static final int REFUSED = 0x80;
    private static final int ILLEGAL_FUNCTION = 1;
    private static final int ILLEGAL_REGISTER = 2;
    private static final int ILLEGAL_COUNT = 3;
    private static final int NOTHING_IN_REACH = 0xFFFD;
    /** Twice the silence that ends a request, in characters. */
    private static final int SILENCE_HALF_CHARACTERS = 7;

    private final String name;
    private final int function;
    private final int register;
    private final Transmitter line;
    private final long silenceNanos;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private long heardNanos;
    private int value;
    private Conduct conduct = Conduct.WELL;
    private int commandsThatChange;
    private int commandsUnknown;

    private ModbusSensor(String name, LineRate rate, int function, int register, int value) {
        this.name = name;
        this.function = function;
        this.register = register;
        this.value = value;
        this.line = new Transmitter(rate);
        this.silenceNanos = rate.nanosFor(SILENCE_HALF_CHARACTERS) / 2;
    }

    /** An XY-MD02 in a room at 20 degrees. */
    public static ModbusSensor thermometer(String name, LineRate rate) {
        return new ModbusSensor(name, rate, READ_INPUT, 0x0001, 200);
    }

    /** A SEN0592 three metres from the next wall. */
    public static ModbusSensor ultrasonic(String name, LineRate rate) {
        return new ModbusSensor(name, rate, READ_HOLDING, 0x0101, 3000);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int commandsThatChange() {
        return commandsThatChange;
    }

    @Override
    public int commandsUnknown() {
        return commandsUnknown;
    }

    @Override
    public void surround(int now) {
        value = now;
    }

    @Override
    public void behave(Conduct now) {
        conduct = now;
    }

    @Override
    public byte[] advance(long nowNanos, byte[] received) {
        if (heard.size() > 0 && nowNanos - heardNanos >= silenceNanos) {
            hear(heardNanos + silenceNanos, heard.toByteArray());
            heard.reset();
        }
        if (received.length > 0) {
            heard.write(received, 0, Math.min(received.length, REQUEST_BYTES_MAX - heard.size()));
            heardNanos = nowNanos;
        }
        return line.sentBy(nowNanos);
    }

    private void hear(long nowNanos, byte[] request) {
        boolean whole = request.length >= REQUEST_BYTES && Crc16.modbus(request) == 0;
        boolean mute = conduct == Conduct.SILENT || conduct == Conduct.BLIND && function == READ_INPUT;
        if (whole && request[0] == ADDRESS && !mute) {
            line.send(nowNanos, withCrc(answer(request)));
        }
    }

    /** The answer without its check. */
    private byte[] answer(byte[] request) {
        int asked = request[1] & 0xFF;
        if (asked == WRITE || asked == WRITE_SEVERAL) {
            commandsThatChange++;
            return Arrays.copyOf(request, REQUEST_BYTES - CRC_BYTES);
        }
        if (asked != function) {
            commandsUnknown++;
            return refusal(asked, ILLEGAL_FUNCTION);
        }
        if (word(request, 2) != register) {
            return refusal(asked, ILLEGAL_REGISTER);
        }
        if (word(request, 4) != 1) {
            return refusal(asked, ILLEGAL_COUNT);
        }
        int said = conduct == Conduct.BLIND ? NOTHING_IN_REACH : value;
        return new byte[]{ADDRESS, (byte) function, 2, (byte) (said >> Byte.SIZE), (byte) said};
    }

    private static byte[] refusal(int asked, int code) {
        return new byte[]{ADDRESS, (byte) (REFUSED | asked), (byte) code};
    }

    private byte[] withCrc(byte[] bytes) {
        int crc = Crc16.modbus(bytes) ^ (conduct == Conduct.DAMAGED ? 1 : 0);
        byte[] whole = Arrays.copyOf(bytes, bytes.length + CRC_BYTES);
        whole[bytes.length] = (byte) crc;
        whole[bytes.length + 1] = (byte) (crc >> Byte.SIZE);
        return whole;
    }

    private static int word(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << Byte.SIZE | bytes[at + 1] & 0xFF;
    }
}
