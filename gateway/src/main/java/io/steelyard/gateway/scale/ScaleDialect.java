package io.steelyard.gateway.scale;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.steelyard.gateway.frame.Decoder;
import io.steelyard.gateway.frame.Grammar;

/** The scale protocols the gateway speaks. Which one a scale uses is configured, never guessed while weighing. */
public enum ScaleDialect {
    /** {@link YaohuaContinuous}. */
    YAOHUA_CONTINUOUS_0("yaohua-continuous-0", new YaohuaContinuous(), "", Usual.YAOHUA, Document.YAOHUA_A26,
            Trait.CHECK),
    /** {@link YaohuaEquals}, most significant digit first. */
    YAOHUA_EQUALS_FORWARD("yaohua-equals-forward", new YaohuaEquals(false), "", Usual.YAOHUA, Document.YAOHUA_A26),
    /** {@link YaohuaEquals}, least significant digit first. */
    YAOHUA_EQUALS_REVERSED("yaohua-equals-reversed", new YaohuaEquals(true), "", Usual.YAOHUA, Document.YAOHUA_A26),
    /** {@link YaohuaA12}. */
    YAOHUA_A12E("yaohua-a12e", new YaohuaA12(), "", Usual.YAOHUA, Document.YAOHUA_A12E, Trait.UNIT, Trait.CHECK),
    /** {@link YaohuaCommand}. */
    YAOHUA_COMMAND("yaohua-command", new YaohuaCommand(), YaohuaCommand.GROSS_OF_ADDRESS_1, Usual.YAOHUA,
            Document.YAOHUA_A9,
            Trait.CHECK),
    /** {@link ToledoContinuous} with its check character. */
    TOLEDO_CONTINUOUS("toledo-continuous", new ToledoContinuous(true), "", Usual.TOLEDO, Document.TOLEDO, Trait.UNIT,
            Trait.STABILITY, Trait.CHECK),
    /** {@link ToledoContinuous} set up without a check character. */
    TOLEDO_CONTINUOUS_17("toledo-continuous-17", new ToledoContinuous(false), "", Usual.TOLEDO, Document.TOLEDO,
            Trait.UNIT,
            Trait.STABILITY),
    /** {@link MtSics}. */
    MT_SICS("mt-sics", new MtSics(), MtSics.SEND_IMMEDIATELY, Usual.EIGHT_N_1, Document.MT_SICS, Trait.UNIT,
            Trait.STABILITY),
    /** KERN's command protocol: {@link MtSics} under another name. */
    KERN_KCP("kern-kcp", new MtSics(), MtSics.SEND_IMMEDIATELY, Usual.EIGHT_N_1, Document.KERN_KCP, Trait.UNIT,
            Trait.STABILITY),
    /** {@link AndStandard}. */
    AND_STANDARD("and-standard", new AndStandard(), AndStandard.SEND_IMMEDIATELY, Usual.AND, Document.AND_BALANCE,
            Trait.UNIT,
            Trait.STABILITY),
    /** {@link AndIndicator}. */
    AND_INDICATOR("and-indicator", new AndIndicator(), AndIndicator.SEND_DISPLAYED, Usual.AND, Document.AND_INDICATOR,
            Trait.UNIT,
            Trait.STABILITY),
    /** {@link Cas22}. */
    CAS_22("cas-22", new Cas22(), "", Usual.EIGHT_N_1, Document.CAS, Trait.UNIT, Trait.STABILITY),
    /** {@link Cas10}. */
    CAS_10("cas-10", new Cas10(), "", Usual.EIGHT_N_1, Document.CAS),
    /** {@link DiniArgeo}. */
    DINI_ARGEO("dini-argeo", new DiniArgeo(), DiniArgeo.READ, Usual.EIGHT_N_1, Document.DINI_ARGEO, Trait.UNIT,
            Trait.STABILITY),
    /** {@link Sma}. */
    SMA("sma", new Sma(), Sma.SEND_DISPLAYED, Usual.EIGHT_N_1, Document.SMA, Trait.UNIT, Trait.STABILITY),
    /** {@link NciEcr}. */
    NCI_ECR("nci-ecr", new NciEcr(), NciEcr.SEND_WEIGHT, Usual.CHECKOUT, Document.ECR, Trait.UNIT, Trait.STABILITY),
    /** {@link Toledo8217}. */
    TOLEDO_8217("toledo-8217", new Toledo8217(), Toledo8217.SEND_WEIGHT, Usual.CHECKOUT, Document.TOLEDO_8217,
            Trait.UNIT,
            Trait.STABILITY),
    /** {@link SartoriusSbi}. */
    SARTORIUS_SBI("sartorius-sbi", new SartoriusSbi(), SartoriusSbi.PRINT, Usual.SARTORIUS, Document.SARTORIUS,
            Trait.UNIT,
            Trait.STABILITY),
    /** {@link Ohaus3000}. */
    OHAUS_3000("ohaus-3000", new Ohaus3000(), Ohaus3000.PRINT_IMMEDIATELY, Usual.EIGHT_N_1, Document.OHAUS_3000,
            Trait.UNIT,
            Trait.STABILITY),
    /** {@link OhausBalance}. */
    OHAUS_BALANCE("ohaus-balance", new OhausBalance(), Ohaus3000.PRINT_IMMEDIATELY, Usual.EIGHT_N_1,
            Document.OHAUS_BALANCE, Trait.UNIT,
            Trait.STABILITY),
    /** {@link RiceLakeCondec}. */
    RICE_LAKE_CONDEC("rice-lake-condec", new RiceLakeCondec(), "", Usual.RICE_LAKE, Document.RICE_LAKE, Trait.UNIT,
            Trait.STABILITY),
    /** {@link Radwag}. */
    RADWAG("radwag", new Radwag(), Radwag.SEND_IMMEDIATELY, Usual.EIGHT_N_1, Document.RADWAG, Trait.UNIT,
            Trait.STABILITY),
    /** {@link ModbusRtu} with {@link RegisterMap#CHINESE_MODULE}. */
    MODBUS_RTU("modbus-rtu", new ModbusRtu(RegisterMap.CHINESE_MODULE), RegisterMap.CHINESE_MODULE.request(),
            Usual.EIGHT_N_1, Document.MODBUS, Trait.STABILITY, Trait.CHECK);

