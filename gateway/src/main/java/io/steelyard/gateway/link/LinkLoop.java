package io.steelyard.gateway.link;

import io.steelyard.gateway.link.PortCalls.Kind;
import io.steelyard.gateway.run.Backoff;
import io.steelyard.gateway.run.Replaceable;
import io.steelyard.gateway.run.Time;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Opens, reads, polls and re-opens one device for ever. The one owner of its link: opened, used and closed on one thread, which
 * is what keeps native serial code from hanging or crashing. Should a call hang all the same, this loop is cut off in it and
 * another goes on with the same listener; the call keeps its thread and its link.
 */
public final class LinkLoop implements Replaceable {
    /** Threads of one link that may hang at a time; beyond it the port is left alone until one comes back. */
    static final int HANGING_MAX = 3;
    /** How often a closed port is looked at: a device that is plugged in again is found this soon, however long it was away. */
    static final long PRESENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    /** Larger than anything a scale or reader sends between two reads. */
    private static final int BUFFER_BYTES = 4096;

    /** How a link is opened; a {@link LinkAddress} in production. */
    public interface Opener {
        Link open() throws IOException;

        /** @see LinkAddress#presence */
        default String presence() {
            return "";
        }
    }

    private final String name;
    private final Opener opener;
    private final LinkListener listener;
    private final Requests requests;
    private final Backoff backoff;
    private final Time time;
    private final AtomicInteger hanging;
    private final PortCalls calls = new PortCalls();
    private final byte[] buffer = new byte[BUFFER_BYTES];

    // for one open port
    private @Nullable Link link;
    // between two open ports
    private String presence = "";
    private long attemptDueNanos = Long.MIN_VALUE;
    private String lostReason = "";
    // until the first step
    private String hang;

    public LinkLoop(String name, Opener opener, LinkListener listener, Optional<Poll> poll, Backoff backoff,
            Time time) {
        this(name, opener, listener, Polling.of(poll), backoff, time);
    }

    /** For a device that is asked more than one thing; the listener hears what it answers. */
    public LinkLoop(String name, Opener opener, LinkListener listener, Requests requests, Backoff backoff, Time time) {
        this(name, opener, listener, requests, backoff, time, new AtomicInteger(), "");
    }

    private LinkLoop(String name, Opener opener, LinkListener listener, Requests requests, Backoff backoff, Time time,
            AtomicInteger hanging, String hang) {
        this.name = name;
        this.opener = opener;
        this.listener = listener;
        this.requests = requests;
        this.backoff = backoff;
        this.time = time;
        this.hanging = hanging;
        this.hang = hang;
    }

    /** What ends an idle time of this loop, or of whichever replaces it. */
    public void wakes(Runnable wake) {
        requests.wakes(wake);
    }

    @Override
    public String name() {
        return "link:" + name;
    }

    @Override
    public long step(long nowNanos) {
        if (calls.areCutOff()) {
            return IDLE_NANOS_MAX; // about to be stopped
        }
        if (!hang.isEmpty()) {
            lose(hang); // told here, not by the watchdog: the listener knows one thread at a time
            hang = "";
        }
        var open = link;
        if (open == null) {
            return attempt(nowNanos);
        }
        try {
            ask(open, nowNanos);
            long idleNanos = requests.idleNanos(nowNanos);
            if (idleNanos > 0) {
                return idleNanos;
            }
            hear(open);
        } catch (IOException failed) {
            lose(String.valueOf(failed.getMessage()));
        }
        return 0; // the read itself waits
    }

    private long attempt(long nowNanos) {
        var there = opener.presence();
        if (!there.equals(presence)) {
            presence = there;
            backoff.reset();
            attemptDueNanos = nowNanos + backoff.pauseNanos(); // a moment for the system to set its permissions
        }
        if (nowNanos < attemptDueNanos) {
            return Math.min(attemptDueNanos - nowNanos, PRESENCE_NANOS);
        }
        try {
            open(nowNanos);
        } catch (IOException refused) {
            lose(String.valueOf(refused.getMessage()));
        }
        return 0;
    }

    private void open(long nowNanos) throws IOException {
        if (hanging.get() >= HANGING_MAX) {
            throw new IOException(
                    "open " + name + ": " + HANGING_MAX + " earlier calls still hang in the port; unplug the"
                            + " device, and if that does not end them restart the gateway");
        }
        var call = calls.enter(Kind.OPEN);
        try {
            link = opener.open();
        } finally {
            calls.leave(call);
        }
        if (!calls.areCutOff()) {
            requests.opened(nowNanos);
            lostReason = "";
            backoff.reset();
            listener.up(time.monotonicNanos());
        }
    }

    private void ask(Link open, long nowNanos) throws IOException {
        var request = requests.due(nowNanos);
        if (request.isPresent()) {
            write(open, request.get());
        }
    }

    private void write(Link open, byte[] bytes) throws IOException {
        var call = calls.enter(Kind.WRITE);
        try {
            open.write(bytes);
        } finally {
            calls.leave(call);
        }
    }

    private void hear(Link open) throws IOException {
        var call = calls.enter(Kind.READ);
        int count;
        try {
            count = open.read(buffer);
        } finally {
            calls.leave(call);
        }
        if (calls.areCutOff()) {
            return;
        }
        long atNanos = time.monotonicNanos(); // not the step's time: the read may have waited
        if (count > 0) {
            listener.bytes(atNanos, buffer, count);
        } else if (count == 0) {
            listener.quiet(atNanos);
        } else {
            lose("read " + name + ": the device is gone; plug it in again");
        }
    }

    /** Tells first: a station must not show a weight while its port takes its time to close. */
    private void lose(String reason) {
        if (!calls.areCutOff() && !reason.equals(lostReason)) {
            lostReason = reason;
            listener.lost(time.monotonicNanos(), reason);
        }
        release();
        if (!calls.areCutOff()) {
            attemptDueNanos = time.monotonicNanos() + backoff.pauseNanos();
        }
    }

    private void release() {
        var open = link;
        if (open == null) {
            return;
        }
        link = null;
        var call = calls.enter(Kind.CLOSE);
        open.close();
        calls.leave(call);
    }

    @Override
    public Optional<Replaceable> replacement() {
        return calls.cutOff().map(this::after);
    }

    private LinkLoop after(Kind kind) {
        hanging.incrementAndGet();
        return new LinkLoop(name, opener, listener, requests, backoff, time, hanging,
                kind.name().toLowerCase(Locale.ROOT) + " " + name + ": no answer for " + kind.secondsMax()
                        + " s, the port's driver hangs; the link is given up and begun anew; unplug the device and plug it"
                        + " in again");
    }

    @Override
    public void close() {
        takeLeave();
        release();
        if (calls.areCutOff()) {
            hanging.decrementAndGet();
        }
    }

    /**
     * Says the last word, over no answer that is under way, and listens once, because a port that is closed at once drops what it
     * has not sent.
     */
    private void takeLeave() {
        var open = link;
        var farewell = requests.farewell();
        if (open == null || farewell.isEmpty() || calls.areCutOff()) {
            return;
        }
        try {
            if (requests.idleNanos(time.monotonicNanos()) == 0) {
                hear(open);
            }
            if (link != null) {
                write(open, farewell.get());
                hear(open);
            }
        } catch (IOException failed) {
            lose(String.valueOf(failed.getMessage()));
        }
    }
}
