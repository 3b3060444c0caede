package io.steelyard.gateway.ops;

import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.uplink.UplinkHealth;
import io.steelyard.gateway.uplink.UplinkListener;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** How the uplink stands, as last told, and how often it came to what. The uplink's thread tells, any thread asks. */
public final class UplinkMark implements UplinkListener {
    private record Told(boolean online, String offline, UplinkHealth health, String why) {}

    private final boolean brokerAcknowledges;
    private final Time time;
    private volatile Told told = new Told(false, "not connected yet", UplinkHealth.OK, "");
    final AtomicLong sessions = new AtomicLong();
    final AtomicLong stalls = new AtomicLong();
    final AtomicLong acknowledgements = new AtomicLong();
    final AtomicLong ignored = new AtomicLong();
    private volatile Optional<Long> acknowledgedNanos = Optional.empty();

    /** @param brokerAcknowledges what the broker has taken counts as delivered */
    public UplinkMark(boolean brokerAcknowledges, Time time) {
        this.brokerAcknowledges = brokerAcknowledges;
        this.time = time;
    }

    /** As in ok, broker, offline, stalled, fork. */
    public String word() {
        var now = told;
        return switch (now.health()) {
            case FORK -> "fork";
            case STALLED -> "stalled";
            case OK -> now.online() ? brokerAcknowledges ? "broker" : "ok" : "offline";
        };
    }

    /** The same as a sentence. */
    public String text() {
        var now = told;
        return switch (word()) {
            case "ok" -> "connected";
            case "broker" -> "connected; what the broker has taken counts as delivered";
            case "offline" -> now.offline();
            default -> now.why();
        };
    }

    boolean connected() {
        return told.online();
    }

    UplinkHealth health() {
        return told.health();
    }

    /** Since the platform acknowledged something; empty when it did not since the start. */
    OptionalLong acknowledgementAgeNanos() {
        var at = acknowledgedNanos;
        return at.isPresent() ? OptionalLong.of(time.monotonicNanos() - at.get()) : OptionalLong.empty();
    }

    @Override
    public void online() {
        sessions.incrementAndGet();
        told = new Told(true, "", told.health(), told.why());
    }

    @Override
    public void offline(String reason) {
        told = new Told(false, reason, told.health(), told.why());
    }

    @Override
    public void health(UplinkHealth now, String why) {
        if (now == UplinkHealth.STALLED) {
            stalls.incrementAndGet();
        }
        told = new Told(told.online(), told.offline(), now, why);
    }

    @Override
    public void acknowledged(long through) {
        acknowledgements.incrementAndGet();
        acknowledgedNanos = Optional.of(time.monotonicNanos());
    }

    @Override
    public void ignored(String topic) {
        ignored.incrementAndGet();
    }

    @Override
    public void notice(String sentence) {
        // for the log
    }
}
