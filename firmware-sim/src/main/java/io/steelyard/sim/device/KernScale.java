package io.steelyard.sim.device;

import java.math.BigDecimal;

/**
 * A KERN scale that speaks KCP, the KERN communications protocol: MT-SICS in other hands, with these differences.
 *
 * <pre>
 *  S SI SIR T TI Z ZI I2 I3 I4   as {@link MtSicsScale} has them
 *  I5       I5 A "software identification number"
 *  values   as many characters as they have, not ten: "S S 7.35 kg"
 * </pre>
 *
 * From the KIB-TM and CKE manuals. KCP values are padded on some models and not on others; this one does not pad, so that a
 * host that counts columns is caught. The manual asks for more than 100 ms between two polls and does not say what happens
 * to a host in more of a hurry; here, nothing.
 */
public final class KernScale extends MtSicsScale {
    /** A scale of that profile over that platform; it is switched on by the first call of {@code advance}. */
    public KernScale(String name, ScaleProfile profile, Pan pan, String serialNumber) {
        super(name, profile, pan, serialNumber);
    }

    @Override
    Deed obey(String command) {
        return command.equals("I5\r\n") ? new Deed.Reply(line("I5 A \"1.00\"")) : super.obey(command);
    }

    @Override
    String amount(BigDecimal value) {
        return value.toPlainString() + " " + profile.unit();
    }
}
