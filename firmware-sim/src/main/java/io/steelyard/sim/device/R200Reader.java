package io.steelyard.sim.device;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

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
 *  another command                   BB 01 FF 00 01 17 18 7E
 *
 *  notice   BB 02 22  length  RSSI 1  PC 2  EPC  CRC 2  sum 7E
 *  no tag   BB 01 FF 00 01 15 16 7E
 * </pre>
 *
 * PC bits 15..11 count the EPC's 16-bit words; the tag's CRC is CRC-16 (0x1021 from FFFF, inverted) over PC and EPC.
 * 115200 8N1. From the R200/M100 protocol manual; the answers to stop and to an unknown command and the 25 ms are from
 * memory of it. A command with a wrong sum or end is not answered.
 */
public final class R200Reader implements Device {
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
    private static final int FAILURE = 0xFF;
    private static final int NO_TAG = 0x15;
    private static final int UNKNOWN_COMMAND = 0x17;
    private static final int DONE = 0x00;
    /** A strong tag near the antenna, as the module counts: signed dBm. */
    private static final byte RSSI_DBM = -56;
    /** PC bit 10: the tag has user memory. */
    private static final int PC_USER_MEMORY = 0x0400;
    private static final int PC_WORDS_SHIFT = 11;
    private static final int ROUNDS_AT = 1;
    private static final long ROUND_NANOS = 25_000_000L;

    private final String name;
    private final Transmitter line;
    private final R200Commands commands = new R200Commands();
    private final Metronome rounds = new Metronome(ROUND_NANOS);
    private final SequencedSet<String> field = new LinkedHashSet<>();
    private int roundsLeft;

    /** A module with nothing in its field, on a line of that rate. */
    public R200Reader(String name, LineRate rate) {
        this.name = name;
        this.line = new Transmitter(rate);
    }

    /** Whether a tag can have this EPC: 1 to 31 words of four hex digits, the most that PC can count. */
    public static boolean isEpc(String epc) {
        return epc.matches("([0-9A-Fa-f]{4}){1,31}");
    }

    @Override
    public String name() {
        return name;
    }

    /**
     * A tag comes into the field, beside those that are there.
     *
     * @param epc its EPC in hex digits, whole 16-bit words
     * @throws IllegalArgumentException if it is not that
     */
    public void present(long nowNanos, String epc) {
        if (!isEpc(epc)) {
            throw new IllegalArgumentException("an EPC is 1 to 31 words of four hex digits: " + epc);
        }
        poll(nowNanos);
        field.add(epc);
    }

    /** The field is empty. */
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
            default -> line.send(nowNanos, frame(ANSWER, FAILURE, UNKNOWN_COMMAND));
        }
    }

    private void round(long atNanos) {
        if (field.isEmpty()) {
            line.send(atNanos, frame(ANSWER, FAILURE, NO_TAG));
        }
        field.forEach(epc -> line.send(atNanos, notice(HexFormat.of().parseHex(epc))));
    }

    private static byte[] notice(byte[] epc) {
        ByteBuffer tag = ByteBuffer.allocate(2 + epc.length);
        tag.putShort((short) (epc.length / 2 << PC_WORDS_SHIFT | PC_USER_MEMORY)).put(epc);
        ByteBuffer parameters = ByteBuffer.allocate(1 + tag.capacity() + 2);
        parameters.put(RSSI_DBM).put(tag.array()).putShort((short) tagCrc(tag.array()));
        return frame(NOTICE, POLL, parameters.array());
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

    /** CRC-16 as Gen2 tags carry it: polynomial 0x1021 from FFFF, most significant bit first, inverted. */
    private static int tagCrc(byte[] bytes) {
        int crc = 0xFFFF;
        for (byte b : bytes) {
            crc ^= (b & 0xFF) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) != 0 ? crc << 1 ^ 0x1021 : crc << 1;
            }
        }
        return ~crc & 0xFFFF;
    }
}
