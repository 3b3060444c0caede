package io.steelyard.gateway.scale;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.steelyard.gateway.frame.Decoder;
import io.steelyard.gateway.frame.Grammar;

/** The scale protocols the gateway speaks. Which one a scale uses is configured, never guessed while weighing. */
public enum ScaleDialect {
    /** {@link YaohuaContinuous}. */
    YAOHUA_CONTINUOUS_0("yaohua-continuous-0", new YaohuaContinuous(), "", Document.YAOHUA_A26, Trait.CHECK),
    /** {@link YaohuaEquals}, most significant digit first. */
    YAOHUA_EQUALS_FORWARD("yaohua-equals-forward", new YaohuaEquals(false), "", Document.YAOHUA_A26),
    /** {@link YaohuaEquals}, least significant digit first. */
    YAOHUA_EQUALS_REVERSED("yaohua-equals-reversed", new YaohuaEquals(true), "", Document.YAOHUA_A26),
    /** {@link YaohuaA12}. */
    YAOHUA_A12E("yaohua-a12e", new YaohuaA12(), "", Document.YAOHUA_A12E, Trait.UNIT, Trait.CHECK),
    /** {@link YaohuaCommand}. */
    YAOHUA_COMMAND("yaohua-command", new YaohuaCommand(), YaohuaCommand.GROSS_OF_ADDRESS_1, Document.YAOHUA_A9,
            Trait.CHECK),
    /** {@link ToledoContinuous} with its check character. */
    TOLEDO_CONTINUOUS("toledo-continuous", new ToledoContinuous(true), "", Document.TOLEDO, Trait.UNIT,
            Trait.STABILITY, Trait.CHECK),
    /** {@link ToledoContinuous} set up without a check character. */
    TOLEDO_CONTINUOUS_17("toledo-continuous-17", new ToledoContinuous(false), "", Document.TOLEDO, Trait.UNIT,
            Trait.STABILITY),
    /** {@link MtSics}. */
    MT_SICS("mt-sics", new MtSics(), MtSics.SEND_IMMEDIATELY, Document.MT_SICS, Trait.UNIT, Trait.STABILITY),
    /** KERN's command protocol: {@link MtSics} under another name. */
    KERN_KCP("kern-kcp", new MtSics(), MtSics.SEND_IMMEDIATELY, Document.KERN_KCP, Trait.UNIT, Trait.STABILITY);

    private static final class Document {
        static final String YAOHUA_A26 = "Yaohua XK3190-A26 manual pp. 12-13";
        static final String YAOHUA_A12E = "Yaohua XK3190-A12(E) manual p. 13";
        static final String YAOHUA_A9 = "Yaohua XK3190-A9+ manual p. 11, XK3190-DS3 manual p. 8";
        static final String TOLEDO = "Mettler-Toledo WILDCAT technical manual pp. 6-4, 6-5";
        static final String MT_SICS = "Mettler-Toledo GA42 operating instructions p. 31";
        static final String KERN_KCP = "KERN CKE manual p. 79";
    }

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