    private static final Duration POLL_EVERY = Duration.ofMillis(100);
    /** Answers that take longer than the usual pause: 153 bytes of Modbus, 16 at 1200 baud, checkout scales. */
    private static final Duration POLL_SLOWLY_EVERY = Duration.ofMillis(250);

    private static final String DIALOG_06 = "dialog-06";
    private static final String DIALOG_06_REFUSAL = "is known but not spoken: its record 11 is a challenge that only"
            + " software under an agreement with the scale's maker can answer; use another output of the scale";

    /** How such devices leave the factory, the likeliest first; most can be set otherwise in a menu. */
    private static final class Usual {
        static final String EIGHT_N_1 = "9600 8N1";
        static final String YAOHUA = "9600 8N1, 4800 8N1, 2400 8N1, 1200 8N1, 600 8N1";
        static final String TOLEDO = "9600 8N1, 9600 7E1, 4800 7E1, 4800 8N1, 2400 7E1, 1200 7E1";
        static final String AND = "2400 7E1, 9600 8N1";
        static final String CHECKOUT = "9600 7E1";
        static final String SARTORIUS = "1200 7O1, 9600 8N1";
        static final String RICE_LAKE = "9600 7O1";
    }

    private static final class Document {
        static final String YAOHUA_A26 = "Yaohua XK3190-A26 manual pp. 12-13";
        static final String YAOHUA_A12E = "Yaohua XK3190-A12(E) manual p. 13";
        static final String YAOHUA_A9 = "Yaohua XK3190-A9+ manual p. 11, XK3190-DS3 manual p. 8";
        static final String TOLEDO = "Mettler-Toledo WILDCAT technical manual pp. 6-4, 6-5";
        static final String MT_SICS = "Mettler-Toledo GA42 operating instructions p. 31";
        static final String KERN_KCP = "KERN CKE manual p. 79";
        static final String AND_BALANCE = "A&D GC series manual p. 51";
        static final String AND_INDICATOR = "A&D AD-4402 manual p. 80, AD-4406 manual pp. 45-46";
        static final String CAS = "CAS CI-600D manual p. 74";
        static final String DINI_ARGEO = "Dini Argeo 3590 technical manual E-AF03 pp. 65, 69, 81";
        static final String SMA = "Sartorius PR 5220 manual p. 130";
        static final String ECR = "OHAUS Aviator 7000 service manual pp. 47-49";
        static final String TOLEDO_8217 = "Mettler-Toledo DIVA service manual pp. 39, 44, 45";
        static final String SARTORIUS = "Sartorius LE2202S manual p. 51, GC803S manual p. 57";
        static final String OHAUS_3000 = "OHAUS 3000 series indicators manual p. 35";
        static final String OHAUS_BALANCE = "OHAUS RS232 interface manual p. EN-3";
        static final String RICE_LAKE = "Rice Lake IQ 700 installation manual p. 62";
        static final String RADWAG = "RADWAG WLT-L manual p. 80";
        static final String MODBUS = "Modbus Application Protocol V1.1b3 p. 15; aje/scale-docs docs/status.md";
    }

