package io.steelyard.sim.script;

import io.steelyard.sim.device.LineRate;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of devices that a script can set up. */
public enum Kind {
    YAOHUA_CONTINUOUS_0("yaohua-continuous-0", Role.SCALE, LineRate.eightN1(9600)),
    YAOHUA_EQUALS_FORWARD("yaohua-equals-forward", Role.SCALE, LineRate.eightN1(9600)),
    YAOHUA_EQUALS_REVERSED("yaohua-equals-reversed", Role.SCALE, LineRate.eightN1(9600)),
    YAOHUA_A12E("yaohua-a12e", Role.SCALE, LineRate.eightN1(9600)),
    YAOHUA_COMMAND("yaohua-command", Role.SCALE, LineRate.eightN1(9600)),
    MT_SICS("mt-sics", Role.SCALE, LineRate.eightN1(9600)),
    KERN_KCP("kern-kcp", Role.SCALE, LineRate.eightN1(9600)),
    TOLEDO_CONTINUOUS("toledo-continuous", Role.SCALE, LineRate.eightN1(9600)),
    AND_STANDARD("and-standard", Role.SCALE, LineRate.sevenAndParity(2400)),
    AND_INDICATOR("and-indicator", Role.SCALE, LineRate.sevenAndParity(2400)),
    CAS_22("cas-22", Role.SCALE, LineRate.eightN1(9600)),
    CAS_10("cas-10", Role.SCALE, LineRate.eightN1(9600)),
    DINI_ARGEO("dini-argeo", Role.SCALE, LineRate.eightN1(9600)),
    SMA("sma", Role.SCALE, LineRate.eightN1(9600)),
    NCI_ECR("nci-ecr", Role.SCALE, LineRate.sevenAndParity(9600)),
    TOLEDO_8217("toledo-8217", Role.SCALE, LineRate.sevenAndParity(9600)),
    SARTORIUS_SBI("sartorius-sbi", Role.SCALE, LineRate.sevenAndParity(1200)),
    OHAUS_3000("ohaus-3000", Role.SCALE, LineRate.eightN1(9600)),
    OHAUS_BALANCE("ohaus-balance", Role.SCALE, LineRate.eightN1(9600)),
    RICE_LAKE_CONDEC("rice-lake-condec", Role.SCALE, LineRate.sevenAndParity(9600)),
    RADWAG("radwag", Role.SCALE, LineRate.eightN1(9600)),
    MODBUS_RTU("modbus-rtu", Role.SCALE, LineRate.eightN1(9600)),
    RDM6300("rdm6300", Role.FIELD_READER, LineRate.eightN1(9600)),
    ID_12LA("id-12la", Role.FIELD_READER, LineRate.eightN1(9600)),
    EM_18("em-18", Role.FIELD_READER, LineRate.eightN1(9600)),
    WL_134("wl-134", Role.FIELD_READER, LineRate.eightN1(9600)),
    FDX_B("fdx-b", Role.FIELD_READER, LineRate.eightN1(9600)),
    PN532("pn532", Role.FIELD_READER, LineRate.eightN1(115_200)),
    R200("r200", Role.FIELD_READER, LineRate.eightN1(115_200)),
    RCP("rcp", Role.FIELD_READER, LineRate.eightN1(115_200)),
    UHF_READER18("uhf-reader18", Role.FIELD_READER, LineRate.eightN1(57_600)),
    MERCURY("mercury", Role.FIELD_READER, LineRate.eightN1(115_200)),
    SCANNER("scanner", Role.SCANNER, LineRate.eightN1(9600)),
    A02YYUW("a02yyuw", Role.SENSOR, LineRate.eightN1(9600)),
    SEN0592("sen0592", Role.SENSOR, LineRate.eightN1(115_200)),
    XY_MD02("xy-md02", Role.SENSOR, LineRate.eightN1(9600));

    /** What can be done to a device. */
    public enum Role {
        /** A load is put on it and taken off. */
        SCALE,
        /** A tag comes into its field and leaves it. */
        FIELD_READER,
        /** A code is held before it. */
        SCANNER,
        /** What it measures changes. */
        SENSOR
    }

    private final String word;
    private final Role role;
    private final LineRate usualLine;

    Kind(String word, Role role, LineRate usualLine) {
        this.word = word;
        this.role = role;
        this.usualLine = usualLine;
    }

    /** As a script writes it. */
    public String word() {
        return word;
    }

    /** What can be done to such a device. */
    public Role role() {
        return role;
    }

    /** The rate that such a device is delivered with; its data and stop bits do not change. */
    public LineRate usualLine() {
        return usualLine;
    }

    /** Whether its menu chooses between being asked and sending by itself. */
    boolean hasMode() {
        return switch (this) {
            case AND_STANDARD, AND_INDICATOR, DINI_ARGEO, SARTORIUS_SBI, OHAUS_3000, OHAUS_BALANCE, RADWAG -> true;
            default -> false;
        };
    }

    /** What it sends after each reading or text unless its menu says otherwise; empty if there is no choice. */
    String usualTerminator() {
        return switch (this) {
            case AND_STANDARD, AND_INDICATOR -> "\r\n";
            case SCANNER -> "\r";
            default -> "";
        };
    }

    /** What the codes look like that are presented to it. */
    CodeForm codeForm() {
        return switch (this) {
            case RDM6300, ID_12LA, EM_18 -> CodeForm.CARD;
            case WL_134, FDX_B -> CodeForm.TRANSPONDER;
            case PN532 -> CodeForm.UID;
            case R200, RCP, UHF_READER18, MERCURY -> CodeForm.EPC;
            default -> CodeForm.TEXT;
        };
    }

    static Optional<Kind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(Kind::word).collect(Collectors.joining(", "));
    }
}
