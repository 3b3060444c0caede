package io.steelyard.gateway.tag;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.steelyard.gateway.frame.Decoder;
import io.steelyard.gateway.frame.Dialect;
import io.steelyard.gateway.frame.Protocol;

/**
 * The reader protocols the gateway speaks. Which one a reader uses is configured: some share an envelope. Each is one
 * class; everything about it stands there.
 */
public enum TagDialect implements Dialect {
    RDM6300(Em4100Framed.RDM6300),
    ID_12LA(Em4100Framed.ID_12LA),
    EM_18(new Em18()),
    WL_134(new Wl134()),
    FDX_B(new FdxB()),
    PN532(new Pn532()),
    R200(new UhfR200()),
    RCP(new Rcp()),
    UHF_READER18(new UhfReader18()),
    MERCURY(new Mercury()),
    WIEGAND(new Wiegand()),
    SCANNER(TextLine::new);

    private final Function<ScannerSettings, TagGrammar> grammar;

    TagDialect(TagGrammar grammar) {
        this(_ -> grammar);
    }

    TagDialect(Function<ScannerSettings, TagGrammar> grammar) {
        this.grammar = grammar;
    }

    /** The dialect of this name in a configuration. */
    public static Optional<TagDialect> named(String wireName) {
        return Arrays.stream(values()).filter(dialect -> dialect.wireName().equals(wireName)).findFirst();
    }

    /** A decoder at the start of a stream, for one owner; a scanner's has the usual settings. */
    public Decoder<TagValue> newDecoder() {
        return newDecoder(ScannerSettings.USUAL);
    }

    /** A decoder for one owner, with the settings of this site's scanner; to other dialects they mean nothing. */
    public Decoder<TagValue> newDecoder(ScannerSettings settings) {
        return new Decoder<>(grammar.apply(settings));
    }

    /** What its decoders go by, with the usual settings. */
    TagGrammar grammar() {
        return grammar.apply(ScannerSettings.USUAL);
    }

    @Override
    public Protocol protocol() {
        return grammar().protocol();
    }

    @Override
    public List<String> tells() {
        return grammar().schemes();
    }
}
