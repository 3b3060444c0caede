package io.steelyard.gateway.scale;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.frame.Reason;

/** What a dialect makes of a stream of characters, in a form short enough to compare. */
final class Lines {

    private Lines() {}

    /** The values only. */
    static List<ScaleValue> values(ScaleDialect dialect, String stream) {
        return decoded(dialect, stream).stream().<ScaleValue>mapMulti((decoded, found) -> {
            if (decoded instanceof Decoded.Value<ScaleValue>(ScaleValue value, byte[] _)) {
                found.accept(value);
            }
        }).toList();
    }

    /** The garbage only, as in "18 bad-field". */
    static List<String> garbage(ScaleDialect dialect, String stream) {
        return decoded(dialect, stream).stream().<String>mapMulti((decoded, found) -> {
            if (decoded instanceof Decoded.Garbage<ScaleValue>(int bytes, Reason reason)) {
                found.accept(bytes + " " + reason.text());
            }
        }).toList();
    }

    private static List<Decoded<ScaleValue>> decoded(ScaleDialect dialect, String stream) {
        return ScaleDialectTest.decoded(dialect, stream.getBytes(StandardCharsets.ISO_8859_1));
    }
}
