package io.steelyard.gateway.uplink;

/** What the uplink tells people; called on its thread, must not wait. */
public interface UplinkListener {
    /** A session stands; told once until {@link #offline} is. */
    void online();

    /** There is no session; told once per change of reason. A stalled platform is told as {@link #health}, and not as this. */
    void offline(String reason);

    /** The platform has committed the facts through this number; with {@code ack = "broker"}, the broker has them. */
    void acknowledged(long through);

    /** A word of the platform was not signed by it, malformed or not for this journal. */
    void ignored(String topic);

    /** Told once per change, with a sentence that says why. */
    void health(UplinkHealth now, String why);

    /** Something that a person should know or change; told once each. */
    void notice(String sentence);
}
