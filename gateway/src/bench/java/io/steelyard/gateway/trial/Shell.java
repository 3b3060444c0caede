package io.steelyard.gateway.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Other programs that are run to their end. */
final class Shell {
    private Shell() {}

    /** What it printed. Throws when it fails, with its words. */
    static String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
        return said;
    }
}
