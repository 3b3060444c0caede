package io.steelyard.gateway;

import io.steelyard.gateway.field.Trial;
import io.steelyard.gateway.run.Inbox;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.station.Display;
import io.steelyard.gateway.station.View;
import io.steelyard.gateway.uplink.UplinkHealth;
import io.steelyard.gateway.uplink.UplinkListener;
import io.steelyard.gateway.weighing.Outcome;
import io.steelyard.gateway.weighing.Sentence;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A running gateway and the person beside it: tells what to do next, and waits. Told by the gateway's threads, asked by one. */
final class WatchedGateway implements Trial.Running, Display, UplinkListener {
    /** The waiting thread tells them at once; they are hints, the newest of a station says it all. */
    private static final int LINES_MAX = 256;

    private final Time time;
    private final Consumer<String> tell;
    private final Inbox<String> lines = new Inbox<>(LINES_MAX);
    // guarded by this
    private final Map<String, String> shown = new HashMap<>();
    private @Nullable Daemon daemon;
    /** Whether a weighing is waited for: otherwise nobody need put a bag anywhere. */
    private boolean asks;
    private long weighed;
    private long acknowledged;
    private String died = "";

    WatchedGateway(Time time, Consumer<String> tell) {
        this.time = time;
        this.tell = tell;
    }

    synchronized void runs(Daemon started) {
        daemon = started;
    }

    synchronized void died(String loop, Throwable bug) {
        died = "the gateway's loop " + loop + " ended by a bug: " + bug;
        notifyAll();
    }

    @Override
    public synchronized void show(View view) {
        if (view.outcome() instanceof Outcome.Recorded(var _, long seq, var _)) {
            weighed = seq;
        }
        var line = line(view);
        if (!line.equals(shown.put(view.station(), line)) && asks && weighed == 0) {
            say(view.station() + ": " + line);
        }
        notifyAll();
    }

    /** Whoever says this must not wait for a terminal. */
    private synchronized void say(String line) {
        lines.offer(line);
        notifyAll();
    }

    private void tellLines() {
        for (var line = lines.poll(); line.isPresent(); line = lines.poll()) {
            tell.accept(line.get());
        }
    }

    private static String line(View view) {
        return switch (view.phase()) {
            case CLEAR_THE_PAN -> "take everything off the scale";
            case PLACE_THE_BAG -> "put a bag on the scale, and show its code if it has one";
            case STEADY -> "steady …";
            case SCAN_THE_CODE -> "show the code";
            case READY -> "confirm at the kiosk";
            case SAVING -> "weighed";
            case FAULTED -> view.fault().map(Sentence::text).orElse("faulted");
        };
    }

    @Override
    public OptionalLong weighed(int secondsMax) {
        synchronized (this) {
            asks = true;
            shown.forEach((station, line) -> say(station + ": " + line));
        }
        await(() -> weighed > 0, secondsMax);
        synchronized (this) {
            return weighed > 0 ? OptionalLong.of(weighed) : OptionalLong.empty();
        }
    }

    @Override
    public boolean acknowledged(long seq, int secondsMax) {
        tell.accept("fact " + seq + " is saved here; waiting for the platform …");
        return await(() -> acknowledged >= seq, secondsMax);
    }

    private boolean await(BooleanSupplier wanted, int secondsMax) {
        long untilNanos = time.monotonicNanos() + TimeUnit.SECONDS.toNanos(secondsMax);
        try {
            boolean waits = true;
            while (waits) {
                tellLines();
                waits = waited(wanted, untilNanos);
            }
        } catch (InterruptedException toldToStop) {
            throw new IllegalStateException("interrupted while waiting for the gateway", toldToStop);
        }
        synchronized (this) {
            if (!died.isEmpty()) {
                throw new IllegalStateException(died);
            }
            return wanted.getAsBoolean();
        }
    }

    /** Whether to go on waiting; waits for something new at most until then. */
    private synchronized boolean waited(BooleanSupplier wanted, long untilNanos) throws InterruptedException {
        long leftNanos = untilNanos - time.monotonicNanos();
        if (wanted.getAsBoolean() || !died.isEmpty() || leftNanos <= 0) {
            return false;
        }
        while (lines.isEmpty() && leftNanos > 0 && !wanted.getAsBoolean() && died.isEmpty()) {
            TimeUnit.NANOSECONDS.timedWait(this, leftNanos);
            leftNanos = untilNanos - time.monotonicNanos();
        }
        return true;
    }

    @Override
    public synchronized void acknowledged(long through) {
        acknowledged = Math.max(acknowledged, through);
        notifyAll();
    }

    @Override
    public void online() {
        say("uplink connected");
    }

    @Override
    public void offline(String reason) {
        say("uplink offline: " + reason);
    }

    @Override
    public void ignored(String topic) {
        say("ignored a message on " + topic + ": not signed by the platform for this journal; one that a gateway"
                + " before this left there does no harm");
    }

    @Override
    public void health(UplinkHealth now, String why) {
        say("uplink: " + why);
    }

    @Override
    public void notice(String sentence) {
        say(sentence);
    }

    @Override
    public void close() {
        Daemon running;
        synchronized (this) {
            running = Objects.requireNonNull(daemon, "started before it is closed");
        }
        running.close(); // its loops still tell while they end
    }
}
