package io.steelyard.sim.device;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * A serial barcode and QR scanner: each scan sends the text, once, as its menu says: a prefix, the text in a character set,
 * a terminator (CR, LF, CR LF, tab or none). Most scanners hear nothing; one that is set to packets hears commands.
 *
 * <pre>
 *  length  opcode  sender 04  status  data  check 2     length: all but the check
 *  check: two's complement of the 16-bit sum of everything before it, high byte first
 *
 *  host                        answer
 *  any byte to one that sleeps  none: wakes it, and after 50 ms it hears commands; it sleeps again after 10 s. 00 is the
 *                              byte to be sent for that
 *  04 E4 04 00 FF 14           start to decode: 04 D0 00 00 FF 2C
 *  04 E5 04 00 FF 13           stop to decode: the same
 *  nn C6 ... or nn C8 ...      a setting, or all of them as delivered: counted, answered the same, and nothing is changed
 *  another command             05 D1 00 00 06 FF 24
 * </pre>
 *
 * Packets, answers and the 50 ms from a GM72 manual; the 10 s are chosen here, and it reads whether it was started or not.
 * Texts leave as they are also with packets, as that scanner is delivered. A command with a wrong check, or to a scanner
 * that sleeps, is not answered.
 */
public final class QrScanner implements Device {
    /** What most scanners are delivered with. */
    public static final String CARRIAGE_RETURN = "\r";

    private static final long AWAKE_AFTER_NANOS = 50_000_000L;
    private static final long ASLEEP_AFTER_NANOS = 10_000_000_000L;
    private static final byte HOST = 0x04;
    private static final int START = 0xE4;
    private static final int STOP = 0xE5;
    private static final Set<Integer> CHANGING = Set.of(0xC6, 0xC8);
    private static final byte[] ACK = {0x04, (byte) 0xD0, 0x00, 0x00, (byte) 0xFF, 0x2C};
    private static final byte[] DENIED = {0x05, (byte) 0xD1, 0x00, 0x00, 0x06, (byte) 0xFF, 0x24};
    private static final int CHECK_BYTES = 2;
    private static final int SHORTEST_LENGTH = 4;

    private final String name;
    private final Setup setup;
    private final Transmitter line;
    private final Commands commands = new Commands(new Envelope());
    private long hearsFromNanos;
    private long sleepsFromNanos = Long.MIN_VALUE;
    private int changes;
    private int unknown;

    /**
     * What is set in a scanner's menu.
     *
     * @param prefix what is sent before each text, as "]Q1"
     * @param terminator what is sent after each text
     * @param packets whether it hears commands
     */
    public record Setup(String prefix, Charset charset, String terminator, boolean packets) {
        /** Neither prefix nor packets, in UTF-8. */
        public static Setup plain(String terminator) {
            return new Setup("", StandardCharsets.UTF_8, terminator, false);
        }
    }

    /** A scanner in its plain mode. */
    public QrScanner(String name, LineRate rate, String terminator) {
        this(name, rate, Setup.plain(terminator));
    }

    /** A scanner that was set up so. */
    public QrScanner(String name, LineRate rate, Setup setup) {
        this.name = name;
        this.setup = setup;
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

    /** A code is held before the scanner and read once. */
    public void scan(long nowNanos, String text) {
        line.send(nowNanos, (setup.prefix() + text + setup.terminator()).getBytes(setup.charset()));
    }

    @Override
    public byte[] advance(long nowNanos, byte[] received) {
        for (byte b : received) {
            if (setup.packets()) {
                hear(nowNanos, b);
            }
        }
        return line.sentBy(nowNanos);
    }

    private void hear(long nowNanos, byte b) {
        if (nowNanos >= sleepsFromNanos) {
            hearsFromNanos = nowNanos + AWAKE_AFTER_NANOS;
            sleepsFromNanos = nowNanos + ASLEEP_AFTER_NANOS;
        } else if (nowNanos >= hearsFromNanos) {
            sleepsFromNanos = nowNanos + ASLEEP_AFTER_NANOS;
            byte[] command = commands.hear(nowNanos, b);
            if (command.length > 0) {
                line.send(nowNanos, answer(command[1] & 0xFF));
            }
        }
    }

    private byte[] answer(int opcode) {
        if (opcode == START || opcode == STOP) {
            return ACK;
        }
        if (!CHANGING.contains(opcode)) {
            unknown++;
            return DENIED;
        }
        changes++;
        return ACK;
    }

    private static final class Envelope implements Commands.Envelope {
        @Override
        public int length(byte[] begun) {
            int length = begun[0] & 0xFF;
            return length >= SHORTEST_LENGTH ? length + CHECK_BYTES : Commands.NO_COMMAND;
        }

        @Override
        public boolean sound(byte[] command) {
            int check = 0;
            for (byte b : Arrays.copyOf(command, command.length - CHECK_BYTES)) {
                check -= b & 0xFF;
            }
            return command[2] == HOST && command[command.length - 2] == (byte) (check >> 8)
                    && command[command.length - 1] == (byte) check;
        }
    }
}
