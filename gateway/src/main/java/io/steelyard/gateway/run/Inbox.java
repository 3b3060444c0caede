package io.steelyard.gateway.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A bounded queue into a loop. Any thread offers; the loop's owner takes. Offering wakes the loop. */
public final class Inbox<T> {
    private final ArrayBlockingQueue<T> items;
    private volatile Runnable wake = () -> {};

    public Inbox(int itemsMax) {
        this.items = new ArrayBlockingQueue<>(itemsMax);
    }

    /** Sets what wakes the loop; the runner does, a test need not. */
    public void wakes(Runnable wake) {
        this.wake = wake;
    }

    /** False when the inbox is full: the item was not taken and the caller must say so to whoever waits for it. */
    public boolean offer(T item) {
        boolean taken = items.offer(item);
        wake.run();
        return taken;
    }

    /** The next item, if any; never waits. */
    public Optional<T> poll() {
        return Optional.ofNullable(items.poll());
    }

    /** The next item, waited for at most so long; empty at once when the thread is told to stop. */
    public Optional<T> await(long nanosMax) {
        try {
            return Optional.ofNullable(items.poll(nanosMax, TimeUnit.NANOSECONDS));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Up to so many items, in order; never waits. */
    public List<T> poll(int itemsMax) {
        var taken = new ArrayList<T>();
        items.drainTo(taken, itemsMax);
        return taken;
    }

    /** Whether something waits. */
    public boolean isEmpty() {
        return items.isEmpty();
    }
}
