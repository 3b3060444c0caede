package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.field.Transcripts;
import io.steelyard.gateway.frame.Dialect;
import io.steelyard.gateway.frame.Phantoms;
import io.steelyard.gateway.frame.Sample;
import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.scale.ScaleValue;
import io.steelyard.gateway.tag.TagDialect;
import io.steelyard.gateway.tag.TagValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A process of its own, so that its heap can be small: noise and damage into every decoder, and the table of what came out. */
final class NoiseRun {
    private static final String HEAD = """
            Weights and codes that the decoders made of bytes in which there were none.

            random   %,d random bytes: frames put to the check, frames that passed it (whatever they say), phantoms
            damaged  %,d bytes of damaged sample frames: frames, those that kept their shape and were put to the check, those
                     whose errors cancel in each column of bits (an exclusive-or sees none of them, a sum few), phantoms, and
                     the most that the check's width allows: the unseen, one in 2^n of the judged, and six sigma
            A phantom is a weight or a code that no sample says. Without a check, a damaged digit is another digit: what
            protects a weight then are the rules of a weighing (DamagedLineTest), and a code its pattern in the configuration.
            Three bytes of an hx711 are a conversion, whatever they are.

            dialect                 check | random:  judged  passed  phantoms | damaged:  frames  judged  unseen  phantoms  at most
            """;

    private NoiseRun() {}

    public static void main(String[] arguments) throws IOException {
        int bytes = Integer.parseInt(arguments[0]);
        var lines = new ArrayList<String>();
        lines.add(String.format(Locale.ROOT, HEAD, bytes, bytes).stripTrailing());
        dialects().forEach(dialect -> lines.add(line(dialect, bytes)));
        Files.write(Path.of(arguments[1]), lines);
    }

    private static Stream<Phantoms<?>> dialects() {
        return Stream.concat(Stream.of(ScaleDialect.values()).map(NoiseRun::phantoms),
                Stream.of(TagDialect.values()).map(NoiseRun::phantoms));
    }

    private static Phantoms<ScaleValue> phantoms(ScaleDialect dialect) {
        return new Phantoms<>(dialect.wireName(), dialect.protocol().checkBits(), dialect::newDecoder,
                samples(dialect), ScaleValue.Reading.class::isInstance);
    }

    private static Phantoms<TagValue> phantoms(TagDialect dialect) {
        // a tag of the R200 has a CRC of its own under the frame's sum
        int checkBits = dialect.protocol().checkBits() + (dialect == TagDialect.R200 ? Short.SIZE : 0);
        return new Phantoms<>(dialect.wireName(), checkBits, dialect::newDecoder, samples(dialect),
                TagValue.TagRead.class::isInstance);
    }

    private static List<byte[]> samples(Dialect dialect) {
        return Transcripts.samples(dialect.wireName()).stream().filter(Sample::good).map(Sample::bytes).toList();
    }

    private static String line(Phantoms<?> dialect, int bytes) {
        var noise = dialect.ofNoise(bytes);
        var damaged = dialect.ofDamage(bytes);
        boolean checked = dialect.checkBits() > 0;
        if (checked) {
            assertEquals(0, noise.phantoms(), () -> dialect.dialect() + " makes phantoms of random bytes");
            assertTrue(damaged.phantoms() <= dialect.atMost(damaged), () -> dialect.dialect() + " makes "
                    + damaged.phantoms() + " phantoms, its check allows " + dialect.atMost(damaged));
        }
        return String.format(Locale.ROOT, "%-22s %3s bit | %16d %7d %9d | %16d %7d %7d %9d %8s", dialect.dialect(),
                checked ? dialect.checkBits() : "no", noise.judged(), noise.passed(), noise.phantoms(),
                damaged.frames(), damaged.judged(), damaged.unseen(), damaged.phantoms(),
                checked ? dialect.atMost(damaged) : "-");
    }
}
