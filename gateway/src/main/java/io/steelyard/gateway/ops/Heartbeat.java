package io.steelyard.gateway.ops;

import io.steelyard.gateway.run.Loop;
import io.steelyard.gateway.run.Stepped;
import java.io.IOException;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Tells the service manager that the daemon is ready, how it stands, and for as long as every loop goes on that it is alive. When a
 * loop stands still it says which, and where, and leaves the manager to do what it does with a service that is no longer heard.
 *
 * <p>Ready means that a weighing is possible as far as this program goes: the journal has written, and the others have begun. A scale
 * that is unplugged is told in the status and delays nothing, or a station whose scale is repaired would be restarted for ever.
 */
public final class Heartbeat implements Loop {
    /** From one look to the next, until it is ready. */
    static final long STARTING_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** A port that hangs as it is opened may delay readiness by so many looks and no more. */
    static final int STARTING_LOOKS_MAX = 400;
    /**
     * The longest step of a loop that is well takes 20 s, in opening a port or joining a broker that does not answer. Twice as
     * long is a hang. With the manager's own 40 s after the last word, and a look between, it acts within 90 s.
     */
    static final long STANDSTILL_NANOS = TimeUnit.SECONDS.toNanos(40);
    /** From one look to the next. */
    public static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final int STUCK_LOOKS = Math.toIntExact(STANDSTILL_NANOS / LOOK_NANOS);

    private final Supervisor manager;
    private final Stepped journal;
    private final Loops first;
    private final Loops loops;
    private final Supplier<String> standing;
    private final Consumer<String> complaints;
    private final Runnable ready;

    private long lookDueNanos = Long.MIN_VALUE;
    private int startingLooks;
    private boolean isReady;
    private List<String> stuck = List.of();
    private String status = "";
    private String trouble = "";

    /**
     * @param journal without whose first step nothing is ready
     * @param others all other loops without which no weighing is possible, or none that anybody sees
     * @param uplink which weighing never waits for: readiness does not, either
     * @param standing how the stations are, in a sentence
     * @param complaints told which loop stands still, and when the manager cannot be told
     * @param ready run once when a weighing is possible
     */
    public Heartbeat(Supervisor manager, Stepped journal, List<? extends Stepped> others, Stepped uplink,
            Supplier<String> standing, Consumer<String> complaints, Runnable ready) {
        this.manager = manager;
        this.journal = journal;
        this.first = new Loops(others);
        this.loops = new Loops(Stream.concat(Stream.of(journal, uplink), others.stream()).toList());
        this.standing = standing;
        this.complaints = complaints;
        this.ready = ready;
    }

    @Override
    public String name() {
        return "heartbeat";
    }

    @Override
    public long step(long nowNanos) {
        if (nowNanos < lookDueNanos) {
            return lookDueNanos - nowNanos; // two looks at once would count double
        }
        if (isReady) {
            look();
        } else {
            begin();
        }
        long pause = isReady ? LOOK_NANOS : STARTING_LOOK_NANOS;
        lookDueNanos = nowNanos + pause;
        return pause;
    }

    private void begin() {
        startingLooks++;
        if (journal.steps() > 0 && (first.haveBegun() || startingLooks >= STARTING_LOOKS_MAX)) {
            isReady = true;
            status = standing.get();
            tell("READY=1\nSTATUS=" + status + "\nWATCHDOG=1");
            ready.run();
        }
    }

    private void look() {
        loops.look();
        var standStill = loops.stuck(STUCK_LOOKS);
        var names = standStill.stream().map(Stepped::name).toList();
        standStill.stream().filter(loop -> !stuck.contains(loop.name())).forEach(loop -> complaints.accept(stillness(
                List.of(loop.name())) + "; the service manager will restart the daemon; it is at "
                + loop.whereabouts()));
        stuck = names;
        var now = names.isEmpty() ? standing.get() : stillness(names);
        var words = new StringJoiner("\n");
        if (!now.equals(status)) {
            words.add("STATUS=" + now);
        }
        if (names.isEmpty()) {
            words.add("WATCHDOG=1");
        }
        if (words.length() > 0) {
            tell(words.toString());
        }
        status = now;
    }

    private static String stillness(List<String> loops) {
        return "no progress for " + TimeUnit.NANOSECONDS.toSeconds(STANDSTILL_NANOS) + " s in "
                + String.join(", ", loops);
    }

    private void tell(String words) {
        try {
            manager.tell(words);
            trouble = "";
        } catch (IOException untold) {
            var why = String.valueOf(untold.getMessage());
            if (!why.equals(trouble)) {
                complaints.accept(why);
            }
            trouble = why;
        }
    }

    @Override
    public void close() {
        tell("STOPPING=1\nSTATUS=stopping");
    }
}
