package io.steelyard.gateway.field;

import io.steelyard.gateway.run.Time;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Follows a daemon on a terminal, also across its restarts. On one thread. */
public final class Following {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final KioskClient daemon;
    private final Time time;
    private final ZoneId zone;
    private final Consumer<String> say;
    private final Consumer<IOException> down;
    private LiveLines lines = new LiveLines();
    private long endNanos = Long.MAX_VALUE;
    private boolean answers;
    private boolean downTold;

    /** @param down told once each time that the daemon stops answering */
    public Following(KioskClient daemon, Time time, ZoneId zone, Consumer<String> say, Consumer<IOException> down) {
        this.daemon = daemon;
        this.time = time;
        this.zone = zone;
        this.say = say;
        this.down = down;
    }

    /** @return whether the daemon answered in the end */
    public boolean run(Optional<Duration> lasts) {
        endNanos = lasts.map(some -> time.monotonicNanos() + some.toNanos()).orElse(Long.MAX_VALUE);
        while (leftNanos() > 0) {
            try {
                daemon.listen(this::said);
                if (leftNanos() > 0) {
                    lost(new IOException("it ended the connection"));
                }
            } catch (IOException silent) {
                lost(silent);
            }
        }
        return answers;
    }

    private long leftNanos() {
        return endNanos - time.monotonicNanos();
    }

    private boolean said(String event, String json) {
        answers = true;
        downTold = false;
        var at = TIME.format(time.wall().atZone(zone)) + " ";
        lines.of(event, json).forEach(line -> say.accept(at + line));
        return leftNanos() > 0;
    }

    private void lost(IOException why) {
        answers = false;
        lines = new LiveLines();
        if (!downTold) {
            downTold = true;
            down.accept(why);
        }
        LockSupport.parkNanos(this, Math.min(AGAIN_NANOS, Math.max(0, leftNanos())));
    }
}