    private enum Trait {
        UNIT,
        STABILITY,
        CHECK
    }

    private final String wireName;
    private final Grammar<ScaleValue> grammar;
    private final String poll;
    private final List<String> usualLines;
    private final String document;
    private final List<Trait> traits;

    ScaleDialect(String wireName, Grammar<ScaleValue> grammar, String poll, String usualLines, String document,
            Trait... traits) {
        this.wireName = wireName;
        this.grammar = grammar;
        this.poll = poll;
        this.usualLines = List.of(usualLines.split(", "));
        this.document = document;
        this.traits = List.of(traits);
    }

    /** The dialect of this name in a configuration. */
    public static Optional<ScaleDialect> named(String wireName) {
        return Arrays.stream(values()).filter(dialect -> dialect.wireName.equals(wireName)).findFirst();
    }

    /**
     * Why a protocol of this name is known and yet not spoken, as the rest of a sentence that begins with the name;
     * empty for every other name.
     */
    public static Optional<String> refusal(String wireName) {
        return wireName.equals(DIALOG_06) ? Optional.of(DIALOG_06_REFUSAL) : Optional.empty();
    }

    /** The name in configuration and on the command line. */
    public String wireName() {
        return wireName;
    }

    /** A decoder at the start of a stream, for one owner. */
    public Decoder<ScaleValue> newDecoder() {
        return new Decoder<>(grammar);
    }

    /** What to send when the device speaks only when asked. It only reads; nothing here ever changes a device. */
    public Optional<byte[]> poll() {
        return poll.isEmpty() ? Optional.empty() : Optional.of(poll.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** How often to ask unless the configuration says otherwise: no faster than the slowest usual line can answer. */
    public Duration pollEvery() {
        return switch (this) {
            case NCI_ECR, TOLEDO_8217, SARTORIUS_SBI, MODBUS_RTU -> POLL_SLOWLY_EVERY;
            default -> POLL_EVERY;
        };
    }

    /** The line settings such devices usually have, the likeliest first, each as {@code 9600 8N1}. */
    public List<String> usualLines() {
        return usualLines;
    }

    /** Does a frame that may be captured say its unit? If not, the configuration must. */
    public boolean carriesUnit() {
        return traits.contains(Trait.UNIT);
    }

    /** Does a frame that may be captured say that the weight is stable? If not, the values must show it. */
    public boolean carriesStability() {
        return traits.contains(Trait.STABILITY);
    }

    /** Does a frame have a check, so that a damaged one is refused? */
    public boolean checksummed() {
        return traits.contains(Trait.CHECK);
    }

    /** The document the dialect was written from. */
    public String document() {
        return document;
    }
}
