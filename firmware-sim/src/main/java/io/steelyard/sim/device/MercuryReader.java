package io.steelyard.sim.device;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.Set;

/**
 * A ThingMagic/JADAK module for UHF EPC Gen2 tags that speaks the Mercury serial protocol; it answers when asked.
 *
 * <pre>
 *  FF  length of data  opcode  data  CRC hi, lo                   command
 *  FF  length of data  opcode  status 2  data  CRC hi, lo         answer; status 0000: done
 *  CRC: 0x1021 from FFFF, not augmented, over everything after FF
 *
 *  host                          answer
 *  FF 00 03 1D 0C                version: 20 bytes of it
 *  FF 00 04 1D 0B                boot: the same
 *  FF 00 63 1D 6C                tag protocol: 00 05, Gen2
 *  FF 02 21 tt tt CRC            read one tag: EPC and its CRC; FF 00 21 04 00 B4 83: no tag
 *  FF 05 22 00 ff ff tt tt CRC   read many: 00 ff ff and their number in one byte, in four if ff ff has bit 4; no tag: 0400
 *  FF 03 29 mm mm 00 CRC         what was read: mm mm 00, number, and for each tag what mm mm asks for of 0001 times read,
 *                                0002 RSSI, 0004 antenna; then the bits of the rest in two bytes, PC, EPC, CRC
 *  FF 00 2A 1D 25                forgets what was read
 *  a changing command            counted; status 0000, and nothing is changed
 *  wrong amount of data: 0100; another command: 0101
 * </pre>
 *
 * 115200 8N1. Version, boot, protocol and reading one tag from a public log of an M5e; reading many and the buffer from
 * the maker's public host library, its streaming (2F) not modelled. This module is as an M6e with stored settings: it runs
 * its firmware and knows region and protocol from the start; an M5e must be booted and set up first in each of its lives.
 * A search takes no time here. A command with a wrong CRC is not answered. Tags are presented by their EPC.
 */
public final class MercuryReader implements FieldReader {
    private static final byte HEAD = (byte) 0xFF;
    private static final int VERSION = 0x03;
    private static final int BOOT = 0x04;
    private static final int READ_ONE = 0x21;
    private static final int READ_MANY = 0x22;
    private static final int GET_BUFFER = 0x29;
    private static final int CLEAR_BUFFER = 0x2A;
    private static final int GET_PROTOCOL = 0x63;
    /** Flash, baud rate, tags (write, lock, kill, blocks), settings, carrier wave. */
    private static final Set<Integer> CHANGING = Set.of(0x01, 0x06, 0x07, 0x09, 0x0A, 0x0D, 0x0F, 0x23, 0x24, 0x25,
            0x26,
            0x2D, 0x2E, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9A, 0x9B, 0x9D, 0x9E, 0xC1, 0xC3);
    private static final int DONE = 0x0000;
    private static final int WRONG_AMOUNT_OF_DATA = 0x0100;
    private static final int UNKNOWN_COMMAND = 0x0101;
    private static final int NO_TAG = 0x0400;

    private static final byte[] ABOUT = HexFormat.of().parseHex("0710230001000003201410070107020900000010");
    private static final byte[] GEN2 = {0x00, 0x05};
    private static final byte[] NO_DATA = {};
    private static final int LARGE_POPULATION = 0x10;
    private static final int TIMES_READ = 0x01;
    private static final int RSSI = 0x02;
    private static final int ANTENNA = 0x04;
    private static final byte RSSI_DBM = -56;
    private static final byte FIRST_ANTENNA = 0x11;

    private static final int DATA_AT = 3;
    private static final int CRC_BYTES = 2;
    private static final int DATA_BYTES_MAX = 250;

    private final String name;
    private final Transmitter line;
    private final Commands commands = new Commands(new Envelope());
    private final SequencedSet<Gen2Tag> field = new LinkedHashSet<>();
    private final SequencedSet<Gen2Tag> buffer = new LinkedHashSet<>();
    private int changes;
    private int unknown;

    /** A module with nothing in its field, on a line of that rate. */
    public MercuryReader(String name, LineRate rate) {
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
        field.add(new Gen2Tag(epc));
    }

    @Override
    public void withdraw(long nowNanos) {
        field.clear();
    }

    @Override
    public byte[] advance(long nowNanos, byte[] received) {
        for (byte b : received) {
            byte[] command = commands.hear(nowNanos, b);
            if (command.length > 0) {
                line.send(nowNanos,
                        answer(command[2] & 0xFF, Arrays.copyOfRange(command, DATA_AT, command.length - CRC_BYTES)));
            }
        }
        return line.sentBy(nowNanos);
    }

