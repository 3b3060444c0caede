package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.uplink.UplinkHealth;
import io.steelyard.gateway.uplink.UplinkListener;

/** How the uplink stands, as last told. The uplink's thread tells, any thread asks. */
public final class UplinkMark implements UplinkListener {
    private record Told(boolean online, String offline, UplinkHealth health, String why) {}

    private final boolean brokerAcknowledges;
    private volatile Told told = new Told(false, "not connected yet", UplinkHealth.OK, "");

    /** @param brokerAcknowledges what the broker has taken counts as delivered */
    public UplinkMark(boolean brokerAcknowledges) {
        this.brokerAcknowledges = brokerAcknowledges;
    }

    String word() {
        var now = told;
        return switch (now.health()) {
            case FORK -> "fork";
            case STALLED -> "stalled";
            case OK -> now.online() ? brokerAcknowledges ? "broker" : "ok" : "offline";
        };
    }

    String text() {
        var now = told;
        return switch (word()) {
            case "ok" -> "connected";
            case "broker" -> "connected; what the broker has taken counts as delivered";
            case "offline" -> now.offline();
            default -> now.why();
        };
    }

    @Override
    public void online() {
        told = new Told(true, "", told.health(), told.why());
    }

    @Override
    public void offline(String reason) {
        told = new Told(false, reason, told.health(), told.why());
    }

    @Override
    public void health(UplinkHealth now, String why) {
        told = new Told(told.online(), told.offline(), now, why);
    }

    @Override
    public void acknowledged(long through) {
        // the journal is asked
    }

    @Override
    public void ignored(String topic) {
        // for the log
    }

    @Override
    public void notice(String sentence) {
        // for the log
    }
}
