package io.steelyard.gateway.station;

/** A station's one way out. The journal implements it. */
public interface Commits {
    /**
     * Hands a draft over; never waits.
     *
     * @return false when it was not taken (the journal is behind or closed); {@code whenDone} is then never called
     */
    boolean offer(Draft draft, Completion whenDone);

    /** How a taken draft ended; called exactly once, on the journal's thread. */
    interface Completion {
        /** For facts whose writer does not wait for them. */
        Completion IGNORED = new Completion() {
            @Override
            public void committed(long atNanos, long seq, String id) {}

            @Override
            public void failed(long atNanos, String reason) {}
        };

        /** It is durable, under this sequence number and id. */
        void committed(long atNanos, long seq, String id);

        /** It was not written and will not be. */
        void failed(long atNanos, String reason);
    }
}
