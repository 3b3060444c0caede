package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Prometheus' own judge of rules. */
final class Promtool {
    /** Set where a missing one is a failure: a skipped test proves nothing. */
    private static final String DEMANDED = "STEELYARD_PROMTOOL";

    private Promtool() {}

    /** A test that cannot run here is skipped, and says what is missing; where it was demanded it fails. */
    static void demand() {
        var missing = "no promtool in the PATH: the alert rules were not tried; .ci/run takes it out of Debian's package prometheus";
        if (System.getenv(DEMANDED) != null) {
            assertTrue(found(), missing);
        }
        Assumptions.assumeTrue(found(), missing);
    }

    private static boolean found() {
        return Arrays.stream(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
    }

    /** Runs it; it must find nothing wrong. */
    static String run(String... arguments) throws IOException, InterruptedException {
        var command = Stream.concat(Stream.of("promtool"), Arrays.stream(arguments)).toList();
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> String.join(" ", List.of(arguments)) + ": " + said);
        return said;
    }
}
