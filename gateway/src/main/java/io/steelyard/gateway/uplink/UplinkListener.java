package io.steelyard.gateway.uplink;

/** What the uplink tells people; called on its thread, must not wait. */
public interface UplinkListener {
    /** A session stands. */
    void online();

    /** There is no session; told once per change of reason. */
    void offline(String reason);

    /** The platform has committed the facts through this number. */
    void acknowledged(long through);

    /** An acknowledgement was not signed by the platform, not for this journal or from the future. */
    void ignored(String topic);
}
