package io.steelyard.sim.script;

import io.steelyard.sim.device.FdxbReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * What is set up in a reader, but for its terminator.
 *
 * @param prefix what a scanner sends before each text
 * @param charset a scanner's
 * @param packets whether a scanner hears commands
 * @param sends what an FDX-B reader sends by itself
 */
public record ReaderSpec(String prefix, Charset charset, boolean packets, FdxbReader.Form sends) {
    /** As readers are delivered. */
    public static final ReaderSpec USUAL = new ReaderSpec("", StandardCharsets.UTF_8, false, FdxbReader.Form.BLOCKS);
}
