package io.steelyard.gateway.frame;

import java.util.List;
import java.util.Locale;

/** What every entry of the lists of dialects says of itself. */
public interface Dialect {

    /** The entry's name in the program. */
    String name();

    /** The name in configurations, on the command line and of the transcript: the entry's name in small letters. */
    default String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the dialect is beside its frame. */
    Protocol protocol();

    /** What a frame can say, in a few words each. */
    List<String> tells();
}
