package io.steelyard.sim.device;

/**
 * What OHAUS indicators and balances have in common: the commands, closed by CR or CR LF. The formats differ.
 *
 * <pre>
 *  P IP   a reading at once
 *  SP     a reading once the load rests; ES if it does not within 40 s
 *  CP     readings until another command or 0P
 *  0P     ends CP
 *  T xT Z M xM U xU xP …   tare, zero, mode, unit, printing at intervals: would change it; not answered
 *  other  ES
 * </pre>
 *
 * From the 3000 series, RS232 interface and Explorer manuals. The formats have nothing for a load out of range, when no
 * weight is displayed: nothing is sent.
 */
abstract sealed class OhausScale extends Scale permits Ohaus3000Scale, OhausBalanceScale {
    /** How long an {@code SP} waits for the load to rest. */
    static final long STABLE_WITHIN_NANOS = 40_000_000_000L;

    OhausScale(String name, ScaleProfile profile, Pan pan, Mode mode) {
        super(name, profile, pan, mode);
    }

    @Override
    final Deed obey(String command) {
        return switch (word(command)) {
            case "" -> Deed.NOTHING;
            case "P", "IP" -> new Deed.Tell(this::frame);
            case "SP" -> new Deed.TellAtRest(Words.NONE, this::frame, Words.text("ES\r\n"), Words.NONE,
                    STABLE_WITHIN_NANOS);
            case "CP" -> new Deed.Repeat(Words.NONE, this::frame);
            case "0P" -> new Deed.Stop(Words.NONE);
            case String s when s.matches("[0-9.]*[TMU]|Z|[0-9]+P|SLZ?P") -> new Deed.Change(Words.NONE);
            default -> new Deed.Unknown(Words.text("ES\r\n"));
        };
    }

    @Override
    final byte[] frame(Shown shown) {
        return shown.overload() || shown.underload() ? new byte[0] : Words.bytes(reading(shown) + "\r\n");
    }

    /** A line of the format, without CR LF; the load is in range. */
    abstract String reading(Shown shown);
}
