package io.steelyard.gateway.scale;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

import io.steelyard.gateway.frame.Check;
import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Question;
import io.steelyard.gateway.frame.Reason;
import io.steelyard.gateway.frame.Reply;

/**
 * Weighing transmitters on Modbus RTU. The host asks; what its answer means stands in a {@link RegisterMap}.
 *
 * <pre>
 * question              answer                    refusal
 * 1      address        1      address            1      address
 * 2      03             2      03                 2      83
 * 3, 4   register       3      data bytes n       3      exception
 * 5, 6   registers      4..    data               4, 5   CRC
 * 7, 8   CRC            last 2 CRC
 *
 * CRC  polynomial 8005 reflected, start FFFF, over all before it, low byte first
 * </pre>
 *
 * An answer does not say which registers it holds: a weight, a net weight and a raw count look alike. So there is one
 * question only. It reads the whole block from the first register the table names to the last, and an answer of exactly
 * that length carries weight, point and status of one moment; nothing is remembered from one frame to the next. A
 * transmitter that refuses to read across unused registers answers with a refusal, which shows. A long block takes its
 * time (the documented module's 160 ms at 9600 baud), so a transmitter is not asked again before it can have answered.
 *
 * <p>An answer of just the weight's length (another master's, or a technician's) is shown as a reading without point
 * that may not be captured. Questions, which some adapters echo, answers of other lengths or addresses and refusals are
 * replies. There is no start mark: length and CRC find the frame.
 *
 * <p>Whether the documented module reads across unused registers was not in a document read.
 */
final class ModbusRtu implements ScaleGrammar {

    /** Read holding registers: the one function the gateway knows, so no table can make it write. */
    private static final int READ = 0x03;
    private static final int ADDRESS_MAX = 247;
    private static final int FUNCTION = 1;
    private static final int BYTES = 2;
    private static final int DATA = 3;
    private static final int CRC_BYTES = 2;
    private static final int QUESTION_BYTES = 8;
    private static final int QUESTION_FIRST = 2;
    private static final int QUESTION_REGISTERS = 4;
    private static final int QUESTION_CRC = 6;
    private static final int REFUSED = 0x80;
    private static final int REFUSAL_BYTES = 5;
    private static final int WORD_BYTES = 2;

    /** At 9600 baud, of ten bits. */
    private static final double BYTE_MILLIS = 1000 * 10 / 9600.0;
    /** What a transmitter may take before it answers. */
    private static final int ANSWERS_AFTER_MILLIS = 80;
    private static final int ASK_STEP_MILLIS = 50;

    private final int address;
    private final RegisterMap map;

    ModbusRtu(int address, RegisterMap map) {
        this.address = address;
        this.map = map;
    }

    @Override
    public Protocol protocol() {
        return Protocol.of("Modbus Application Protocol V1.1b3 p. 15; for the map aje/scale-docs, docs/status.md",
                Proof.COMPUTED)
                .asked(Question.binary(wholeBlock()), askEvery())
                .checked(16, "CRC of all before")
                .settings(
                        """
                                address = 1                # of the transmitter, 1 to 247; one transmitter a port
                                [station.scale.registers]  # leave it out for the documented module, which has these
                                weight = 0x50              # register of the weight, 0 to 0xFFFF
                                words = 2                  # default; 1 or 2 registers of 16 bits
                                signed = true              # default
                                high_word_first = true     # default
                                decimals_register = 0x08   # says how many digits stand behind the point; or fixed, decimals = 2
                                decimals_mask = 0x07       # default 0xFFFF; the bits of it that say so
                                status = 0x08              # register of flags; leave it and bits out where there is none
                                bits = { motion = 5, out-of-range = 6, zero = 7, overload = 9 }   # or stable, underload, hold ...
                                """);
    }

    /** Reads the whole block that the table names. */
    private byte[] wholeBlock() {
        byte[] question = new byte[QUESTION_BYTES];
        question[0] = (byte) address;
        question[FUNCTION] = READ;
        put(question, QUESTION_FIRST, map.first());
        put(question, QUESTION_REGISTERS, map.registers());
        int check = Check.modbus(question, 0, QUESTION_CRC);
        question[QUESTION_CRC] = (byte) check;
        question[QUESTION_CRC + 1] = (byte) (check >> Byte.SIZE);
        return question;
    }

    private static void put(byte[] bytes, int at, int word) {
        bytes[at] = (byte) (word >> Byte.SIZE);
        bytes[at + 1] = (byte) word;
    }

    /** Question and answer at 9600 baud, and the pause between them. */
    private Duration askEvery() {
        double millis = (QUESTION_BYTES + answerBytes(map.registers())) * BYTE_MILLIS + ANSWERS_AFTER_MILLIS;
        return Duration.ofMillis((long) Math.ceil(millis / ASK_STEP_MILLIS) * ASK_STEP_MILLIS);
    }

    @Override
    public Set<Tells> tells() {
        Set<Tells> tells = EnumSet.noneOf(Tells.class);
        RegisterMap.Status status = map.status();
        if (status != null && (status.moving() | status.still()) != 0) {
            tells.add(Tells.STABILITY);
        }
        if (status != null && status.flags().keySet().stream().anyMatch(Flag::outOfRange)) {
            tells.add(Tells.OVERLOAD);
        }
        return tells;
    }

    @Override
    public int frameBytesMax() {
        return Math.max(QUESTION_BYTES, answerBytes(map.registers()));
    }

