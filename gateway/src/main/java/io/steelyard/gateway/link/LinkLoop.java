package io.steelyard.gateway.link;

import io.steelyard.gateway.run.Backoff;
import io.steelyard.gateway.run.Loop;
import io.steelyard.gateway.run.Time;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens, reads, polls and re-opens one device for ever. The one owner of its link: opened, used and closed on one thread, which
 * is what keeps native serial code from hanging or crashing.
 */
public final class LinkLoop implements Loop {
    /** Larger than anything a scale or reader sends between two reads. */
    private static final int BUFFER_BYTES = 4096;

    /** How a link is opened; {@link LinkAddress#open} in production. */
    public interface Opener {
        Link open() throws IOException;
    }

    private final String name;
    private final Opener opener;
    private final LinkListener listener;
    private final Optional<Poll> poll;
    private final Backoff backoff;
    private final Time time;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    // for one open port
    private @Nullable Link link;
    private long pollDueNanos;
    // between two open ports
    private long attemptDueNanos = Long.MIN_VALUE;
    private String lostReason = "";

    public LinkLoop(String name, Opener opener, LinkListener listener, Optional<Poll> poll, Backoff backoff,
            Time time) {
        this.name = name;
        this.opener = opener;
        this.listener = listener;
        this.poll = poll;
        this.backoff = backoff;
        this.time = time;
    }

    @Override
    public String name() {
        return "link:" + name;
    }

    @Override
    public long step(long nowNanos) {
        var open = link;
        if (open == null) {
            return attempt(nowNanos);
        }
        try {
            ask(open, nowNanos);
            hear(open);
        } catch (IOException failed) {
            lose(String.valueOf(failed.getMessage()));
        }
        return 0; // the read itself waits
    }

    private long attempt(long nowNanos) {
        if (nowNanos < attemptDueNanos) {
            return attemptDueNanos - nowNanos;
        }
        try {
            link = opener.open();
            pollDueNanos = nowNanos;
            lostReason = "";
            backoff.reset();
            listener.up(time.monotonicNanos());
        } catch (IOException refused) {
            lose(String.valueOf(refused.getMessage()));
        }
        return 0;
    }

    private void ask(Link open, long nowNanos) throws IOException {
        if (poll.isPresent() && nowNanos >= pollDueNanos) {
            open.write(poll.get().request());
            pollDueNanos = nowNanos + poll.get().everyNanos();
        }
    }

    private void hear(Link open) throws IOException {
        int count = open.read(buffer);
        long atNanos = time.monotonicNanos(); // not the step's time: the read may have waited
        if (count > 0) {
            listener.bytes(atNanos, buffer, count);
        } else if (count == 0) {
            listener.quiet(atNanos);
        } else {
            lose("read " + name + ": the device is gone; plug it in again");
        }
    }

    private void lose(String reason) {
        close();
        long nowNanos = time.monotonicNanos();
        attemptDueNanos = nowNanos + backoff.pauseNanos();
        if (!reason.equals(lostReason)) {
            lostReason = reason;
            listener.lost(nowNanos, reason);
        }
    }

    @Override
    public void close() {
        var open = link;
        if (open != null) {
            link = null;
            open.close();
        }
    }
}
