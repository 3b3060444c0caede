package io.steelyard.gateway;

import io.steelyard.gateway.bin.BinDisplay;
import io.steelyard.gateway.bin.BinView;
import io.steelyard.gateway.ops.Priority;
import io.steelyard.gateway.run.Inbox;
import io.steelyard.gateway.run.Loop;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.station.Display;
import io.steelyard.gateway.station.View;
import io.steelyard.gateway.uplink.UplinkHealth;
import io.steelyard.gateway.uplink.UplinkListener;
import io.steelyard.gateway.weighing.Outcome;
import io.steelyard.gateway.weighing.Sentence;
import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The daemon's log: a line for each weighing captured and committed, each deposit that ended, each change of a device or of the
 * uplink, and how far the centre has acknowledged, which moves many times a second while a backlog drains and is told every few seconds. Callers only hand lines over; one loop prints, so a blocked terminal blocks no weighing.
 */
final class Console implements Display, BinDisplay, UplinkListener, Loop {
    /** Lines that may wait for a slow terminal; beyond it they are counted and dropped. */
    private static final int LINES_MAX = 1024;
    private static final long ACKNOWLEDGED_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private final PrintStream out;
    private final Time time;
    private final ZoneId zone;
    private final boolean journald;
    private final Inbox<String> lines = new Inbox<>(LINES_MAX);
    private final AtomicLong dropped = new AtomicLong();
    private final Map<String, View> shown = new ConcurrentHashMap<>();
    private final Map<String, BinView> bins = new ConcurrentHashMap<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private volatile Runnable wake = () -> {};

    // of the printing loop
    private long acknowledgedTold;
    private long acknowledgedDueNanos = Long.MIN_VALUE;

    /** For a terminal or a file. */
    Console(PrintStream out, Time time, ZoneId zone) {
        this(out, time, zone, false);
    }

    /** @param journald lines carry their priority instead of their time */
    Console(PrintStream out, Time time, ZoneId zone, boolean journald) {
        this.out = out;
        this.time = time;
        this.zone = zone;
        this.journald = journald;
    }

    void wakes(Runnable wake) {
        this.wake = wake;
        lines.wakes(wake);
    }

    /** Hands over a line of the day's work. Any thread. */
    void say(String line) {
        offer(Priority.INFORMATION, line);
    }

    /** Hands over a line that somebody should look at. Any thread. */
    void warn(String line) {
        offer(Priority.WARNING, line);
    }

    private void offer(Priority priority, String line) {
        if (!lines.offer(marked(priority, line))) {
            dropped.incrementAndGet();
        }
    }

    private String marked(Priority priority, String line) {
        return journald ? priority.of(line) : TIME.format(time.wall().atZone(zone)) + " " + line;
    }

    @Override
    public void show(View view) {
        var before = shown.put(view.station(), view);
        if (view.phase() == View.Phase.SAVING && (before == null || before.phase() != View.Phase.SAVING)) {
            say(view.station() + " captured " + view.weight().map(View.Shown::text).orElse("a weight"));
        }
        if (before == null || !before.outcome().equals(view.outcome())) {
            outcome(view);
        }
        if (!view.fault().equals(before == null ? Optional.empty() : before.fault())) {
            view.fault().ifPresentOrElse(fault -> warn(view.station() + " faulted: " + fault.text()),
                    () -> say(view.station() + " works again"));
        }
    }

    private void outcome(View view) {
        switch (view.outcome()) {
            case Outcome.None _ -> {
                // nothing was attempted yet
            }
            case Outcome.Recorded(var weighed, long seq, String id) -> say(view.station() + " committed #" + seq + " "
                    + weighed.reading().value().toPlainString() + " id " + id);
            case Outcome.NotRecorded(Sentence why) -> warn(view.station() + " not recorded: " + why.text());
        }
    }

    @Override
    public void show(BinView view) {
        var before = Optional.ofNullable(bins.put(view.bin(), view));
        view.ended().filter(ended -> !before.flatMap(BinView::ended).equals(Optional.of(ended)))
                .ifPresent(ended -> say(view.bin() + " deposit #" + ended.seq() + " " + ended.compartment().orElse("-")
                        + " " + ended.outcome().text() + " "
                        + ended.delta().map(delta -> delta.toPlainString() + " " + ended.unit().text()).orElse("-")
                        + " id " + ended.id()));
        boolean visited = view.phase() == BinView.Phase.VISIT;
        if (visited != before.filter(last -> last.phase() == BinView.Phase.VISIT).isPresent()) {
            say(view.bin() + (visited ? " is visited by its crew" : " was visited by its crew"));
        }
        var trouble = view.trouble().map(Sentence::text);
        if (!trouble.equals(before.flatMap(BinView::trouble).map(Sentence::text))) {
            trouble.ifPresentOrElse(text -> warn(view.bin() + " out of service: " + text),
                    () -> say(view.bin() + " takes deposits"));
        }
    }

    @Override
    public void online() {
        say("uplink connected");
    }

    @Override
    public void offline(String reason) {
        warn("uplink offline: " + reason + "; weighing goes on");
    }

    @Override
    public void acknowledged(long through) {
        acknowledged.set(through);
        wake.run();
    }

    @Override
    public void ignored(String topic) {
        warn("ignored a message on " + topic + ": not signed by the platform for this journal");
    }

    @Override
    public void health(UplinkHealth now, String why) {
        offer(now == UplinkHealth.OK ? Priority.INFORMATION : Priority.WARNING,
                "uplink " + now.name().toLowerCase(Locale.ROOT) + ": " + why);
    }

    @Override
    public void notice(String sentence) {
        say(sentence);
    }

    @Override
    public String name() {
        return "console";
    }

    @Override
    public long step(long nowNanos) {
        for (var line = lines.poll(); line.isPresent(); line = lines.poll()) {
            out.println(line.get());
        }
        if (nowNanos >= acknowledgedDueNanos) {
            tellAcknowledged(nowNanos);
        }
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
            var told = lost + " lines were dropped, the terminal was too slow";
            out.println(journald ? Priority.WARNING.of(told) : told);
        }
        out.flush();
        return IDLE_NANOS_MAX;
    }

    private void tellAcknowledged(long nowNanos) {
        long through = acknowledged.get();
        if (through != acknowledgedTold) {
            acknowledgedTold = through;
            acknowledgedDueNanos = nowNanos + ACKNOWLEDGED_NANOS;
            out.println(marked(Priority.INFORMATION, "centre acknowledged through #" + through));
        }
    }

    @Override
    public void close() {
        tellAcknowledged(time.monotonicNanos());
        step(time.monotonicNanos());
    }
}
