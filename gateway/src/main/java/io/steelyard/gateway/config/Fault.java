package io.steelyard.gateway.config;

/**
 * One thing wrong with a configuration.
 *
 * @param path the key, as in {@code station[1].scale.division}
 * @param value what stands there; empty when nothing does
 * @param remedy what is wrong and what to write instead
 */
public record Fault(String path, String value, String remedy) {
    @Override
    public String toString() {
        return value.isEmpty() ? path + ": " + remedy : path + " = " + value + ": " + remedy;
    }
}
