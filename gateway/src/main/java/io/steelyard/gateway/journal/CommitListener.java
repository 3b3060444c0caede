package io.steelyard.gateway.journal;

/** Hears how commits go. Called on the journal's thread, must not wait. */
public interface CommitListener {
    /** Nobody listens. */
    CommitListener NONE = new CommitListener() {
        @Override
        public void committed(long tookNanos) {}

        @Override
        public void failed() {}

        @Override
        public void refused(int drafts) {}
    };

    /** Facts or an acknowledgement are durable. */
    void committed(long tookNanos);

    /** A commit failed, or nobody knows yet whether it did. */
    void failed();

    /** So many drafts were not written; who offered them was told. */
    void refused(int drafts);
}
