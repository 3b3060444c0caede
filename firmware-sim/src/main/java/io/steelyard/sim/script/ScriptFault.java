package io.steelyard.sim.script;

/**
 * One thing wrong with a script or transcript.
 *
 * @param path where, as {@code device[0].baud} or {@code line 3}
 * @param value what is there, or "missing"
 * @param remedy what to write instead
 */
public record ScriptFault(String path, String value, String remedy) {
    @Override
    public String toString() {
        return path + ": " + value + ": " + remedy;
    }
}
