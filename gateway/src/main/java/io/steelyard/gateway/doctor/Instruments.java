package io.steelyard.gateway.doctor;

import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.run.Time;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the doctor looks at, and with what.
 *
 * @param root the file system's root, or a made-up one
 * @param time the machine's clocks
 * @param built when the software was made: no calendar before it is believed
 * @param connections how the journal is opened
 * @param disk the disk under the data folder
 * @param voice the running daemon's own view; empty where its configuration gives it none
 */
public record Instruments(Path root, Time time, Instant built, Connections connections, Disk disk,
        Function<GatewayConfig, Optional<? extends Voice>> voice) {}
