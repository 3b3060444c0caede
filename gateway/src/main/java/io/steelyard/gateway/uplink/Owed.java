package io.steelyard.gateway.uplink;

import io.steelyard.gateway.uplink.Ranges.Range;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was sent in this session and is not known to be committed. A broker answers at once and lets a backlog queue before a slower
 * platform, where a new weighing would stand behind it: so batches are held back by how soon the platform confirms them. One owner.
 */
final class Owed {
    private record Batch(Range facts, long sentNanos) {}

    private final Ranges facts = new Ranges();
    private final Deque<Batch> batches = new ArrayDeque<>();
    private final AdaptiveWindow pace;

    /** @param batchesMax unconfirmed at a time, however soon they are confirmed */
    Owed(int batchesMax) {
        this.pace = AdaptiveWindow.ofPlatform(batchesMax);
    }

    void sent(Range one) {
        facts.add(one);
    }

    void sentBatch(Range batch, long nowNanos) {
        facts.add(batch);
        batches.addLast(new Batch(batch, nowNanos));
    }

    /**
     * These need not be waited for any longer. One word confirms many batches; the youngest tells how long it takes, the others
     * have waited for the word as well.
     */
    void confirmed(Ranges numbers, long nowNanos) {
        facts.removeAll(numbers);
        int count = 0;
        long youngestNanos = nowNanos;
        while (!batches.isEmpty() && !facts.contains(batches.getFirst().facts().last())) {
            youngestNanos = batches.removeFirst().sentNanos();
            count++;
        }
        for (int batch = 0; batch < count; batch++) {
            pace.answered(youngestNanos, nowNanos);
        }
    }

    /** Whether another batch would only queue before the platform. */
    boolean isFull() {
        return batches.size() >= pace.places();
    }

    boolean isEmpty() {
        return facts.isEmpty();
    }

    long count() {
        return facts.count();
    }
}
