package io.steelyard.gateway.link;

import java.util.Optional;

/** The same request again and again, whatever is answered. */
final class Polling implements Requests {
    private final Poll poll;
    private long dueNanos;

    Polling(Poll poll) {
        this.poll = poll;
    }

    static Requests of(Optional<Poll> poll) {
        return poll.<Requests>map(Polling::new).orElse(NONE);
    }

    @Override
    public void opened(long nowNanos) {
        dueNanos = nowNanos;
    }

    @Override
    public Optional<byte[]> due(long nowNanos) {
        if (nowNanos < dueNanos) {
            return Optional.empty();
        }
        dueNanos = nowNanos + poll.everyNanos();
        return Optional.of(poll.request());
    }
}
