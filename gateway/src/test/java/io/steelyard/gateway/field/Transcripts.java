package io.steelyard.gateway.field;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.frame.Sample;
import io.steelyard.gateway.scale.ScaleValue;
import io.steelyard.gateway.sensor.SensorValue;
import io.steelyard.gateway.tag.TagValue;

/** The transcript of each dialect as its tests use it: where every sample frame and its meaning come from. */
public final class Transcripts {

    private static final Path FOLDER = Path.of("..", "firmware-sim", "transcripts");
    private static final String ENDING = ".txt";

    private Transcripts() {}

    /** The names of all transcripts there are. */
    public static Set<String> names() {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> String.valueOf(file.getFileName())).map(name -> name.replace(ENDING, ""))
                    .collect(Collectors.toSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Where a dialect's transcript is. */
    static Path file(String dialect) {
        return FOLDER.resolve(dialect + ENDING);
    }

    /** Every sample of a dialect; what is heard without a line that it must give is a fault. */
    public static List<Sample> samples(String dialect) {
        List<Sample> samples = new ArrayList<>();
        var bytes = new ByteArrayOutputStream();
        List<String> lines = new ArrayList<>();
        boolean silence = false;
        long heardMicros = 0;
        for (var entry : entries(dialect)) {
            switch (entry) {
                case Transcript.Entry.Heard(long atMicros, byte[] heard) -> {
                    if (!lines.isEmpty()) {
                        samples.add(new Sample(bytes.toByteArray(), List.copyOf(lines), silence));
                        bytes.reset();
                        lines.clear();
                    }
                    silence = bytes.size() == 0 ? atMicros - heardMicros > DecodeCommand.SILENCE_MICROS : silence;
                    heardMicros = atMicros;
                    bytes.writeBytes(heard);
                }
                case Transcript.Entry.Expected(String json) -> lines.add(json);
                case Transcript.Entry.Sent _ -> {
                    // what the host says decodes to nothing
                }
            }
        }
        if (lines.isEmpty()) {
            throw new AssertionError(dialect + ": the transcript ends in bytes without what they must give");
        }
        samples.add(new Sample(bytes.toByteArray(), List.copyOf(lines), silence));
        return samples;
    }

    /** What the host sends in a dialect's transcript. */
    public static List<byte[]> questions(String dialect) {
        return entries(dialect).stream().<byte[]>mapMulti((entry, found) -> {
            if (entry instanceof Transcript.Entry.Sent(long _, byte[] bytes)) {
                found.accept(bytes);
            }
        }).toList();
    }

    private static List<Transcript.Entry> entries(String dialect) {
        List<Transcript.Entry> entries = new ArrayList<>();
        try (var text = Files.newBufferedReader(file(dialect))) {
            var lines = new Transcript.Lines(text);
            for (var entry = lines.next(); entry != null; entry = lines.next()) {
                entries.add(entry);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return entries;
    }

    /** What {@code decode} prints for something that a scale's decoder found. */
    public static String scaleLine(Decoded<ScaleValue> decoded) {
        return DecodedJson.scale(decoded);
    }

    /** What {@code decode} prints for something that a sensor's decoder found. */
    public static String sensorLine(Decoded<SensorValue> decoded) {
        return DecodedJson.sensor(decoded);
    }

    /** What {@code decode} prints for something that a reader's decoder found. */
    public static String tagLine(Decoded<TagValue> decoded) {
        return DecodedJson.tag(decoded);
    }
}
