package io.steelyard.sim.device;

import java.math.BigDecimal;

/**
 * A Dini Argeo indicator with an alibi memory: it answers, or sends by itself if its menu says so.
 *
 * <pre>
 *  HH,KK,PPPPPPPP,UM CR LF
 *     HH        ST stable, US unstable, OL over, UL under
 *     KK        GS gross, NT net
 *     PPPPPPPP  value, right aligned
 *     UM        unit: kg, " g"
 *
 *  READ R    a reading
 *  REXT      1,HH,net in 10,YY and tare in 10,0,0,UM      YY: PT for a keyed-in tare, else two spaces
 *  PID       keeps the gross weight in the alibi memory:
 *            PIDHH,1,gross in 10 and UM,YY tare in 10 and UM,ID
 *            ID is XXXXX-YYYYYY, memory and a number that counts; NO if nothing was kept, because the gross weight is
 *            negative, unstable or out of range
 *  VER       VER,1.00,SIM
 *  TARE T ZERO Z CLEAR C NTGS TMAN… W… ALDL    would change it: OK
 *  other     ERR04
 * </pre>
 *
 * From the 3590 technical manual and the DGT and DFW protocol descriptions. No address, which RS-485 would prefix. The
 * digits go on out of range, which is in no document read, so that a host that overlooks the header is caught. Reading
 * the alibi memory back (ALRD) and dated records (PIDD, REXD) are not modelled.
 */
public final class DiniArgeoScale extends Scale {
    private static final int VALUE_CHARACTERS = 8;
    private static final int LONG_VALUE_CHARACTERS = 10;

    private int alibiRecords;

    /** An indicator of that profile over that platform; it is switched on by the first call of {@code advance}. */
    public DiniArgeoScale(String name, ScaleProfile profile, Pan pan, Mode mode) {
        super(name, profile, pan, mode);
    }

    @Override
    Deed obey(String command) {
        return switch (word(command)) {
            case "" -> Deed.NOTHING;
            case "READ", "R" -> new Deed.Tell(this::frame);
            case "REXT" -> new Deed.Tell(this::extended);
            case "PID" -> new Deed.Tell(this::alibi);
            case "VER" -> new Deed.Reply(Words.text("VER,1.00,SIM\r\n"));
            case "TARE", "T", "ZERO", "Z", "CLEAR", "C", "NTGS", "ALDL" -> new Deed.Change(Words.text("OK\r\n"));
            case String s when s.matches("(TMAN|W)[0-9.]+") -> new Deed.Change(Words.text("OK\r\n"));
            default -> new Deed.Unknown(Words.text("ERR04\r\n"));
        };
    }

    @Override
    byte[] frame(Shown shown) {
        return Words.bytes(status(shown) + (net() ? ",NT," : ",GS,")
                + Digits.blankFilled(value(shown), VALUE_CHARACTERS) + "," + unit() + "\r\n");
    }

    private byte[] extended(Shown shown) {
        return Words.bytes("1," + status(shown) + "," + inTen(value(shown)) + "," + keyedTare() + ",0,0," + unit()
                + "\r\n");
    }

    private byte[] alibi(Shown shown) {
        boolean kept = status(shown).equals("ST") && shown.gross().signum() >= 0;
        if (kept) {
            alibiRecords++;
        }
        return Words.bytes("PID" + status(shown) + ",1," + inTen(shown.gross()) + unit() + "," + keyedTare() + unit()
                + "," + (kept ? "00000-%06d".formatted(alibiRecords) : "NO") + "\r\n");
    }

    private static String status(Shown shown) {
        if (shown.overload()) {
            return "OL";
        }
        if (shown.underload()) {
            return "UL";
        }
        return shown.motion() ? "US" : "ST";
    }

    private String keyedTare() {
        return (net() ? "PT" : "  ") + inTen(tare());
    }

    private static String inTen(BigDecimal value) {
        return Digits.blankFilled(value, LONG_VALUE_CHARACTERS);
    }

    private String unit() {
        return "%2s".formatted(profile.unit());
    }
}
