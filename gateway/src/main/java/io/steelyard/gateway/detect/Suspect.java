package io.steelyard.gateway.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.steelyard.gateway.detect.Piece.Sense;
import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.frame.Dialect;
import io.steelyard.gateway.frame.Reason;
import io.steelyard.gateway.frame.Reply;
import io.steelyard.gateway.scale.Flag;
import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.scale.ScaleValue;
import io.steelyard.gateway.tag.TagDialect;
import io.steelyard.gateway.tag.TagValue;

/**
 * One dialect as detection sees it: what its decoder makes of bytes. Scales and readers are judged alike.
 *
 * @param name
 *            the dialect's name in a configuration
 * @param scale
 *            whether it is a scale's; a reader's otherwise
 * @param checked
 *            whether a damaged frame is refused by a check
 * @param pieces
 *            what it makes of bytes
 */
record Suspect(String name, boolean scale, boolean checked, Function<Bursts, List<Piece>> pieces) {

    /** A Yaohua "=" frame read the wrong way round has its decimals in front; the indicators show four at most. */
    private static final int YAOHUA_EQUALS_DECIMALS_MAX = 4;
    /** Any text is a scanner's text, any three bytes are a count of an HX711, and Wiegand's words come from pins. */
    private static final Set<Dialect> UNRECOGNISABLE = Set.of(TagDialect.SCANNER, TagDialect.WIEGAND,
            ScaleDialect.HX711);

    /** All that can be found by what they send. */
    static List<Suspect> all() {
        Stream<Suspect> scales = Arrays.stream(ScaleDialect.values()).filter(Suspect::isRecognisable)
                .map(Suspect::of);
        Stream<Suspect> tags = Arrays.stream(TagDialect.values()).filter(Suspect::isRecognisable).map(Suspect::of);
        return Stream.concat(scales, tags).toList();
    }

    private static boolean isRecognisable(Dialect dialect) {
        return !UNRECOGNISABLE.contains(dialect);
    }

    static Suspect of(ScaleDialect dialect) {
        boolean equals = dialect == ScaleDialect.YAOHUA_EQUALS_FORWARD
                || dialect == ScaleDialect.YAOHUA_EQUALS_REVERSED;
        int decimalsMax = equals ? YAOHUA_EQUALS_DECIMALS_MAX : Integer.MAX_VALUE;
        return of(dialect, true,
                bursts -> pieces(dialect, bursts.decodedBy(dialect.newDecoder()),
                        (value, frame) -> scale(dialect, value, frame, decimalsMax)));
    }

    static Suspect of(TagDialect dialect) {
        return of(dialect, false, bursts -> pieces(dialect, bursts.decodedBy(dialect.newDecoder()),
                (value, frame) -> tag(dialect, value, frame)));
    }

    private static Suspect of(Dialect dialect, boolean scale, Function<Bursts, List<Piece>> pieces) {
        return new Suspect(dialect.wireName(), scale, dialect.protocol().checksummed(), pieces);
    }

    private interface Judge<V> {
        Piece judge(V value, byte[] frame);
    }

    /** Who is never asked refuses nothing: an error that such a device reports is no answer to us. */
    private static <V> List<Piece> pieces(Dialect dialect, List<Decoded<V>> found, Judge<V> judge) {
        boolean asked = dialect.protocol().question().isPresent();
        List<Piece> pieces = new ArrayList<>();
        for (Decoded<V> one : found) {
            pieces.add(switch (one) {
                case Decoded.Value<V>(V value, byte[] frame) -> judge.judge(value, frame);
                case Decoded.Garbage<V>(int bytes, Reason reason) when asked && reason == Reason.DEVICE_ERROR ->
                    new Piece.Frame(bytes, Sense.REFUSAL, null);
                case Decoded.Garbage<V>(int bytes, Reason _) -> new Piece.Garbage(bytes);
            });
        }
        return pieces;
    }

    /** Without a check a mere status could be any text; with flags it is at least a status of a load. */
    private static Piece scale(ScaleDialect dialect, ScaleValue value, byte[] frame, int decimalsMax) {
        return switch (value) {
            case ScaleValue.Reading reading when reading.value().scale() > decimalsMax ->
                new Piece.Garbage(frame.length);
            case ScaleValue.Reading reading -> {
                var unit = reading.unit();
                yield new Piece.Frame(frame.length, Sense.VALUE,
                        new Piece.Shape(unit == null ? null : unit.text(), reading.value().scale()));
            }
            case ScaleValue.ScaleStatus(String _, Set<Flag> flags) -> new Piece.Frame(frame.length,
                    flags.isEmpty() && !dialect.protocol().checksummed() ? Sense.ASIDE : Sense.VALUE, null);
            case ScaleValue.ScaleReply(Reply reply) -> reply(dialect, reply, frame);
        };
    }

    private static Piece tag(TagDialect dialect, TagValue value, byte[] frame) {
        return switch (value) {
            case TagValue.TagRead(String scheme, String _, var _) ->
                new Piece.Frame(frame.length, Sense.VALUE, new Piece.Shape(scheme, 0));
            case TagValue.TagStatus(String _) -> new Piece.Frame(frame.length, Sense.VALUE, null);
            case TagValue.TagReply(Reply reply) -> reply(dialect, reply, frame);
        };
    }

    /**
     * What stands in the dialect's question is no answer: another host's, or ours sent back. A plain "OK" without a check is no word of any
     * dialect: modems say it too.
     */
    private static Piece reply(Dialect dialect, Reply reply, byte[] frame) {
        if (reply.refused()) {
            return new Piece.Frame(frame.length, Sense.REFUSAL, null);
        }
        if (!dialect.protocol().checksummed() && frame[0] >= ' ') {
            return new Piece.Garbage(frame.length);
        }
        boolean question = dialect.protocol().question().filter(asked -> isPart(frame, asked.bytes())).isPresent();
        return new Piece.Frame(frame.length,
                dialect.protocol().checksummed() && !question ? Sense.REPLY : Sense.ASIDE, null);
    }

    private static boolean isPart(byte[] frame, byte[] question) {
        return IntStream.rangeClosed(0, question.length - frame.length)
                .anyMatch(at -> Arrays.equals(question, at, at + frame.length, frame, 0, frame.length));
    }
}
