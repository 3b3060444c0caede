package io.steelyard.gateway.ops;

import io.steelyard.gateway.link.LinkListener;
import io.steelyard.gateway.station.LineCounts;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Looks over the shoulder of who listens to one device's link. The link's thread tells, any thread asks. */
public final class LinkWatch implements LinkListener {
    /** What the device is for. */
    public enum Role {
        SCALE,
        READER,
        SENSOR;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final String device;
    private final String station;
    private final Role role;
    private final LineCounts counts;
    private final LinkListener listener;
    private final AtomicLong losses = new AtomicLong();
    private volatile boolean up;
    private volatile Optional<String> lost = Optional.empty();

    /** @param counts of what its channel makes of the bytes */
    public LinkWatch(String device, String station, Role role, LineCounts counts, LinkListener listener) {
        this.device = device;
        this.station = station;
        this.role = role;
        this.counts = counts;
        this.listener = listener;
    }

    String device() {
        return device;
    }

    String station() {
        return station;
    }

    Role role() {
        return role;
    }

    LineCounts counts() {
        return counts;
    }

    boolean isUp() {
        return up;
    }

    /** How often it was up and then lost. */
    long losses() {
        return losses.get();
    }

    /** A station weighs on without its reader, so nothing of the station says that it is lost. */
    Optional<Trouble> trouble() {
        return role == Role.READER
                ? lost.map(reason -> Trouble.warn("reader", device + ": " + reason, station))
                : Optional.empty();
    }

    @Override
    public void up(long atNanos) {
        up = true;
        lost = Optional.empty();
        listener.up(atNanos);
    }

    @Override
    public void bytes(long atNanos, byte[] buffer, int count) {
        listener.bytes(atNanos, buffer, count);
    }

    @Override
    public void quiet(long atNanos) {
        listener.quiet(atNanos);
    }

    @Override
    public void lost(long atNanos, String reason) {
        if (up) {
            up = false;
            losses.incrementAndGet();
        }
        lost = Optional.of(reason);
        listener.lost(atNanos, reason);
    }
}
