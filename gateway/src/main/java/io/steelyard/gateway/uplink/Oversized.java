package io.steelyard.gateway.uplink;

/** Facts that are larger than the broker takes: each is named once, stays in the journal, and holds up no other. One owner. */
final class Oversized {
    private final UplinkListener listener;
    private final Ranges named = new Ranges();

    Oversized(UplinkListener listener) {
        this.listener = listener;
    }

    void found(long seq, int bytes, int bytesMax) {
        if (!named.contains(seq)) {
            named.add(seq, seq);
            listener.notice("fact " + seq + " takes " + bytes + " bytes on the wire, the broker allows " + bytesMax
                    + "; it stays in the journal; raise the broker's maximum packet size");
        }
    }

    /** Whether all that could be sent before this fact was: beginning anew would not help it. */
    boolean isNext(long acknowledged) {
        return named.contains(acknowledged + 1);
    }
}
