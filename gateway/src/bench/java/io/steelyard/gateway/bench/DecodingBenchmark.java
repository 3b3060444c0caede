package io.steelyard.gateway.bench;

import io.steelyard.gateway.frame.Decoder;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Decoding, every dialect side by side in one run, beside what a line can carry and what a station's scales need.
 *
 * <p>One operation is {@link #FRAMES} good frames in the pieces that a port hands over, or each alone where silence tells
 * them apart.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class DecodingBenchmark {
    /** 115,200 baud, ten bits a byte: the fastest line that scales and readers use. */
    private static final double LINE_BYTES_PER_SECOND = 11_520;
    private static final int SCALES = 4;
    private static final int FRAMES_PER_SECOND = 20;
    private static final double PERCENT_MAX = 1;

    private static final int FRAMES = 500;
    /** What a port hands over at a time. */
    private static final int PIECE_BYTES = 32;
    private static final TimeValue ITERATION = TimeValue.milliseconds(400);
    private static final int WARM_UPS = 2;
    private static final int MEASUREMENTS = 3;

    /** Set for each dialect by {@link #main}. */
    @Param("mt-sics")
    private String dialect = "";

    private Decoder<?> decoder = Measured.all().getFirst().decoders().get();
    private boolean silentBetween;
    private List<byte[]> pieces = List.of();

    /** For JMH. */
    public DecodingBenchmark() {}

    /** Lays out the frames. */
    @Setup
    public void layOut() {
        Measured named = Measured.named(dialect);
        decoder = named.decoders().get();
        silentBetween = named.silentBetween();
        pieces = silentBetween ? frames(named).toList() : pieces(named);
    }

    /** Decodes them once. */
    @Benchmark
    public void decode(Blackhole values) {
        for (byte[] piece : pieces) {
            values.consume(decoder.feed(piece, piece.length));
            if (silentBetween) {
                values.consume(decoder.quiet());
            }
        }
    }

    private static Stream<byte[]> frames(Measured measured) {
        List<byte[]> frames = measured.frames();
        return IntStream.range(0, FRAMES).mapToObj(frame -> frames.get(frame % frames.size()));
    }

    private static List<byte[]> pieces(Measured measured) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        frames(measured).forEach(all::writeBytes);
        byte[] bytes = all.toByteArray();
        return IntStream.iterate(0, from -> from < bytes.length, from -> from + PIECE_BYTES)
                .mapToObj(from -> Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PIECE_BYTES)))
                .toList();
    }

    /** Measures every dialect and prints the table; fails if one costs more than it may. */
    public static void main(String[] arguments) throws RunnerException {
        List<Measured> dialects = Measured.all();
        var results = new Runner(new OptionsBuilder().include(DecodingBenchmark.class.getName())
                .param("dialect", dialects.stream().map(Measured::name).toArray(String[]::new)).forks(1)
                .jvmArgsAppend("-XX:+UseSerialGC").warmupIterations(WARM_UPS).warmupTime(ITERATION)
                .measurementIterations(MEASUREMENTS).measurementTime(ITERATION).verbosity(VerboseMode.SILENT).build())
                .run();
        System.out.printf("%-22s %8s %16s %36s%n", "dialect", "MB/s", "x 115,200 baud",
                "% of a core, 4 scales x 20 frames/s");
        double most = 0;
        for (RunResult result : results) {
            Measured measured = Measured.named(result.getParams().getParam("dialect"));
            double framesPerSecond = result.getPrimaryResult().getScore() * FRAMES;
            double bytesPerSecond = framesPerSecond * frames(measured).mapToInt(frame -> frame.length).sum() / FRAMES;
            double percent = 100 * SCALES * FRAMES_PER_SECOND / framesPerSecond;
            System.out.printf("%-22s %8.1f %16.0f %36.5f%n", measured.name(), bytesPerSecond / 1e6,
                    bytesPerSecond / LINE_BYTES_PER_SECOND, percent);
            most = Math.max(most, percent);
        }
        System.out.printf("at most %.5f %% of one core, allowed %.0f %%%n", most, PERCENT_MAX);
        if (most > PERCENT_MAX) {
            System.exit(1);
        }
    }
}