    @Override
    public Match<ScaleValue> match(byte[] bytes, int from, int to, boolean ended) {
        int address = bytes[from] & 0xFF;
        if (address == 0 || address > ADDRESS_MAX) {
            return Match.noise();
        }
        if (to - from <= BYTES) {
            boolean functionMayFit = to - from <= FUNCTION || isFunction(bytes[from + FUNCTION]);
            return functionMayFit ? Match.more() : Match.noise();
        }
        return switch (bytes[from + FUNCTION] & 0xFF) {
            case READ | REFUSED -> refusal(bytes, from, to);
            case READ -> read(bytes, from, to, ended);
            default -> Match.noise();
        };
    }

    private static boolean isFunction(byte function) {
        return (function & ~REFUSED & 0xFF) == READ;
    }

    private static Match<ScaleValue> refusal(byte[] bytes, int from, int to) {
        if (to - from < REFUSAL_BYTES) {
            return Match.more();
        }
        return crcFits(bytes, from, REFUSAL_BYTES)
                ? reply(REFUSAL_BYTES, Reply.empty().with("address", bytes[from])
                        .with("error-code", bytes[from + FUNCTION]).with("exception-code", bytes[from + BYTES])
                        .refusedIf(true))
                : Match.rejected(REFUSAL_BYTES, Reason.BAD_CHECKSUM);
    }

    /** An answer whenever it can be one: what an adapter echoes may wait, a weight may not be mistaken. */
    private Match<ScaleValue> read(byte[] bytes, int from, int to, boolean ended) {
        int dataBytes = bytes[from + BYTES] & 0xFF;
        boolean answerMayBe = dataBytes > 0 && dataBytes % WORD_BYTES == 0
                && dataBytes <= WORD_BYTES * map.registers();
        int answerBytes = answerMayBe ? answerBytes(dataBytes / WORD_BYTES) : 0;
        boolean whole = to - from >= answerBytes;
        if (answerMayBe && whole && crcFits(bytes, from, answerBytes)) {
            return answer(bytes, from, answerBytes);
        }
        if (!whole && !ended || to - from < QUESTION_BYTES) {
            return Match.more();
        }
        if (isQuestion(bytes, from)) {
            return question(bytes, from);
        }
        return whole ? Match.rejected(Math.max(QUESTION_BYTES, answerBytes), Reason.BAD_CHECKSUM) : Match.more();
    }

    private static int answerBytes(int registers) {
        return DATA + WORD_BYTES * registers + CRC_BYTES;
    }

    private static boolean crcFits(byte[] bytes, int from, int frameBytes) {
        return Check.modbus(bytes, from, from + frameBytes) == 0;
    }

    private static boolean isQuestion(byte[] bytes, int from) {
        int registers = RegisterMap.word(bytes, from + QUESTION_REGISTERS, 0, 0);
        return registers > 0 && registers <= RegisterMap.REGISTERS_MAX && crcFits(bytes, from, QUESTION_BYTES);
    }

    private static Match<ScaleValue> question(byte[] bytes, int from) {
        int quantity = from + QUESTION_REGISTERS;
        return reply(QUESTION_BYTES, head(bytes, from).with("starting-address", bytes, from + QUESTION_FIRST, quantity)
                .with("quantity-of-registers", bytes, quantity, quantity + WORD_BYTES));
    }

    private static Reply head(byte[] bytes, int from) {
        return Reply.empty().with("address", bytes[from]).with("function-code", bytes[from + FUNCTION]);
    }

    private static Match<ScaleValue> reply(int frameBytes, Reply reply) {
        return Match.frame(frameBytes, new ScaleValue.ScaleReply(reply));
    }

    private Match<ScaleValue> answer(byte[] bytes, int from, int frameBytes) {
        int registers = (bytes[from + BYTES] & 0xFF) / WORD_BYTES;
        int data = from + DATA;
        boolean ours = (bytes[from] & 0xFF) == address;
        if (ours && registers == map.registers()) {
            return block(bytes, data, frameBytes);
        }
        if (!ours || registers != map.weight().words()) {
            return reply(frameBytes, head(bytes, from).with("byte-count", bytes[from + BYTES])
                    .with("register-values", bytes, data, from + frameBytes - CRC_BYTES));
        }
        BigDecimal digits = BigDecimal.valueOf(map.digits(bytes, data, map.weight().register()));
        return Match.frame(frameBytes,
                new ScaleValue.Reading(digits, null, Truth.UNKNOWN, Mode.UNKNOWN, false, Set.of()));
    }

    private Match<ScaleValue> block(byte[] bytes, int data, int frameBytes) {
        int first = map.first();
        int decimals = map.decimals(bytes, data, first);
        if (decimals > RegisterMap.DECIMALS_MAX) {
            return Match.rejected(frameBytes, Reason.BAD_FIELD);
        }
        BigDecimal value = BigDecimal.valueOf(map.digits(bytes, data, first), decimals);
        Truth stable = stable(bytes, data);
        Set<Flag> flags = flags(bytes, data);
        if (stable == Truth.NO) {
            flags.add(Flag.MOTION);
        }
        return Match.frame(frameBytes, ScaleValue.reading(value, null, stable, Mode.UNKNOWN, flags));
    }

    private Truth stable(byte[] bytes, int data) {
        RegisterMap.Status status = map.status();
        if (status == null || (status.moving() | status.still()) == 0) {
            return Truth.UNKNOWN;
        }
        int bits = RegisterMap.word(bytes, data, map.first(), status.register());
        boolean still = (bits & status.moving()) == 0 && (bits & status.still()) == status.still();
        return still ? Truth.YES : Truth.NO;
    }

    private Set<Flag> flags(byte[] bytes, int data) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        RegisterMap.Status status = map.status();
        if (status != null) {
            int bits = RegisterMap.word(bytes, data, map.first(), status.register());
            status.flags().forEach((flag, bit) -> Flag.addIf(flags, bits & bit, flag));
        }
        return flags;
    }
}
