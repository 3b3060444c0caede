package io.steelyard.gateway.ops;

import io.steelyard.gateway.journal.CommitListener;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Counts commits that go wrong, and has the others' times taken by whoever wants them. The journal's thread tells, any asks. */
public final class CommitWatch implements CommitListener {
    final AtomicLong failed = new AtomicLong();
    final AtomicLong refused = new AtomicLong();
    private volatile LongConsumer timer = _ -> {};

    /** Sets who takes the times, in nanoseconds. */
    void times(LongConsumer taker) {
        timer = taker;
    }

    @Override
    public void committed(long tookNanos) {
        timer.accept(tookNanos);
    }

    @Override
    public void failed() {
        failed.incrementAndGet();
    }

    @Override
    public void refused(int drafts) {
        refused.addAndGet(drafts);
    }
}
