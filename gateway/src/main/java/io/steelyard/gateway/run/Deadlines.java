package io.steelyard.gateway.run;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Cuts short what blocks for too long: a thread that overstays its deadline is interrupted, which ends its read or write of a socket
 * and closes that. Any thread; somebody has to {@link #look} several times a second.
 */
public final class Deadlines {
    private final Time time;
    private final Set<Deadline> open = ConcurrentHashMap.newKeySet();

    public Deadlines(Time time) {
        this.time = time;
    }

    /** From now on the calling thread has so long; close it on the same thread when done. */
    public Deadline begin(Duration atMost) {
        var deadline = new Deadline(Thread.currentThread(), time.monotonicNanos() + atMost.toNanos());
        open.add(deadline);
        return deadline;
    }

    /** Interrupts who is late. */
    public void look(long nowNanos) {
        open.forEach(deadline -> deadline.look(nowNanos));
    }

    /** One thread's. */
    public final class Deadline implements AutoCloseable {
        private final Thread thread;
        private final long untilNanos;
        // guarded by this
        private boolean missed;
        private boolean closed;

        private Deadline(Thread thread, long untilNanos) {
            this.thread = thread;
            this.untilNanos = untilNanos;
        }

        private synchronized void look(long nowNanos) {
            if (!closed && !missed && nowNanos - untilNanos >= 0) {
                missed = true;
                thread.interrupt();
            }
        }

        /** Whether the thread was interrupted for being late. */
        public synchronized boolean missed() {
            return missed;
        }

        /** The thread is no longer interrupted on this account. */
        @Override
        public void close() {
            open.remove(this);
            synchronized (this) {
                closed = true;
                if (missed) {
                    Thread.interrupted();
                }
            }
        }
    }
}
