package io.steelyard.sim.device;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * A Modbus RTU board with eight outputs and eight inputs, as Waveshare makes them: it answers requests and sends nothing unasked.
 * Big-endian words; the CRC is low byte first.
 *
 * <pre>
 *  01  first 2, count 2         read outputs            answer  01, bytes 1, levels (bit 0: the first), CRC
 *  02  first 2, count 2         read inputs             answer  the same with 02
 *  05  0000-0007, FF00 or 0000  switch an output        answer  the request
 *  05  0200-0207, time          an output on for so many tenths of a second, up to 7FFF; the board's own clock ends it
 *  0F  first 2, count 2, bytes 1, levels                answer  0F, first, count, CRC
 *
 *  refusal  function with bit 7, code: 01 another function, 02 beyond the eighth channel, 03 a value that is none of these
 *  06, 10h  write a register (address, line, linkage of inputs to outputs): would change it; refused with 01, and counted
 * </pre>
 *
 * From the maker's page "Modbus RTU IO 8CH". A request to switch an output ends a time that it runs for. Flash-off, toggling and
 * the channel that means all are left out.
 */
public final class IoModule implements Device {
    /** How many outputs it has, and how many inputs. */
    public static final int CHANNELS = 8;
    /** Of its switchings so many are kept, the newest. */
    public static final int SWITCHINGS_MAX = 10_000;

    private static final int BROADCAST = 0;
    private static final int READ_OUTPUTS = 0x01;
    private static final int READ_INPUTS = 0x02;
    private static final int WRITE_OUTPUT = 0x05;
    private static final int WRITE_REGISTER = 0x06;
    private static final int WRITE_OUTPUTS = 0x0F;
    private static final int WRITE_REGISTERS = 0x10;
    private static final int REFUSED = 0x80;
    private static final int ILLEGAL_FUNCTION = 1;
    private static final int ILLEGAL_CHANNEL = 2;
    private static final int ILLEGAL_VALUE = 3;

    private static final int FLASH_AT = 0x0200;
    private static final int TENTHS_MAX = 0x7FFF;
    private static final long TENTH_NANOS = 100_000_000L;
    private static final int ON = 0xFF00;

    private static final int REQUEST_BYTES = 8;
    private static final int REQUEST_OUTPUTS_BYTES = 10;
    private static final int VALUE_AT = 4;
    private static final int LEVELS_AT = 7;

    private final String name;
    private final int address;
    private final ModbusEar ear;
    private final Transmitter line;
    private final long[] flashEndsNanos = new long[CHANNELS];
    private final Deque<Switching> switchings = new ArrayDeque<>();
    private int outputs;
    private int flashing;
    private int inputs;
    private boolean powered = true;
    private int commandsThatChange;
    private int commandsUnknown;

    /** An output that changed. */
    public record Switching(long atNanos, int channel, boolean on) {}

