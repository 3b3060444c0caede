package io.steelyard.gateway.uplink;

import io.steelyard.gateway.uplink.Ranges.Range;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was sent lately: it may still be on its way, so it is not sent again even if the platform says that it lacks it. One owner.
 */
final class Resting {
    /** Sendings that follow one another within this part of the time rest as one. */
    private static final int PARTS = 1_000;

    private record Rest(Range range, long sinceNanos) {}

    private final Deque<Rest> rests = new ArrayDeque<>();
    private final long restNanos;

    Resting(long restNanos) {
        this.restNanos = restNanos;
    }

    /** These were sent now. */
    void add(Range range, long nowNanos) {
        wake(nowNanos);
        var last = rests.peekLast();
        if (last != null && last.range().last() + 1 == range.first()
                && nowNanos - last.sinceNanos() <= restNanos / PARTS) {
            rests.removeLast();
            rests.addLast(new Rest(new Range(last.range().first(), range.last()), last.sinceNanos()));
        } else {
            rests.addLast(new Rest(range, nowNanos));
        }
    }

    /** Takes out of the numbers those that still rest. */
    void removeFrom(Ranges numbers, long nowNanos) {
        wake(nowNanos);
        rests.forEach(rest -> numbers.remove(rest.range()));
    }

    private void wake(long nowNanos) {
        while (!rests.isEmpty() && nowNanos - rests.getFirst().sinceNanos() >= restNanos) {
            rests.removeFirst();
        }
    }
}
