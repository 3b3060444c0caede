package io.steelyard.sim.device;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.Set;

/**
 * A module for UHF EPC Gen2 tags that speaks RCP (Phychips and its successors); it answers when asked. The envelope looks
 * like the R200's and is another: the check is a CRC-16 behind the end mark.
 *
 * <pre>
 *  BB  type  code  length hi, lo  payload  7E  CRC hi, lo
 *      00 command, 01 answer, 02 notice; CRC: 0x1021 from FFFF over type to 7E. BB and 7E may occur in the payload.
 *
 *  host                                     answer
 *  BB 00 22 00 00 7E 54 73                  01 22 PC EPC of one tag in the field, or the failure "no tag"
 *  BB 00 36 00 05 02 00 00 nn nn 7E CRC     01 36 00, then nn nn rounds, 0 for no end, one each 25 ms: 02 22 PC EPC, a tag
 *  BB 00 37 00 00 7E F3 91                  ends the rounds: 01 37 00
 *  BB 00 03 00 01 kk 7E CRC                 01 03 and the module's name in ASCII
 *  a changing command                       counted; 01 code 00, and nothing is changed
 *  another command                          01 FF 17
 *  failure "no tag"                         01 FF 15
 * </pre>
 *
 * 115200 8N1. PC and EPC as in {@link Gen2Tag}, by whose EPC a tag is presented. Envelope and list of codes from a text on
 * RCP modules, the three commands with their CRC from public hosts' code. The two failure codes are the R200's, which has
 * them from this family's older modules (from memory); newer ones say 80 for "no tag". The 25 ms are chosen here. A command
 * with a wrong end mark or CRC is not answered.
 */
public final class RcpReader implements FieldReader {
    private static final byte HEAD = (byte) 0xBB;
    private static final byte END = 0x7E;
    private static final int COMMAND = 0x00;
    private static final int ANSWER = 0x01;
    private static final int NOTICE = 0x02;
    private static final int READ_ONE = 0x22;
    private static final int READ_ON = 0x36;
    private static final int READ_ON_PAYLOAD_BYTES = 5;
    private static final int STOP = 0x37;
    private static final int INFORMATION = 0x03;
    private static final int FAILURE = 0xFF;
    private static final byte[] NO_TAG = {0x15};
    private static final byte[] UNKNOWN_COMMAND = {0x17};
    private static final byte[] DONE = {0x00};
    private static final byte[] MODULE = "SIM-RCP".getBytes(StandardCharsets.US_ASCII);
    /**
     * Region, reset, select, query, channel, hopping, power, carrier wave, session, modulation, anti-collision, writing,
     * erasing, kill, lock, registry.
     */
    private static final Set<Integer> CHANGING = Set.of(0x07, 0x08, 0x0C, 0x0E, 0x12, 0x14, 0x16, 0x17, 0x2D, 0x2F,
            0x31,
            0x33, 0x35, 0x46, 0x47, 0x48, 0x65, 0x82, 0x83, 0x8F, 0xAF, 0xD2, 0xE4, 0xE6, 0xE8);

    private static final int PAYLOAD_AT = 5;
    private static final int TRAILER_BYTES = 3;
    private static final int CRC_BYTES = 2;
    private static final int COMMAND_BYTES_MAX = 256;
    private static final int WITHOUT_END = Integer.MAX_VALUE;
    private static final long ROUND_NANOS = 25_000_000L;

    private final String name;
    private final Transmitter line;
    private final Commands commands = new Commands(new Envelope());
    private final Metronome rounds = new Metronome(ROUND_NANOS);
    private final SequencedSet<Gen2Tag> field = new LinkedHashSet<>();
    private int roundsLeft;
    private int changes;
    private int unknown;

    /** A module with nothing in its field, on a line of that rate. */
    public RcpReader(String name, LineRate rate) {
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
            byte[] command = commands.hear(nowNanos, b);
            if (command.length > 0) {
                obey(nowNanos, command[2] & 0xFF,
                        Arrays.copyOfRange(command, PAYLOAD_AT, command.length - TRAILER_BYTES));
            }
        }
        return line.sentBy(nowNanos);
    }

    private void poll(long nowNanos) {
        while (roundsLeft > 0 && rounds.dueBy(nowNanos)) {
            roundsLeft -= roundsLeft == WITHOUT_END ? 0 : 1;
            long tickNanos = rounds.tick();
            field.forEach(tag -> line.send(tickNanos, frame(NOTICE, READ_ONE, tag.pcEpc(Gen2Tag.NO_USER_MEMORY))));
        }
    }

    private void obey(long nowNanos, int code, byte[] payload) {
        switch (code) {
            case READ_ONE -> line.send(nowNanos, one());
            case READ_ON -> {
                line.send(nowNanos, frame(ANSWER, READ_ON, DONE));
                roundsLeft = roundsAsked(payload);
                rounds.restart(nowNanos);
                poll(nowNanos);
            }
            case STOP -> {
                roundsLeft = 0;
                line.send(nowNanos, frame(ANSWER, STOP, DONE));
            }
            case INFORMATION -> line.send(nowNanos, frame(ANSWER, INFORMATION, MODULE));
            default -> line.send(nowNanos, changed(code));
        }
    }

    private byte[] one() {
        return field.isEmpty()
                ? frame(ANSWER, FAILURE, NO_TAG)
                : frame(ANSWER, READ_ONE, field.getFirst().pcEpc(Gen2Tag.NO_USER_MEMORY));
    }

    private static int roundsAsked(byte[] payload) {
        if (payload.length != READ_ON_PAYLOAD_BYTES) {
            return 0;
        }
        int asked = (payload[3] & 0xFF) << 8 | payload[4] & 0xFF;
        return asked == 0 ? WITHOUT_END : asked;
    }

    private byte[] changed(int code) {
        if (!CHANGING.contains(code)) {
            unknown++;
            return frame(ANSWER, FAILURE, UNKNOWN_COMMAND);
        }
        changes++;
        return frame(ANSWER, code, DONE);
    }

    private static byte[] frame(int type, int code, byte[] payload) {
        ByteArrayOutputStream checked = new ByteArrayOutputStream();
        checked.write(type);
        checked.write(code);
        checked.write(payload.length >> 8);
        checked.write(payload.length);
        checked.writeBytes(payload);
        checked.write(END);
        int crc = Crc16.ccitt(checked.toByteArray());
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(HEAD);
        frame.writeBytes(checked.toByteArray());
        frame.write(crc >> 8);
        frame.write(crc);
        return frame.toByteArray();
    }

    private static final class Envelope implements Commands.Envelope {
        @Override
        public int length(byte[] begun) {
            if (begun[0] != HEAD || begun.length > 1 && begun[1] != COMMAND) {
                return Commands.NO_COMMAND;
            }
            if (begun.length < PAYLOAD_AT) {
                return Commands.LENGTH_UNKNOWN;
            }
            int length = PAYLOAD_AT + ((begun[3] & 0xFF) << 8 | begun[4] & 0xFF) + TRAILER_BYTES;
            return length <= COMMAND_BYTES_MAX ? length : Commands.NO_COMMAND;
        }

        @Override
        public boolean sound(byte[] command) {
            int crcAt = command.length - CRC_BYTES;
            int crc = Crc16.ccitt(Arrays.copyOfRange(command, 1, crcAt));
            return command[crcAt - 1] == END && command[crcAt] == (byte) (crc >> 8) && command[crcAt + 1] == (byte) crc;
        }
    }
}
