package io.steelyard.sim.device;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.Set;

/**
 * An R200 (M100, YRM100) module for UHF EPC Gen2 tags; it answers when asked.
 *
 * <pre>
 *  BB  type  command  length hi, lo  parameters  sum  7E
 *      00 command, 01 answer, 02 notice; sum: low byte of the sum from type to the last parameter
 *
 *  host                              answer
 *  BB 00 22 00 00 22 7E              one round: a notice for each tag in the field, or "no tag"
 *  BB 00 27 00 03 22 nn nn sum 7E    nn nn rounds, one each 25 ms
 *  BB 00 28 00 00 28 7E              ends the rounds; BB 01 28 00 01 00 2A 7E
 *  BB 00 B7 00 00 B7 7E              the power: BB 01 B7 00 02 07 D0 91 7E, 20.00 dBm
 *  a changing command                counted; BB 01 command 00 01 00 sum 7E, and nothing is changed
 *  another command                   BB 01 FF 00 01 17 18 7E
 *
 *  notice   BB 02 22  length  RSSI 1  PC 2  EPC  CRC 2  sum 7E
 *  no tag   BB 01 FF 00 01 15 16 7E
 * </pre>
 *
 * PC, EPC and CRC as in {@link Gen2Tag}, by whose EPC a tag is presented. 115200 8N1. From the R200/M100 protocol manual;
 * the answers to stop, to a changing and to an unknown command and the 25 ms are from memory of it. A command with a wrong
 * sum or end is not answered.
 */
public final class R200Reader implements FieldReader {
    /** The module's rate as delivered. */
    public static final LineRate LINE = LineRate.eightN1(115_200);

    private static final byte HEAD = (byte) 0xBB;
    private static final byte END = 0x7E;
    private static final int COMMAND = 0x00;
    private static final int ANSWER = 0x01;
    private static final int NOTICE = 0x02;
    private static final int POLL = 0x22;
    private static final int MULTI_POLL = 0x27;
    private static final int STOP = 0x28;
    private static final int GET_POWER = 0xB7;
    /** In hundredths of a dBm. */
    private static final byte[] POWER = {0x07, (byte) 0xD0};
    /** Region, select, baud rate, query, erase, write, kill, lock, channel, hopping, power, carrier wave. */
    private static final Set<Integer> CHANGING = Set.of(0x07, 0x0C, 0x11, 0x0E, 0x48, 0x49, 0x65, 0x82, 0xAB, 0xAD,
            0xB6,
            0xB0);
    private static final int FAILURE = 0xFF;
    private static final int NO_TAG = 0x15;
    private static final int UNKNOWN_COMMAND = 0x17;
    private static final int DONE = 0x00;
    /** A strong tag near the antenna, as the module counts: signed dBm. */
    private static final byte RSSI_DBM = -56;
    private static final int ROUNDS_AT = 1;
    private static final long ROUND_NANOS = 25_000_000L;

    private final String name;
    private final Transmitter line;
    private final R200Commands commands = new R200Commands();
    private final Metronome rounds = new Metronome(ROUND_NANOS);
    private final SequencedSet<Gen2Tag> field = new LinkedHashSet<>();
    private int roundsLeft;
    private int changes;
    private int unknown;

    /** A module with nothing in its field, on a line of that rate. */
    public R200Reader(String name, LineRate rate) {
        this.name = name;
        this.line = new Transmitter(rate);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int commandsThatChange() {
        return changes;
    }

    @Override
    public int commandsUnknown() {
        return unknown;
    }

    @Override
    public void present(long nowNanos, String epc) {
        Gen2Tag tag = new Gen2Tag(epc);
        poll(nowNanos);
        field.add(tag);
    }

    @Override
    public void withdraw(long nowNanos) {
        poll(nowNanos);
        field.clear();
    }

    @Override
    public byte[] advance(long nowNanos, byte[] received) {
        poll(nowNanos);
        for (byte b : received) {
            byte[] command = commands.hear(b);
            if (command.length > 0) {
                obey(nowNanos, command);
            }
        }
        return line.sentBy(nowNanos);
    }

    private void poll(long nowNanos) {
        while (roundsLeft > 0 && rounds.dueBy(nowNanos)) {
            roundsLeft--;
            round(rounds.tick());
        }
    }

    /** @param command type, command and parameters, the frame and the length taken off */
    private void obey(long nowNanos, byte[] command) {
        if (command[0] != COMMAND) {
            return;
        }
        switch (command[1] & 0xFF) {
            case POLL -> round(nowNanos);
            case MULTI_POLL -> {
                roundsLeft = command.length < 2 + ROUNDS_AT + 2 ? 0 : bigEndian(command, 2 + ROUNDS_AT);
                rounds.restart(nowNanos);
                poll(nowNanos);
            }
            case STOP -> {
                roundsLeft = 0;
                line.send(nowNanos, frame(ANSWER, STOP, DONE));
            }
            case GET_POWER -> line.send(nowNanos, frame(ANSWER, GET_POWER, POWER));
            default -> line.send(nowNanos, changed(command[1] & 0xFF));
        }
    }

    private byte[] changed(int command) {
        if (!CHANGING.contains(command)) {
            unknown++;
            return frame(ANSWER, FAILURE, UNKNOWN_COMMAND);
        }
        changes++;
        return frame(ANSWER, command, DONE);
    }

    private void round(long atNanos) {
        if (field.isEmpty()) {
            line.send(atNanos, frame(ANSWER, FAILURE, NO_TAG));
        }
        field.forEach(tag -> line.send(atNanos, notice(tag.pcEpcCrc(Gen2Tag.USER_MEMORY))));
    }

    private static byte[] notice(byte[] tag) {
        return frame(NOTICE, POLL, ByteBuffer.allocate(1 + tag.length).put(RSSI_DBM).put(tag).array());
    }

    private static byte[] frame(int type, int command, int parameter) {
        return frame(type, command, new byte[]{(byte) parameter});
    }

    private static byte[] frame(int type, int command, byte[] parameters) {
        ByteArrayOutputStream summed = new ByteArrayOutputStream();
        summed.write(type);
        summed.write(command);
        summed.write(parameters.length >> 8);
        summed.write(parameters.length);
        summed.writeBytes(parameters);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(HEAD);
        frame.writeBytes(summed.toByteArray());
        frame.write(R200Commands.sum(summed.toByteArray()));
        frame.write(END);
        return frame.toByteArray();
    }

    private static int bigEndian(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }
}
