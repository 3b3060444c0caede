package io.steelyard.gateway.bench;

import io.steelyard.gateway.field.Transcripts;
import io.steelyard.gateway.frame.Decoder;
import io.steelyard.gateway.frame.Dialect;
import io.steelyard.gateway.frame.Sample;
import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.tag.TagDialect;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One dialect under measurement, a scale's or a reader's, found by its name. */
record Measured(Dialect dialect, Supplier<Decoder<?>> decoders, List<Sample> samples) {

    static List<Measured> all() {
        return Stream.concat(
                Stream.of(ScaleDialect.values()).map(one -> new Measured(one, one::newDecoder, samples(one))),
                Stream.of(TagDialect.values()).map(one -> new Measured(one, one::newDecoder, samples(one)))).toList();
    }

    static Measured named(String name) {
        return all().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    String name() {
        return dialect.wireName();
    }

    /** Good frames. */
    List<byte[]> frames() {
        return samples.stream().map(Sample::bytes).toList();
    }

    /** Are its frames told apart by silence? */
    boolean silentBetween() {
        return samples.stream().anyMatch(Sample::afterSilence);
    }

    private static List<Sample> samples(Dialect dialect) {
        return Transcripts.samples(dialect.wireName()).stream().filter(Sample::good).toList();
    }
}
