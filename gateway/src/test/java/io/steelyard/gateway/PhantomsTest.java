package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten million random bytes and ten million bytes of damaged frames, into every decoder. */
class PhantomsTest {
    private static final int BYTES = 10_000_000;
    /** All the bytes together are twenty times this. */
    private static final String HEAP = "-Xmx32m";
    private static final Path TABLE = Path.of("target/phantoms.txt");

    @TempDir
    Path temporary = Path.of("");

    /** The process dies of a decoder that throws, that keeps what it is fed, or that believes what its check refuses. */
    @Test
    void no_decoder_throws_hoards_or_believes_more_than_its_check_allows() throws Exception {
        var said = temporary.resolve("said");
        int code = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), HEAP,
                "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), NoiseRun.class.getName(),
                String.valueOf(BYTES), TABLE.toString()).redirectErrorStream(true).redirectOutput(said.toFile())
                .start().waitFor();
        assertEquals(List.of(), Files.readAllLines(said));
        assertEquals(0, code);
        System.out.println("phantoms: none of random bytes under a check; the table is in gateway/" + TABLE);
    }
}
