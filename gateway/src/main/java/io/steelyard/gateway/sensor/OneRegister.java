package io.steelyard.gateway.sensor;

import io.steelyard.gateway.frame.Check;
import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Question;
import io.steelyard.gateway.frame.Reason;
import io.steelyard.gateway.frame.Reply;
import java.util.function.IntFunction;

/**
 * The Modbus RTU frames of a sensor that keeps its value in one register, which the host asks for.
 *
 * <pre>
 * question              answer              refusal
 * 1      address        1     address       1     address
 * 2      function       2     function      2     function, 80 added
 * 3, 4   register       3     02            3     exception
 * 5, 6   00 01          4, 5  value         4, 5  CRC
 * 7, 8   CRC            6, 7  CRC
 *
 * CRC  polynomial 8005 reflected, start FFFF, over all before it, low byte first
 * </pre>
 *
 * There is no start mark: address, function, length and CRC find the frame. A register whose high byte is 02 would make the echo of
 * a question begin as an answer does; no sensor here has one.
 */
final class OneRegister {
    /** Read holding registers. */
    static final int HOLDING = 0x03;
    /** Read input registers. */
    static final int INPUT = 0x04;

    static final int QUESTION_BYTES = 8;
    private static final int ANSWER_BYTES = 7;
    private static final int REFUSAL_BYTES = 5;
    private static final int FUNCTION = 1;
    private static final int COUNT = 2;
    private static final int VALUE = 3;
    private static final int REGISTERS = 5;
    private static final int CRC = 6;
    private static final int VALUE_BYTES = 2;
    private static final int REFUSED = 0x80;

    private final byte[] question;

    OneRegister(int address, int function, int register) {
        question = new byte[]{(byte) address, (byte) function, (byte) (register >> Byte.SIZE), (byte) register, 0, 0, 0,
                0};
        question[REGISTERS] = 1;
        int check = Check.modbus(question, 0, CRC);
        question[CRC] = (byte) check;
        question[CRC + 1] = (byte) (check >> Byte.SIZE);
    }

    Question question() {
        return Question.binary(question);
    }

    /** @param meaning of the register's sixteen bits */
    Match<SensorValue> match(byte[] bytes, int from, int to, IntFunction<SensorValue> meaning) {
        int held = to - from;
        if (bytes[from] != question[0]) {
            return Match.noise();
        }
        if (held <= FUNCTION) {
            return Match.more();
        }
        if (bytes[from + FUNCTION] == (byte) (question[FUNCTION] | REFUSED)) {
            return held < REFUSAL_BYTES ? Match.more() : refusal(bytes, from);
        }
        if (bytes[from + FUNCTION] != question[FUNCTION]) {
            return Match.noise();
        }
        if (held <= COUNT) {
            return Match.more();
        }
        if (bytes[from + COUNT] == VALUE_BYTES) {
            return held < ANSWER_BYTES ? Match.more() : answer(bytes, from, meaning);
        }
        return echo(bytes, from, to);
    }

    private static Match<SensorValue> answer(byte[] bytes, int from, IntFunction<SensorValue> meaning) {
        int word = (bytes[from + VALUE] & 0xFF) << Byte.SIZE | bytes[from + VALUE + 1] & 0xFF;
        return Check.modbus(bytes, from, from + ANSWER_BYTES) == 0
                ? Match.frame(ANSWER_BYTES, meaning.apply(word))
                : Match.rejected(ANSWER_BYTES, Reason.BAD_CHECKSUM);
    }

    private static Match<SensorValue> refusal(byte[] bytes, int from) {
        return Check.modbus(bytes, from, from + REFUSAL_BYTES) == 0
                ? Match.frame(REFUSAL_BYTES, new SensorValue.SensorReply(Reply.empty().with("address", bytes[from])
                        .with("error-code", bytes[from + FUNCTION]).with("exception-code", bytes[from + COUNT])
                        .refusedIf(true)))
                : Match.rejected(REFUSAL_BYTES, Reason.BAD_CHECKSUM);
    }

    /** Some adapters echo what the host sends. */
    private Match<SensorValue> echo(byte[] bytes, int from, int to) {
        int held = Math.min(to - from, QUESTION_BYTES);
        for (int at = COUNT; at < held; at++) {
            if (bytes[from + at] != question[at]) {
                return Match.noise();
            }
        }
        return held < QUESTION_BYTES
                ? Match.more()
                : Match.frame(QUESTION_BYTES, new SensorValue.SensorReply(Reply.empty().with("address", bytes[from])
                        .with("function-code", bytes[from + FUNCTION])
                        .with("starting-address", bytes, from + COUNT, from + COUNT + VALUE_BYTES)
                        .with("quantity-of-registers", bytes, from + COUNT + VALUE_BYTES, from + CRC)));
    }
}
