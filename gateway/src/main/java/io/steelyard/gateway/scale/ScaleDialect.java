package io.steelyard.gateway.scale;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.steelyard.gateway.frame.Decoder;
import io.steelyard.gateway.frame.Grammar;

/** The scale protocols the gateway speaks. Which one a scale uses is configured, never guessed while weighing. */
public enum ScaleDialect {
    YAOHUA_CONTINUOUS("yaohua-continuous", new YaohuaContinuous(), "", "Yaohua XK3190-A26 manual pp. 12-13",
            Trait.CHECK),
    YAOHUA_EQUALS_FORWARD("yaohua-equals-forward", new YaohuaEquals(false), "",
            "Yaohua XK3190-A26 manual pp. 12-13"),
    YAOHUA_EQUALS_REVERSED("yaohua-equals-reversed",
            new YaohuaEquals(true), "", "Yaohua XK3190-A26 manual pp. 12-13"),
    YAOHUA_A12("yaohua-a12",
            new YaohuaA12(), "", "Yaohua XK3190-A12(E) manual p. 13", Trait.UNIT,
            Trait.CHECK),
    YAOHUA_COMMAND("yaohua-command", new YaohuaCommand(),
            YaohuaCommand.GROSS_OF_ADDRESS_1,
            "Yaohua XK3190-A9+ manual p. 11, XK3190-DS3 manual p. 8",
            Trait.CHECK),
    TOLEDO_CONTINUOUS("toledo-continuous",
            new ToledoContinuous(true), "",
            "Mettler-Toledo WILDCAT technical manual pp. 6-4, 6-5", Trait.UNIT,
            Trait.STABILITY, Trait.CHECK),
    TOLEDO_CONTINUOUS_17(
            "toledo-continuous-17", new ToledoContinuous(false), "",
            "Mettler-Toledo WILDCAT technical manual pp. 6-4, 6-5",
            Trait.UNIT, Trait.STABILITY),
    MT_SICS("mt-sics",
            new MtSics(), MtSics.SEND_IMMEDIATELY,
            "Mettler-Toledo GA42 operating instructions p. 31, KERN CKE manual p. 79",
            Trait.UNIT, Trait.STABILITY);

    private enum Trait {
        UNIT,
        STABILITY,
        CHECK
    }

    private final String wireName;
    private final Grammar<ScaleValue> grammar;
    private final String poll;
    private final String document;
    private final List<Trait> traits;

    ScaleDialect(String wireName, Grammar<ScaleValue> grammar, String poll, String document, Trait... traits) {
        this.wireName = wireName;
        this.grammar = grammar;
        this.poll = poll;
        this.document = document;
        this.traits = List.of(traits);
    }

    /** The dialect of this name in a configuration. */
    public static Optional<ScaleDialect> named(String wireName) {
        return Arrays.stream(values()).filter(dialect -> dialect.wireName.equals(wireName)).findFirst();
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
        return poll.isEmpty() ? Optional.empty() : Optional.of(poll.getBytes(StandardCharsets.US_ASCII));
    }

    /** Does a frame say its unit? If not, the configuration must. */
    public boolean carriesUnit() {
        return traits.contains(Trait.UNIT);
    }

    /** Does a frame say whether the weight is stable? If not, the gateway has to see it in the values. */
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
