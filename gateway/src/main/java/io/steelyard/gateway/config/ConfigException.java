package io.steelyard.gateway.config;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used; the message lists every fault, a line each. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    ConfigException(Path file, List<Fault> faults) {
        super(faults.stream().map(fault -> file + ": " + fault).collect(Collectors.joining("\n")));
    }
}
