package io.steelyard.gateway.ops;

import java.util.stream.Collectors;

/** How much a line of the log matters, as syslog(3) counts; systemd's journal reads it in front of the line (sd-daemon(3)). */
public enum Priority {
    /** The daemon ends for it. */
    CRITICAL(2),
    /** A command cannot be carried out. */
    ERROR(3),
    /** Somebody should look at it: a fault, a weight that was not recorded, an uplink that is gone. */
    WARNING(4),
    /** The day's work. */
    INFORMATION(6);

    private final int level;

    Priority(int level) {
        this.level = level;
    }

    /** The text with its priority in front of each line. */
    public String of(String text) {
        return text.lines().map(line -> "<" + level + ">" + line).collect(Collectors.joining("\n"));
    }
}
