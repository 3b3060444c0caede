package io.steelyard.sim.device;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A UHF tag to EPC Gen2, as a reader hears it: PC, EPC, CRC. PC bits 15..11 count the EPC's 16-bit words, bit 10 says that
 * the tag has user memory; the CRC is CRC-16 (0x1021 from FFFF, inverted) over PC and EPC.
 *
 * @param epc in upper-case hex digits
 */
public record Gen2Tag(String epc) {
    /** What a reader sends of a tag that has user memory. */
    static final int USER_MEMORY = 0x0400;
    /** What it sends of one that has not. */
    static final int NO_USER_MEMORY = 0;

    static final int CRC_BYTES = 2;
    static final int PC_BYTES = 2;

    private static final int WORDS_SHIFT = 11;

    /** @throws IllegalArgumentException if no tag can have this EPC */
    public Gen2Tag {
        if (!isEpc(epc)) {
            throw new IllegalArgumentException("an EPC is 1 to 31 words of four hex digits: " + epc);
        }
        epc = epc.toUpperCase(Locale.ROOT);
    }

    /** Whether a tag can have this EPC: 1 to 31 words of four hex digits, the most that PC can count. */
    public static boolean isEpc(String epc) {
        return epc.matches("([0-9A-Fa-f]{4}){1,31}");
    }

    byte[] epcBytes() {
        return HexFormat.of().parseHex(epc);
    }

    /** PC and EPC. */
    byte[] pcEpc(int memory) {
        byte[] bytes = epcBytes();
        return ByteBuffer.allocate(PC_BYTES + bytes.length)
                .putShort((short) (bytes.length / 2 << WORDS_SHIFT | memory)).put(bytes).array();
    }

    /** PC, EPC and CRC. */
    byte[] pcEpcCrc(int memory) {
        byte[] pcEpc = pcEpc(memory);
        return ByteBuffer.allocate(pcEpc.length + CRC_BYTES).put(pcEpc).putShort((short) ~Crc16.ccitt(pcEpc)).array();
    }
}
