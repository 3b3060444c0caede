package io.steelyard.sim.device;

import java.math.BigDecimal;

/**
 * A scale that speaks MT-SICS, levels 0 and 1: it answers commands and sends nothing unasked. Commands and answers are
 * upper case, fields parted by one space, closed by CR LF.
 *
 * <pre>
 *  command  answer
 *  S        "S S      7.35 kg" once the load rests; "S I" if it does not within 5 s, or if an S is already waiting
 *  SI       the same at once; "S D      7.30 kg" while the load moves
 *  SIR      as SI, again with every measurement, until S, SI or @
 *  any S…   "S +" above the capacity, "S -" below zero by more than 20 divisions, in place of a value
 *  TA       TA A and the tare
 *  I2 I3 I4 I4 A "serial number", and so on: type, software, serial number
 *  @        resets, and so clears the tare: forgets what is pending and answers as I4
 *  Z ZI T TI TAC TA… D… DW   would change zero, tare or display: Z A, ZI S, T S and the tare, ..., D A
 *  other    ES
 * </pre>
 *
 * The value is ten characters, right aligned. From the MT-SICS reference manual; the 5 s are this model's own setting. Bytes
 * that make no command within 64 are answered with ES.
 */
public sealed class MtSicsScale extends Scale permits KernScale {
    /** How long an {@code S} waits for the load to rest. */
    public static final long STABLE_WITHIN_NANOS = 5_000_000_000L;

    private static final int VALUE_CHARACTERS = 10;

    private final String serialNumber;

    /** A scale of that profile over that platform; it is switched on by the first call of {@code advance}. */
    public MtSicsScale(String name, ScaleProfile profile, Pan pan, String serialNumber) {
        super(name, profile, pan, Mode.ASKED);
        this.serialNumber = serialNumber;
    }

    @Override
    boolean ends(String heard) {
        return heard.endsWith("\n");
    }

    @Override
    Deed obey(String command) {
        if (!command.endsWith("\r\n")) {
            return new Deed.Unknown(line("ES"));
        }
        String words = command.substring(0, command.length() - 2);
        return switch (words) {
            case "S" ->
                new Deed.TellAtRest(Words.NONE, this::frame, line("S I"), line("S I"), STABLE_WITHIN_NANOS);
            case "SI" -> new Deed.Tell(this::frame);
            case "SIR" -> new Deed.Repeat(Words.NONE, this::frame);
            case "TA" -> new Deed.Reply(line("TA A " + amount(tare())));
            case "I2" ->
                new Deed.Reply(line("I2 A \"Steelyard " + profile.max().toPlainString() + " " + profile.unit() + "\""));
            case "I3" -> new Deed.Reply(line("I3 A \"1.00\""));
            case "I4" -> new Deed.Reply(identity());
            case "@" -> new Deed.Change(identity());
            case "Z" -> new Deed.Change(line("Z A"));
            case "ZI" -> new Deed.Change(line("ZI S"));
            case "T", "TI" -> new Deed.Change(line(words + " S " + amount(tare())));
            case "TAC", "DW" -> new Deed.Change(line(words + " A"));
            case String s when s.startsWith("TA ") -> new Deed.Change(line("TA A " + amount(tare())));
            case String s when s.startsWith("D ") -> new Deed.Change(line("D A"));
            default -> new Deed.Unknown(line("ES"));
        };
    }

    @Override
    final byte[] frame(Shown shown) {
        if (shown.overload()) {
            return Words.bytes("S +\r\n");
        }
        if (shown.underload()) {
            return Words.bytes("S -\r\n");
        }
        return Words.bytes("S %s %s\r\n".formatted(shown.motion() ? "D" : "S", amount(value(shown))));
    }

    /** A value with its unit. */
    String amount(BigDecimal value) {
        return Digits.blankFilled(value, VALUE_CHARACTERS) + " " + profile.unit();
    }

    static Words line(String answer) {
        return Words.text(answer + "\r\n");
    }

    private Words identity() {
        return line("I4 A \"" + serialNumber + '"');
    }
}
