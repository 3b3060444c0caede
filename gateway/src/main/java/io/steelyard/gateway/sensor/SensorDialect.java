package io.steelyard.gateway.sensor;

import io.steelyard.gateway.frame.Decoder;
import io.steelyard.gateway.frame.Dialect;
import io.steelyard.gateway.frame.Protocol;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The sensor protocols the gateway speaks. Each is one class; everything about it stands there. */
public enum SensorDialect implements Dialect {
    A02YYUW(_ -> new A02yyuw()),
    SEN0592(Sen0592::new),
    XY_MD02(XyMd02::new);

    private final Function<SensorSettings, SensorGrammar> grammar;

    SensorDialect(Function<SensorSettings, SensorGrammar> grammar) {
        this.grammar = grammar;
    }

    /** The dialect of this name in a configuration. */
    public static Optional<SensorDialect> named(String wireName) {
        return Arrays.stream(values()).filter(dialect -> dialect.wireName().equals(wireName)).findFirst();
    }

    /** What such a sensor measures. */
    public Quantity quantity() {
        return grammar.apply(SensorSettings.USUAL).quantity();
    }

    /** A decoder at the start of a stream, for one owner, of a sensor with the usual settings. */
    public Decoder<SensorValue> newDecoder() {
        return newDecoder(SensorSettings.USUAL);
    }

    /** A decoder for one owner, with the settings of this site's sensor; to some dialects they mean nothing. */
    public Decoder<SensorValue> newDecoder(SensorSettings settings) {
        return new Decoder<>(grammar.apply(settings));
    }

    @Override
    public Protocol protocol() {
        return protocol(SensorSettings.USUAL);
    }

    /** What the dialect is beside its frame for a sensor with these settings. */
    public Protocol protocol(SensorSettings settings) {
        return grammar.apply(settings).protocol();
    }

    @Override
    public List<String> tells() {
        return List.of(quantity().text());
    }
}
