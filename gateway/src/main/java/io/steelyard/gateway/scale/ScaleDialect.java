package io.steelyard.gateway.scale;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.steelyard.gateway.frame.Decoder;
import io.steelyard.gateway.frame.Dialect;
import io.steelyard.gateway.frame.Protocol;

/**
 * The scale protocols the gateway speaks. Which one a scale uses is configured, never guessed while weighing. Each is
 * one class; everything about it stands there.
 */
public enum ScaleDialect implements Dialect {
    YAOHUA_CONTINUOUS_0(new YaohuaContinuous()),
    YAOHUA_EQUALS_FORWARD(new YaohuaEquals(false)),
    YAOHUA_EQUALS_REVERSED(new YaohuaEquals(true)),
    YAOHUA_A12E(new YaohuaA12()),
    YAOHUA_COMMAND(settings -> new YaohuaCommand(settings.address())),
    TOLEDO_CONTINUOUS(new ToledoContinuous(true)),
    TOLEDO_CONTINUOUS_17(new ToledoContinuous(false)),
    MT_SICS(new MtSics(MtSics.METTLER_TOLEDO)),
    KERN_KCP(new MtSics(MtSics.KERN)),
    AND_STANDARD(new AndStandard()),
    AND_INDICATOR(new AndIndicator()),
    CAS_22(new Cas22()),
    CAS_10(new Cas10()),
    DINI_ARGEO(new DiniArgeo()),
    SMA(new Sma()),
    NCI_ECR(new NciEcr()),
    TOLEDO_8217(new Toledo8217()),
    SARTORIUS_SBI(new SartoriusSbi()),
    OHAUS_3000(new Ohaus3000()),
    OHAUS_BALANCE(new OhausBalance()),
    RICE_LAKE_CONDEC(new RiceLakeCondec()),
    RADWAG(new Radwag()),
    MODBUS_RTU(settings -> new ModbusRtu(settings.address(), settings.registers())),
    HX711(settings -> new Hx711(settings.calibration()));

    private static final Map<String, String> REFUSED = Map.of("dialog-06",
            "is known but not spoken: its record 11 is a challenge that only software under an agreement with the"
                    + " scale's maker can answer; use another output of the scale");

    private final Function<ScaleSettings, ScaleGrammar> grammar;

    ScaleDialect(ScaleGrammar grammar) {
        this(_ -> grammar);
    }

    ScaleDialect(Function<ScaleSettings, ScaleGrammar> grammar) {
        this.grammar = grammar;
    }

    /** The dialect of this name in a configuration. */
    public static Optional<ScaleDialect> named(String wireName) {
        return Arrays.stream(values()).filter(dialect -> dialect.wireName().equals(wireName)).findFirst();
    }

    /**
     * Why a protocol of this name is known and yet not spoken, as the rest of a sentence that begins with the name;
     * empty for every other name.
     */
    public static Optional<String> refusal(String wireName) {
        return Optional.ofNullable(REFUSED.get(wireName));
    }

    /** The protocols that are known and yet not spoken, each with why. */
    public static Map<String, String> refused() {
        return REFUSED;
    }

    /** What the decoders go by of a scale with the usual settings. */
    ScaleGrammar grammar() {
        return grammar.apply(ScaleSettings.USUAL);
    }

    /** A decoder at the start of a stream, for one owner, of a scale with the usual settings. */
    public Decoder<ScaleValue> newDecoder() {
        return newDecoder(ScaleSettings.USUAL);
    }

    /** A decoder for one owner, with the settings of this site's scale; to most dialects they mean nothing. */
    public Decoder<ScaleValue> newDecoder(ScaleSettings settings) {
        return new Decoder<>(grammar.apply(settings));
    }

    @Override
    public Protocol protocol() {
        return protocol(ScaleSettings.USUAL);
    }

    /** What the dialect is beside its frame for a scale with these settings. */
    public Protocol protocol(ScaleSettings settings) {
        return grammar.apply(settings).protocol();
    }

    @Override
    public List<String> tells() {
        return grammar().tells().stream().sorted().map(Tells::text).toList();
    }
}
