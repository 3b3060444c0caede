package io.steelyard.gateway.config;

import java.util.List;

/** A configuration that cannot be used; the message lists every fault, a line each. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param sentences one a fault, each with its file before it */
    ConfigException(List<String> sentences) {
        super(String.join("\n", sentences));
    }

    /** One a fault, each with its file before it. */
    public List<String> sentences() {
        return String.valueOf(getMessage()).lines().toList();
    }
}