    private byte[] answer(int opcode, byte[] data) {
        return switch (opcode) {
            case VERSION, BOOT -> frame(opcode, DONE, ABOUT);
            case GET_PROTOCOL -> frame(opcode, DONE, GEN2);
            case READ_ONE -> data.length == 2 ? one() : frame(opcode, WRONG_AMOUNT_OF_DATA, NO_DATA);
            case READ_MANY -> data.length == 5 ? many(data) : frame(opcode, WRONG_AMOUNT_OF_DATA, NO_DATA);
            case GET_BUFFER -> data.length == 3 ? buffered(data) : frame(opcode, WRONG_AMOUNT_OF_DATA, NO_DATA);
            case CLEAR_BUFFER -> {
                buffer.clear();
                yield frame(opcode, DONE, NO_DATA);
            }
            default -> changed(opcode);
        };
    }

    private byte[] one() {
        if (field.isEmpty()) {
            return frame(READ_ONE, NO_TAG, NO_DATA);
        }
        byte[] tag = field.getFirst().pcEpcCrc(Gen2Tag.NO_USER_MEMORY);
        return frame(READ_ONE, DONE, Arrays.copyOfRange(tag, Gen2Tag.PC_BYTES, tag.length));
    }

    private byte[] many(byte[] data) {
        if (field.isEmpty()) {
            return frame(READ_MANY, NO_TAG, NO_DATA);
        }
        buffer.addAll(field);
        ByteArrayOutputStream found = new ByteArrayOutputStream();
        found.write(data, 0, 3);
        if ((data[2] & LARGE_POPULATION) != 0) {
            found.writeBytes(new byte[]{0, 0, 0});
        }
        found.write(field.size());
        return frame(READ_MANY, DONE, found.toByteArray());
    }

    private byte[] buffered(byte[] data) {
        int wanted = data[1] & (TIMES_READ | RSSI | ANTENNA);
        ByteArrayOutputStream tags = new ByteArrayOutputStream();
        int number = 0;
        while (!buffer.isEmpty() && tags.size() + record(wanted, buffer.getFirst()).length <= DATA_BYTES_MAX - 4) {
            tags.writeBytes(record(wanted, buffer.removeFirst()));
            number++;
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.write(0);
        answer.write(wanted);
        answer.write(data[2]);
        answer.write(number);
        answer.writeBytes(tags.toByteArray());
        return frame(GET_BUFFER, DONE, answer.toByteArray());
    }

    private static byte[] record(int wanted, Gen2Tag tag) {
        byte[] pcEpcCrc = tag.pcEpcCrc(Gen2Tag.NO_USER_MEMORY);
        int bits = pcEpcCrc.length * Byte.SIZE;
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        if ((wanted & TIMES_READ) != 0) {
            record.write(1);
        }
        if ((wanted & RSSI) != 0) {
            record.write(RSSI_DBM);
        }
        if ((wanted & ANTENNA) != 0) {
            record.write(FIRST_ANTENNA);
        }
        record.write(bits >> 8);
        record.write(bits);
        record.writeBytes(pcEpcCrc);
        return record.toByteArray();
    }

    private byte[] changed(int opcode) {
        if (!CHANGING.contains(opcode)) {
            unknown++;
            return frame(opcode, UNKNOWN_COMMAND, NO_DATA);
        }
        changes++;
        return frame(opcode, DONE, NO_DATA);
    }

    private static byte[] frame(int opcode, int status, byte[] data) {
        ByteArrayOutputStream checked = new ByteArrayOutputStream();
        checked.write(data.length);
        checked.write(opcode);
        checked.write(status >> 8);
        checked.write(status);
        checked.writeBytes(data);
        int crc = Crc16.nonAugmented(checked.toByteArray());
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
            if (begun[0] != HEAD || begun.length > 1 && (begun[1] & 0xFF) > DATA_BYTES_MAX) {
                return Commands.NO_COMMAND;
            }
            return begun.length == 1 ? Commands.LENGTH_UNKNOWN : DATA_AT + (begun[1] & 0xFF) + CRC_BYTES;
        }

        @Override
        public boolean sound(byte[] command) {
            int crcAt = command.length - CRC_BYTES;
            int crc = Crc16.nonAugmented(Arrays.copyOfRange(command, 1, crcAt));
            return command[crcAt] == (byte) (crc >> 8) && command[crcAt + 1] == (byte) crc;
        }
    }
}
