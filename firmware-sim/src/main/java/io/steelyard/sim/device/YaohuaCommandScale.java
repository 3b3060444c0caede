package io.steelyard.sim.device;

import java.math.BigDecimal;

/**
 * A Yaohua XK3190 indicator in command mode, at address 1: it answers and sends nothing unasked.
 *
 * <pre>
 *  host     02  address  command  X  X  03             address 41..5A for 1..26; X X: XOR of address and command
 *  answer   02  address  command  sign  d6..d1  decimals  X  X  03     14 bytes; X X: XOR of bytes 2..11
 *
 *  A  handshake    answered with the same six bytes
 *  B  gross
 *  C  tare
 *  D  net
 * </pre>
 *
 * From the XK3190-A9+, A23p and DS3 manuals. In no document read, and chosen here: the answer to A; silence on overload, as
 * {@link YaohuaScale} has it, to a wrong check and to every other command. E and F (price, truck or cargo number, by
 * model) are known to read and are not modelled. Commands beyond F are in no manual; a public program zeroes with H, so
 * this model takes each of them for a change.
 */
public final class YaohuaCommandScale extends Scale {
    private static final char STX = 0x02;
    private static final char ADDRESS = 'A';
    private static final int COMMAND_BYTES = 6;
    private static final int COMMAND_AT = 2;

    /** A scale of that profile over that platform; it is switched on by the first call of {@code advance}. */
    public YaohuaCommandScale(String name, ScaleProfile profile, Pan pan) {
        super(name, profile, pan, Mode.ASKED);
    }

    @Override
    boolean begins(char c) {
        return c == STX;
    }

    @Override
    boolean ends(String heard) {
        return heard.charAt(0) != STX || heard.length() == COMMAND_BYTES;
    }

    @Override
    Deed obey(String command) {
        if (command.length() < COMMAND_BYTES || command.charAt(1) != ADDRESS) {
            return Deed.NOTHING;
        }
        char letter = command.charAt(COMMAND_AT);
        String asked = "" + ADDRESS + letter;
        if (!command.equals("\2" + asked + YaohuaScale.check(asked) + "\3")) {
            return new Deed.Unknown(Words.NONE);
        }
        return switch (letter) {
            case 'A' -> new Deed.Reply(Words.text(command));
            case 'B' -> new Deed.Tell(shown -> answer(letter, shown, shown.gross()));
            case 'C' -> new Deed.Tell(shown -> answer(letter, shown, tare()));
            case 'D' -> new Deed.Tell(this::frame);
            case 'E', 'F' -> new Deed.Unknown(Words.NONE);
            default -> new Deed.Change(Words.NONE);
        };
    }

    /** The answer to D, what the display's digits say. */
    @Override
    byte[] frame(Shown shown) {
        return answer('D', shown, value(shown));
    }

    private byte[] answer(char letter, Shown shown, BigDecimal value) {
        if (shown.overload()) {
            return new byte[0];
        }
        String body = "" + ADDRESS + letter + YaohuaScale.signedDigits(value, profile.decimals());
        return Words.bytes(STX + body + YaohuaScale.check(body) + "\3");
    }
}
