package io.steelyard.sim.device;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;

/**
 * A UHFReader18 (Chafon and others) for UHF EPC Gen2 tags; it answers when asked.
 *
 * <pre>
 *  length  address  command  data  CRC lo, hi                     command
 *  length  address  command  status  data  CRC lo, hi             answer
 *  the length does not count itself; CRC: 0x8408 from FFFF over everything before it
 *
 *  host                    answer
 *  04 00 01 DB 4B          inventory: status 01, number of tags, and for each its EPC's length and EPC; what does not fit
 *                          one frame goes before it with status 03; 05 00 01 FB F2 3D: no tag
 *  04 00 21 D9 6A          0D 00 21 00  version 2  type 09  Gen2 02  band 2  power  scan time  CRC
 *  a changing command      counted; status 00, and nothing is changed
 *  another command         05 00 cc FE CRC
 * </pre>
 *
 * 57600 8N1. The frames, the status bytes and the list of commands from public hosts' code and captures and from the
 * UHFReader18 manual's excerpts. A real reader takes up to its scan time for an answer, this one answers at once. It hears
 * its own address 00 and FF, which every reader hears; a command with a wrong CRC is not answered. Tags are presented by
 * their EPC.
 */
public final class UhfReader18 implements FieldReader {
    private static final byte ADDRESS = 0x00;
    private static final byte EVERYBODY = (byte) 0xFF;
    private static final int INVENTORY = 0x01;
    private static final int INFORMATION = 0x21;
    private static final int DONE = 0x00;
    private static final int INVENTORY_FINISHED = 0x01;
    private static final int MORE_FOLLOWS = 0x03;
    private static final int NO_TAG = 0xFB;
    private static final int UNKNOWN_COMMAND = 0xFE;
    /** Version 2.16; a UHFReader18; Gen2 tags; the European band; 30 dBm; 10 times 100 ms. */
    private static final byte[] ABOUT = {0x02, 0x10, 0x09, 0x02, 0x4E, 0x00, 0x1E, 0x0A};
    private static final byte[] NO_DATA = {};
    /**
     * On tags: write, write EPC, kill, lock, erase, protect from reading, alarm, block write. Of the reader: frequency,
     * address, scan time, baud rate, power, lamp and buzzer, Wiegand, work mode.
     */
    private static final Set<Integer> CHANGING = Set.of(0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0A, 0x0C, 0x10,
            0x22,
            0x24, 0x25, 0x28, 0x2F, 0x33, 0x34, 0x35);

    private static final int COMMAND_AT = 2;
    private static final int CRC_BYTES = 2;
    private static final int SHORTEST_LENGTH = 4;
    private static final int CRC_FROM = 0xFFFF;
    /** What is left of a frame of 255 bytes for tags: without address, command, status, number and CRC. */
    private static final int TAG_BYTES_MAX = 249;

    private final String name;
    private final Transmitter line;
    private final Commands commands = new Commands(new Envelope());
    private final SequencedSet<Gen2Tag> field = new LinkedHashSet<>();
    private int changes;
    private int unknown;

    /** A reader with nothing in its field, on a line of that rate. */
    public UhfReader18(String name, LineRate rate) {
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
            if (command.length > 0 && (command[1] == ADDRESS || command[1] == EVERYBODY)) {
                obey(nowNanos, command[COMMAND_AT] & 0xFF);
            }
        }
        return line.sentBy(nowNanos);
    }

    private void obey(long nowNanos, int command) {
        switch (command) {
            case INVENTORY -> inventory().forEach(frame -> line.send(nowNanos, frame));
            case INFORMATION -> line.send(nowNanos, frame(INFORMATION, DONE, ABOUT));
            default -> line.send(nowNanos, changed(command));
        }
    }

    private List<byte[]> inventory() {
        if (field.isEmpty()) {
            return List.of(frame(INVENTORY, NO_TAG, NO_DATA));
        }
        List<byte[]> frames = new ArrayList<>();
        ByteArrayOutputStream tags = new ByteArrayOutputStream();
        int number = 0;
        for (Gen2Tag tag : field) {
            byte[] epc = tag.epcBytes();
            if (tags.size() + 1 + epc.length > TAG_BYTES_MAX) {
                frames.add(tagsFrame(MORE_FOLLOWS, number, tags.toByteArray()));
                tags.reset();
                number = 0;
            }
            tags.write(epc.length);
            tags.writeBytes(epc);
            number++;
        }
        frames.add(tagsFrame(INVENTORY_FINISHED, number, tags.toByteArray()));
        return frames;
    }

    private static byte[] tagsFrame(int status, int number, byte[] tags) {
        byte[] data = new byte[1 + tags.length];
        data[0] = (byte) number;
        System.arraycopy(tags, 0, data, 1, tags.length);
        return frame(INVENTORY, status, data);
    }

    private byte[] changed(int command) {
        if (!CHANGING.contains(command)) {
            unknown++;
            return frame(command, UNKNOWN_COMMAND, NO_DATA);
        }
        changes++;
        return frame(command, DONE, NO_DATA);
    }

    private static byte[] frame(int command, int status, byte[] data) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(SHORTEST_LENGTH + 1 + data.length);
        frame.write(ADDRESS);
        frame.write(command);
        frame.write(status);
        frame.writeBytes(data);
        int crc = Crc16.reflected(CRC_FROM, frame.toByteArray());
        frame.write(crc);
        frame.write(crc >> 8);
        return frame.toByteArray();
    }

    private static final class Envelope implements Commands.Envelope {
        @Override
        public int length(byte[] begun) {
            int length = begun[0] & 0xFF;
            return length >= SHORTEST_LENGTH ? 1 + length : Commands.NO_COMMAND;
        }

        @Override
        public boolean sound(byte[] command) {
            int crcAt = command.length - CRC_BYTES;
            int crc = Crc16.reflected(CRC_FROM, Arrays.copyOf(command, crcAt));
            return command[crcAt] == (byte) crc && command[crcAt + 1] == (byte) (crc >> 8);
        }
    }
}
