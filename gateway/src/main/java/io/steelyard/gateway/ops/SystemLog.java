package io.steelyard.gateway.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Where this process's output goes. */
public final class SystemLog {
    private static final Path OUTPUTS = Path.of("/proc/self/fd");
    private static final int OUT = 1;
    private static final int ERR = 2;

    private final boolean out;
    private final boolean err;

    private SystemLog(boolean out, boolean err) {
        this.out = out;
        this.err = err;
    }

    /** Recognises systemd's journal by {@code JOURNAL_STREAM}, which names the socket; children of a service may print elsewhere. */
    public static SystemLog of(Map<String, String> environment) {
        var stream = environment.getOrDefault("JOURNAL_STREAM", "");
        return new SystemLog(is(stream, OUT), is(stream, ERR));
    }

    private static boolean is(String stream, int output) {
        try {
            var file = Files.readAttributes(OUTPUTS.resolve(Integer.toString(output)), "unix:dev,ino");
            return stream.equals(file.get("dev") + ":" + file.get("ino"));
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Whether lines of standard output carry their priority, and no time: the journal has its own. */
    public boolean takesOut() {
        return out;
    }

    /** As it is to be printed to standard error. */
    public String toErr(Priority priority, String text) {
        return err ? priority.of(text) : text;
    }

    /** What libraries log goes to standard error in one line each, with its priority. */
    public void takeLibraries() {
        if (err) {
            for (var handler : Logger.getLogger("").getHandlers()) {
                handler.setFormatter(new Lines());
            }
        }
    }

    private static final class Lines extends Formatter {
        @Override
        public String format(LogRecord told) {
            var priority = told.getLevel().intValue() >= Level.WARNING.intValue()
                    ? Priority.WARNING
                    : Priority.INFORMATION;
            var thrown = told.getThrown();
            return priority
                    .of(told.getLoggerName() + ": " + formatMessage(told) + (thrown == null ? "" : ": " + thrown))
                    + "\n";
        }
    }
}
