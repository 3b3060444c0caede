package io.steelyard.sim.device;

/**
 * A CAS indicator (CI, NT, PDI) in its 22-byte format, which sends by itself and hears nothing.
 *
 * <pre>
 *  byte    content
 *  1,2     ST stable, US unstable, OL out of range
 *  3       ,
 *  4,5     GS gross, NT net
 *  6       ,
 *  7       30 and the device's number, here 1
 *  8       lamps, binary: bit 7 = 1, 6 stable, 5 = 0 (1 on some models), 4 hold, 3 printer, 2 gross, 1 tare, 0 zero
 *  9       ,
 *  10..17  value, eight characters with the point, filled with zeros, a minus sign in the first place
 *  18      space
 *  19,20   unit
 *  21,22   CR LF
 * </pre>
 *
 * From the CI-600D, CI-400, PDI and NT-200 manuals. What stands in the digits out of range is in no document read; here they
 * go on, so that a host that overlooks OL is caught, and the stable lamp is off. OL also says underload.
 */
public final class CasScale extends Scale {
    private static final char DEVICE_ONE = 0x31;
    private static final int ALWAYS = 0x80;
    private static final int STABLE = 0x40;
    private static final int GROSS = 0x04;
    private static final int TARE = 0x02;
    private static final int ZERO = 0x01;
    private static final int VALUE_CHARACTERS = 8;

    /** A scale of that profile over that platform; it is switched on by the first call of {@code advance}. */
    public CasScale(String name, ScaleProfile profile, Pan pan) {
        super(name, profile, pan, Mode.STREAM);
    }

    @Override
    byte[] frame(Shown shown) {
        String header = shown.overload() || shown.underload() ? "OL" : shown.motion() ? "US" : "ST";
        int lamps = ALWAYS
                | (header.equals("ST") ? STABLE : 0)
                | (net() ? TARE : GROSS)
                | (shown.gross().signum() == 0 ? ZERO : 0);
        return Words.bytes(header + (net() ? ",NT," : ",GS,") + DEVICE_ONE + (char) lamps + ","
                + Digits.zeroFilledSigned(value(shown), VALUE_CHARACTERS) + " %2s\r\n".formatted(profile.unit()));
    }
}
