package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.run.Deadlines;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Server-sent events: to each viewer the newest of everything at once, then each change. A viewer that reads slowly skips what was
 * in between, and one that does not read at all is let go; nobody waits for it.
 */
final class LiveStream {
    static final String TYPE = "text/event-stream";
    /** A page that hears nothing for a second takes the gateway for frozen, so it hears this often that it is not. */
    private static final Duration BEAT = Duration.ofMillis(500);
    /** A viewer whose connection takes nothing for so long is gone. */
    private static final Duration WRITE_MAX = Duration.ofSeconds(10);
    private static final byte[] HEARTBEAT = "event: beat\ndata: {}\n\n".getBytes(StandardCharsets.US_ASCII);

    private final StationJson stations;
    private final BinJson bins;
    private final LiveView live;
    private final Deadlines deadlines;
    private final int viewersMax;
    private final Semaphore places;
    private final AtomicInteger viewers = new AtomicInteger();
    private final Runnable begun;

    /** @param begun told when a viewer comes */
    LiveStream(StationJson stations, BinJson bins, LiveView live, Deadlines deadlines, int viewersMax, Runnable begun) {
        this.stations = stations;
        this.bins = bins;
        this.live = live;
        this.deadlines = deadlines;
        this.viewersMax = viewersMax;
        this.places = new Semaphore(viewersMax);
        this.begun = begun;
    }

    /** How many look at this moment. */
    int viewers() {
        return viewers.get();
    }

    /** A stream for one more viewer, if there is a place. */
    Reply open() throws Refusal {
        return limited(TYPE, out -> {
            viewers.incrementAndGet();
            begun.run();
            try {
                follow(out);
            } finally {
                viewers.decrementAndGet();
            }
        });
    }

    /** Counts a stream of any kind among the viewers. */
    Reply limited(String type, Reply.Stream stream) throws Refusal {
        if (places.availablePermits() == 0) {
            throw full();
        }
        return Reply.streamed(type, out -> {
            if (!places.tryAcquire()) {
                throw new IOException("the last place was taken meanwhile");
            }
            try {
                stream.writeTo(out);
            } finally {
                places.release();
            }
        });
    }

    private Refusal full() {
        return Refusal.wait(503, "viewers", viewersMax + " pages are open already; close one, or raise [kiosk] viewers",
                10);
    }

    private void follow(OutputStream out) throws IOException {
        long version = 0;
        boolean closed = false;
        while (!closed) {
            var changes = live.since(version, BEAT);
            version = changes.version();
            closed = changes.closed();
            try (var _ = deadlines.begin(WRITE_MAX)) {
                for (var change : changes.values()) {
                    write(out, change);
                }
                if (changes.values().isEmpty()) {
                    out.write(HEARTBEAT);
                }
                out.flush();
            }
        }
    }

    private void write(OutputStream out, LiveEvent event) throws IOException {
        switch (event) {
            case LiveEvent.StationShown(var view) ->
                write(out, "station", json -> stations.write(json, view));
            case LiveEvent.BinShown(var view) -> write(out, "bin", json -> bins.write(json, view));
            case LiveEvent.StandingShown(var standing) -> write(out, "standing", standing::writeTo);
            case LiveEvent.LedgerChanged(long version) ->
                write(out, "ledger", json -> json.writeNumberProperty("version", version));
            case LiveEvent.BadgeShown(var station) ->
                write(out, "badge", json -> json.writeStringProperty("station", station));
        }
    }

    static void write(OutputStream out, String event, Json json) throws IOException {
        out.write(("event: " + event + "\ndata: ").getBytes(StandardCharsets.US_ASCII));
        out.write(json.bytes());
        out.write("\n\n".getBytes(StandardCharsets.US_ASCII));
    }
}
