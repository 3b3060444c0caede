package io.steelyard.sim.device;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A Modbus RTU weighing module at address 1: it answers requests and sends nothing unasked. A request ends with 3.5
 * characters of silence; one with a wrong CRC, or for another address, is not answered. Big-endian words; the CRC is low
 * byte first.
 *
 * <pre>
 *  host     01 03 first register 2, words 2, CRC 2
 *  answer   01 03 bytes 1, data, CRC 2
 *
 *  0008h    status: bits 2..0 decimals, 3 negative, 4 power-on cleared, 5 unstable, 6 overflow, 7 zero, 9 overload
 *  001Eh    measured, two words        0050h  weight, two words        0052h  net, two words; signed, without point
 *  0000h address and 0001h baud rate read as 1 and 0; whatever else there is up to 0053h reads as 0
 *
 *  refusal  01 83 code CRC 2: 02 beyond 0053h, 03 for no words or more than 125; 01 81.. for another function
 *  06, 10h  write a register, write several: would change it; answered as the standard has it, not to a broadcast
 * </pre>
 *
 * From the description of one Chinese module; which baud rate has which code is not in it. An underload has no bit.
 */
public final class ModbusScale implements Device {
    private static final int ADDRESS = 1;
    private static final int BROADCAST = 0;
    private static final int READ = 0x03;
    private static final int WRITE = 0x06;
    private static final int WRITE_SEVERAL = 0x10;
    private static final int REFUSED = 0x80;
    private static final int ILLEGAL_FUNCTION = 1;
    private static final int ILLEGAL_REGISTER = 2;
    private static final int ILLEGAL_COUNT = 3;

    private static final int STATUS_AT = 0x08;
    private static final int MEASURED_AT = 0x1E;
    private static final int WEIGHT_AT = 0x50;
    private static final int NET_AT = 0x52;
    private static final int REGISTERS = 0x54;
    private static final int WORDS_MAX = 125;

    private static final int NEGATIVE = 1 << 3;
    private static final int UNSTABLE = 1 << 5;
    private static final int ZERO = 1 << 7;
    private static final int OVERLOAD = 1 << 9;

    private static final int REQUEST_BYTES = 8;
    private static final int WORDS_AT = 4;
    private static final int CRC_BYTES = 2;

    private final String name;
    private final ScaleProfile profile;
    private final Indicator indicator;
    private final Transmitter line;
    private final ModbusEar ear;
    private BigDecimal tare = BigDecimal.ZERO;
    private int commandsThatChange;
    private int commandsUnknown;

    /** A module of that profile over that platform; it is switched on by the first call of {@code advance}. */
    public ModbusScale(String name, ScaleProfile profile, Pan pan) {
        this.name = name;
        this.profile = profile;
        this.indicator = new Indicator(profile, pan);
        this.line = new Transmitter(profile.line());
        this.ear = new ModbusEar(profile.line());
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

    /** The operator sets a tare, in the scale's unit: it makes the net weight differ from the weight. */
    public void presetTare(BigDecimal value) {
        tare = value;
    }

    @Override
    public byte[] advance(long nowNanos, byte[] received) {
        byte[] request = ear.request(nowNanos);
        if (request.length >= REQUEST_BYTES) {
            hear(ear.endedNanos(), request);
        }
        indicator.showAt(nowNanos);
        ear.hear(nowNanos, received);
        return line.sentBy(nowNanos);
    }

    private void hear(long nowNanos, byte[] request) {
        if (request[0] == ADDRESS || request[0] == BROADCAST) {
            byte[] answer = answer(ByteBuffer.wrap(request), indicator.showAt(nowNanos));
            if (request[0] == ADDRESS) {
                line.send(nowNanos, ModbusEar.withCrc(answer));
            }
        }
    }

    /** The answer without its CRC. */
    private byte[] answer(ByteBuffer request, Shown shown) {
        int function = request.get(1) & 0xFF;
        int first = request.getShort(2) & 0xFFFF;
        int words = request.getShort(WORDS_AT) & 0xFFFF;
        switch (function) {
            case READ -> {
                if (words == 0 || words > WORDS_MAX) {
                    return refusal(function, ILLEGAL_COUNT);
                }
                return first + words > REGISTERS
                        ? refusal(function, ILLEGAL_REGISTER)
                        : data(registers(shown), first, words);
            }
            case WRITE, WRITE_SEVERAL -> {
                commandsThatChange++;
                return first < REGISTERS
                        ? Arrays.copyOf(request.array(), REQUEST_BYTES - CRC_BYTES)
                        : refusal(function, ILLEGAL_REGISTER);
            }
            default -> {
                commandsUnknown++;
                return refusal(function, ILLEGAL_FUNCTION);
            }
        }
    }

    private static byte[] refusal(int function, int code) {
        return new byte[]{ADDRESS, (byte) (REFUSED | function), (byte) code};
    }

    private static byte[] data(ByteBuffer registers, int first, int words) {
        ByteBuffer answer = ByteBuffer.allocate(3 + 2 * words).put((byte) ADDRESS).put((byte) READ);
        return answer.put((byte) (2 * words)).put(registers.array(), 2 * first, 2 * words).array();
    }

    private ByteBuffer registers(Shown shown) {
        int weight = withoutPoint(shown.gross());
        return ByteBuffer.allocate(2 * REGISTERS)
                .putShort(0, (short) ADDRESS)
                .putShort(2 * STATUS_AT, (short) status(shown))
                .putInt(2 * MEASURED_AT, weight)
                .putInt(2 * WEIGHT_AT, weight)
                .putInt(2 * NET_AT, withoutPoint(shown.gross().subtract(tare)));
    }

    private int status(Shown shown) {
        return profile.decimals()
                | (shown.gross().signum() < 0 ? NEGATIVE : 0)
                | (shown.motion() ? UNSTABLE : 0)
                | (shown.gross().signum() == 0 ? ZERO : 0)
                | (shown.overload() ? OVERLOAD : 0);
    }

    private int withoutPoint(BigDecimal value) {
        return value.movePointRight(profile.decimals()).intValue();
    }
}
