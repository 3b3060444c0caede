package io.steelyard.gateway.run;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/** Runs each task on a virtual thread of its own, for tasks that mostly wait for a socket. How many there are at a time is bounded by who hands them over. */
public final class Workers implements Executor {
    private final String role;
    private final AtomicLong started = new AtomicLong();

    /** @param role names the threads, with a number after it */
    public Workers(String role) {
        this.role = role;
    }

    @Override
    public void execute(Runnable task) {
        Thread.ofVirtual().name(role + "-" + started.incrementAndGet()).start(task);
    }
}
