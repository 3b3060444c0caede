package io.steelyard.gateway.field;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;

import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.frame.Decoder;
import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.sensor.SensorDialect;
import io.steelyard.gateway.tag.TagDialect;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code steelyard decode}: says what bytes mean in a dialect. Reads standard input to its end, as it comes, and
 * prints a line of JSON for each value and each run of garbage. The end of the input is silence on the line.
 *
 * <p>Exit codes: 0 read to the end, 2 asked wrongly, 3 the input or the output failed.
 */
@Command(name = "decode", description = "Says what bytes on standard input mean, one line of JSON each.")
public final class DecodeCommand implements Callable<Integer> {

    /** A line of a transcript that pauses longer than this was silent, as the station takes it. */
    static final long SILENCE_MICROS = 500_000;

    private static final int READ_BYTES = 4096;
    private static final int CANNOT_READ = 3;

    private final InputStream input;

    // set by picocli for one run
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--dialect", required = true, paramLabel = "NAME", completionCandidates = DialectNames.class, //
            description = "The protocol of the bytes: ${COMPLETION-CANDIDATES}.")
    private String dialect = "";

    @Option(names = "--hex", description = "The input is hex digits, with white space between bytes if you like.")
    private boolean hex;

    @Option(names = "--transcript", description = {"The input is a transcript, as `steelyard record` keeps it:",
            "its bytes from the device are decoded, and a pause of more than half a second is silence."})
    private boolean transcript;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean helpRequested;

    /** Decodes the process's standard input. */
    public DecodeCommand() {
        this(System.in);
    }

    /** Decodes {@code input}; the caller closes it. */
    public DecodeCommand(InputStream input) {
        this.input = input;
    }

    /** All names that {@code --dialect} knows, scales first. */
    static final class DialectNames implements Iterable<String> {
        static List<String> all() {
            Stream<String> scales = Arrays.stream(ScaleDialect.values()).map(ScaleDialect::wireName);
            Stream<String> tags = Arrays.stream(TagDialect.values()).map(TagDialect::wireName);
            Stream<String> sensors = Arrays.stream(SensorDialect.values()).map(SensorDialect::wireName);
            return Stream.of(scales, tags, sensors).flatMap(Function.identity()).toList();
        }

        @Override
        public Iterator<String> iterator() {
            return all().iterator();
        }
    }

    @Override
    public Integer call() {
        if (hex && transcript) {
            return fail(ExitCode.USAGE, "the input is either --hex or a --transcript, whose bytes are in hex anyway.");
        }
        Optional<ScaleDialect> scale = ScaleDialect.named(dialect);
        Optional<TagDialect> tag = TagDialect.named(dialect);
        if (scale.isPresent()) {
            return run(scale.get().newDecoder(), DecodedJson::scale);
        }
        if (tag.isPresent()) {
            return run(tag.get().newDecoder(), DecodedJson::tag);
        }
        Optional<SensorDialect> sensor = SensorDialect.named(dialect);
        if (sensor.isPresent()) {
            return run(sensor.get().newDecoder(), DecodedJson::sensor);
        }
        Optional<String> refusal = ScaleDialect.refusal(dialect);
        if (refusal.isPresent()) {
            return fail(ExitCode.USAGE, "the dialect \"" + dialect + "\" " + refusal.get() + ".");
        }
        return fail(ExitCode.USAGE, "there is no dialect \"" + dialect + "\"; the dialects are "
                + String.join(", ", DialectNames.all()) + ".");
    }

    private <V> int run(Decoder<V> decoder, Function<Decoded<V>, String> line) {
        try {
            return transcript ? replay(decoder, line) : copy(hex ? new HexInput(input) : input, decoder, line);
        } catch (HexInput.NotHex | Transcript.Faulty notAsSaid) {
            return fail(ExitCode.USAGE, String.valueOf(notAsSaid.getMessage()));
        } catch (IOException failed) {
            return fail(CANNOT_READ, "reading standard input failed: " + failed.getMessage() + ".");
        }
    }

    private <V> int copy(InputStream bytes, Decoder<V> decoder, Function<Decoded<V>, String> line) throws IOException {
        byte[] block = new byte[READ_BYTES];
        boolean heard = true;
        int read = 0;
        while (heard && read >= 0) {
            heard = printed(decoder.feed(block, read), line);
            read = heard ? bytes.read(block) : read;
        }
        return finish(heard, decoder, line);
    }

    private <V> int replay(Decoder<V> decoder, Function<Decoded<V>, String> line) throws IOException {
        var lines = new Transcript.Lines(new InputStreamReader(input, StandardCharsets.UTF_8));
        boolean heard = true;
        long heardMicros = 0;
        for (var entry = lines.next(); heard && entry != null; entry = lines.next()) {
            if (entry instanceof Transcript.Entry.Heard(long atMicros, byte[] bytes)) {
                boolean silence = atMicros - heardMicros > SILENCE_MICROS;
                heard = (!silence || printed(decoder.quiet(), line))
                        && printed(decoder.feed(bytes, bytes.length), line);
                heardMicros = atMicros;
            }
        }
        return finish(heard, decoder, line);
    }

    private <V> int finish(boolean heard, Decoder<V> decoder, Function<Decoded<V>, String> line) {
        return heard && printed(decoder.quiet(), line)
                ? ExitCode.OK
                : fail(CANNOT_READ, "writing standard output failed: its reader is gone.");
    }

    /** Prints and flushes; false when the output is gone (a closed pipe). */
    private <V> boolean printed(List<Decoded<V>> found, Function<Decoded<V>, String> line) {
        PrintWriter out = spec.commandLine().getOut();
        found.forEach(decoded -> out.print(line.apply(decoded) + "\n"));
        return !out.checkError();
    }

    private int fail(int exitCode, String sentence) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("decode: " + sentence);
        err.flush();
        return exitCode;
    }
}