    /** A board at that address, 1 to 247, with all outputs off and no current in any input. */
    public IoModule(String name, int address, LineRate line) {
        this.name = name;
        this.address = address;
        this.ear = new ModbusEar(line);
        this.line = new Transmitter(line);
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

    /** Lets current flow in an input, or not. */
    public void input(int channel, boolean active) {
        inputs = with(inputs, channel, active);
    }

    /** Whether an output is on, at the time it was last advanced to. */
    public boolean output(int channel) {
        return has(outputs, channel);
    }

    /** Each change of an output with its time, the oldest first; of very many the newest. */
    public List<Switching> switchings() {
        return List.copyOf(switchings);
    }

    /** Cuts its power, with which every output goes off, or gives it back. */
    public void power(long nowNanos, boolean on) {
        endFlashes(nowNanos);
        powered = on;
        if (!on) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                set(nowNanos, channel, false);
            }
        }
    }

    @Override
    public byte[] advance(long nowNanos, byte[] received) {
        byte[] request = ear.request(nowNanos);
        if (powered && request.length >= REQUEST_BYTES && isForIt(request[0] & 0xFF)) {
            long atNanos = ear.endedNanos();
            endFlashes(atNanos);
            byte[] answer = answer(atNanos, ByteBuffer.wrap(request));
            if (request[0] != BROADCAST) {
                line.send(atNanos, ModbusEar.withCrc(answer));
            }
        }
        endFlashes(nowNanos);
        ear.hear(nowNanos, received);
        return line.sentBy(nowNanos);
    }

    private boolean isForIt(int called) {
        return called == address || called == BROADCAST;
    }

    /** The answer without its CRC. */
    private byte[] answer(long atNanos, ByteBuffer request) {
        int function = request.get(1) & 0xFF;
        int first = request.getShort(2) & 0xFFFF;
        int value = request.getShort(VALUE_AT) & 0xFFFF;
        return switch (function) {
            case READ_OUTPUTS -> levels(function, first, value, outputs);
            case READ_INPUTS -> levels(function, first, value, inputs);
            case WRITE_OUTPUT -> written(atNanos, request, first, value);
            case WRITE_OUTPUTS -> writtenSeveral(atNanos, request, first, value);
            case WRITE_REGISTER, WRITE_REGISTERS -> {
                commandsThatChange++;
                yield refusal(function, ILLEGAL_FUNCTION);
            }
            default -> {
                commandsUnknown++;
                yield refusal(function, ILLEGAL_FUNCTION);
            }
        };
    }

    private byte[] levels(int function, int first, int count, int all) {
        if (count == 0 || first + count > CHANNELS) {
            return refusal(function, ILLEGAL_CHANNEL);
        }
        return new byte[]{(byte) address, (byte) function, 1, (byte) (all >> first & (1 << count) - 1)};
    }

    private byte[] written(long atNanos, ByteBuffer request, int coil, int value) {
        boolean flash = coil >= FLASH_AT && coil < FLASH_AT + CHANNELS;
        if (!flash && coil >= CHANNELS) {
            return refusal(WRITE_OUTPUT, ILLEGAL_CHANNEL);
        }
        if (flash ? value == 0 || value > TENTHS_MAX : value != 0 && value != ON) {
            return refusal(WRITE_OUTPUT, ILLEGAL_VALUE);
        }
        if (flash) {
            int channel = coil - FLASH_AT;
            set(atNanos, channel, true);
            flashing = with(flashing, channel, true);
            flashEndsNanos[channel] = atNanos + value * TENTH_NANOS;
        } else {
            set(atNanos, coil, value == ON);
        }
        return head(request);
    }

    private byte[] writtenSeveral(long atNanos, ByteBuffer request, int first, int count) {
        if (count == 0 || first + count > CHANNELS) {
            return refusal(WRITE_OUTPUTS, ILLEGAL_CHANNEL);
        }
        if (request.capacity() != REQUEST_OUTPUTS_BYTES || request.get(LEVELS_AT - 1) != 1) {
            return refusal(WRITE_OUTPUTS, ILLEGAL_VALUE);
        }
        int levels = request.get(LEVELS_AT);
        for (int channel = 0; channel < count; channel++) {
            set(atNanos, first + channel, has(levels, channel));
        }
        return head(request);
    }

    /** The request up to its first value, which is the answer to both ways of writing. */
    private static byte[] head(ByteBuffer request) {
        return Arrays.copyOf(request.array(), VALUE_AT + Short.BYTES);
    }

    private byte[] refusal(int function, int code) {
        return new byte[]{(byte) address, (byte) (REFUSED | function), (byte) code};
    }

    /** In the order of their ends. */
    private void endFlashes(long nowNanos) {
        for (int next = nextEnd(nowNanos); next >= 0; next = nextEnd(nowNanos)) {
            set(flashEndsNanos[next], next, false);
        }
    }

    /** The channel of which the time ends next, by now; -1 for none. */
    private int nextEnd(long nowNanos) {
        int next = -1;
        for (int channel = 0; channel < CHANNELS; channel++) {
            if (has(flashing, channel) && flashEndsNanos[channel] <= nowNanos
                    && (next < 0 || flashEndsNanos[channel] < flashEndsNanos[next])) {
                next = channel;
            }
        }
        return next;
    }

    private void set(long atNanos, int channel, boolean on) {
        flashing = with(flashing, channel, false);
        if (has(outputs, channel) != on) {
            outputs = with(outputs, channel, on);
            switchings.addLast(new Switching(atNanos, channel, on));
            if (switchings.size() > SWITCHINGS_MAX) {
                switchings.removeFirst();
            }
        }
    }

    private static boolean has(int bits, int channel) {
        return (bits >> channel & 1) != 0;
    }

    private static int with(int bits, int channel, boolean set) {
        return set ? bits | 1 << channel : bits & ~(1 << channel);
    }
}
