package io.steelyard.gateway.tag;

import java.util.HexFormat;
import java.util.List;

import io.steelyard.gateway.frame.Ascii;
import io.steelyard.gateway.frame.Check;
import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Question;
import io.steelyard.gateway.frame.Reason;
import io.steelyard.gateway.frame.Reply;

/**
 * Readers that hand over the block of a 134.2 kHz FDX-B transponder ({@link Iso11784}), or its digits.
 *
 * <pre>
 * byte      content
 * 1         02
 * 2         reader
 * 3         an answer's status, 00 is good; or a question's command, A7 to read
 * 4         number of data bytes n
 * 5..4+n    data
 * 5+n       exclusive or of bytes 1..4+n
 * 6+n       03
 *
 * n = 10, the block    8 bytes, the lowest first; CRC-16 of them (8408 reflected, start 0), low byte first
 *                      bits 0..37 national number, 38..47 country, 48 more data, 63 an animal
 * n = 12, the digits   national number 12 digits, country 4, more data 1, reserved 5, two digits a byte;
 *                      then 10 an animal or 00
 * n = 16               all bits of the transponder: a reply
 * </pre>
 *
 * The ten bytes of a block are also a code when they stand alone between two silences. Searching a stream for them
 * would find a false one about once in 65,536 bytes of noise; taking the last ten before each silence, about once in
 * 65,536 silences.
 */
final class FdxB implements TagGrammar {

    /** Read the block. */
    private static final Question READ_BLOCK = Question.hex("02 01 A7 01 02 A7 03");

    private static final int READER = 1;
    private static final int STATUS = 2;
    private static final int LENGTH = 3;
    private static final int DATA = 4;
    private static final int FRAME_AROUND_DATA_BYTES = 6;
    private static final int DATA_BYTES_MAX = 16;
    private static final byte COMMAND_READ = (byte) 0xA7;

    private static final int BLOCK_BYTES = 10;
    private static final int BLOCK_CRC = 8;
    private static final int BLOCK_COUNTRY_SHIFT = 38;
    private static final long BLOCK_COUNTRY_MASK = 0x3FF;
    private static final long BLOCK_NATIONAL_ID_MASK = (1L << BLOCK_COUNTRY_SHIFT) - 1;

    private static final int DIGITS_BYTES = 12;
    private static final int DIGITS_COUNTRY = 6;
    private static final int DIGITS_FLAGS = 8;
    private static final int DIGITS_ANIMAL = 11;
    private static final byte DIGITS_IS_ANIMAL = 0x10;

    @Override
    public Protocol protocol() {
        return Protocol.of("134K-RW-USB-D1 communication protocol, yumpu 49129657", Proof.PUBLISHED)
                .asked(READ_BLOCK)
                .checked(8, "exclusive or of all before; 16 bits of CRC in a block");
    }

    @Override
    public List<String> schemes() {
        return List.of(TagValue.ISO11784, TagValue.ISO11784_ANIMAL);
    }

    @Override
    public int frameBytesMax() {
        return FRAME_AROUND_DATA_BYTES + DATA_BYTES_MAX;
    }

    @Override
    public Match<TagValue> match(byte[] bytes, int from, int to, boolean ended) {
        boolean mayBeBlock = !ended && to - from <= BLOCK_BYTES;
        boolean mayBeFramed = bytes[from] == Ascii.STX
                && (to - from <= LENGTH || (bytes[from + LENGTH] & 0xFF) <= DATA_BYTES_MAX);
        Match<TagValue> framed = mayBeFramed ? framed(bytes, from, to) : Match.noise();
        return mayBeBlock && framed instanceof Match.Rejected ? Match.more() : framed;
    }

    @Override
    public Match<TagValue> matchBurst(byte[] bytes, int from, int to) {
        return to - from == BLOCK_BYTES && blockFits(bytes, from)
                ? block(bytes, from, BLOCK_BYTES)
                : match(bytes, from, to, true);
    }

    private static Match<TagValue> framed(byte[] bytes, int from, int to) {
        int dataBytes = to - from > LENGTH ? bytes[from + LENGTH] : DATA_BYTES_MAX;
        int frameBytes = FRAME_AROUND_DATA_BYTES + dataBytes;
        if (to - from < frameBytes) {
            return Match.more();
        }
        int check = from + DATA + dataBytes;
        if (bytes[check + 1] != Ascii.ETX) {
            return Match.rejected(frameBytes, Reason.BAD_LENGTH);
        }
        if (Check.xor(bytes, from, check) != (bytes[check] & 0xFF)) {
            return Match.rejected(frameBytes, Reason.BAD_CHECKSUM);
        }
        return content(bytes, from, dataBytes, frameBytes);
    }

    private static Match<TagValue> content(byte[] bytes, int from, int dataBytes, int frameBytes) {
        byte status = bytes[from + STATUS];
        if (status != 0) {
            return reply(bytes, from, dataBytes, frameBytes);
        }
        return switch (dataBytes) {
            case BLOCK_BYTES -> blockFits(bytes, from + DATA)
                    ? block(bytes, from + DATA, frameBytes)
                    : Match.rejected(frameBytes, Reason.BAD_CHECKSUM);
            case DIGITS_BYTES -> digits(bytes, from + DATA, frameBytes);
            default -> reply(bytes, from, dataBytes, frameBytes);
        };
    }

    private static boolean blockFits(byte[] bytes, int at) {
        int crc = at + BLOCK_CRC;
        return Crc16.fdxB(bytes, at, crc) == Crc16.littleEndian(bytes, crc);
    }

    private static Match<TagValue> block(byte[] bytes, int at, int frameBytes) {
        long block = 0;
        for (int index = BLOCK_CRC - 1; index >= 0; index--) {
            block = block << Byte.SIZE | bytes[at + index] & 0xFF;
        }
        return Iso11784.judge(block >> BLOCK_COUNTRY_SHIFT & BLOCK_COUNTRY_MASK, block & BLOCK_NATIONAL_ID_MASK,
                block < 0, frameBytes);
    }

    private static Match<TagValue> digits(byte[] bytes, int at, int frameBytes) {
        long nationalId = number(bytes, at, at + DIGITS_COUNTRY);
        long country = number(bytes, at + DIGITS_COUNTRY, at + DIGITS_FLAGS);
        byte animal = bytes[at + DIGITS_ANIMAL];
        return animal != 0 && animal != DIGITS_IS_ANIMAL
                ? Match.rejected(frameBytes, Reason.BAD_FIELD)
                : Iso11784.judge(country, nationalId, animal == DIGITS_IS_ANIMAL, frameBytes);
    }

    /** Two decimal digits a byte, the highest first; {@link Iso11784#NO_NUMBER} if one is none. */
    private static long number(byte[] bytes, int from, int to) {
        String digits = HexFormat.of().formatHex(bytes, from, to);
        return digits.chars().allMatch(Character::isDigit) ? Long.parseLong(digits) : Iso11784.NO_NUMBER;
    }

    /** A question, or an answer that carries no code; one whose status is not 00 is a refusal. */
    private static Match<TagValue> reply(byte[] bytes, int from, int dataBytes, int frameBytes) {
        byte status = bytes[from + STATUS];
        boolean question = status == COMMAND_READ;
        return Match.frame(frameBytes, new TagValue.TagReply(Reply.empty().with("reader", bytes[from + READER])
                .with(question ? "command" : "status", status)
                .with("data", bytes, from + DATA, from + DATA + dataBytes).refusedIf(!question && status != 0)));
    }
}
