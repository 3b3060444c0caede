package io.steelyard.gateway.run;

import java.util.function.BiConsumer;

/** Gives a replaceable loop its thread, and its replacement a new one. A thread that hangs is left behind; none can be ended. */
public final class WatchedRunner implements AutoCloseable, Stepped {
    private final Time time;
    private final BiConsumer<String, Throwable> died;

    // guarded by this
    private Replaceable loop;
    private boolean closed;
    /** Of the loops that were replaced; each replacement counts as a step, for it is progress. */
    private long stepsBefore;
    /** Changed only under the lock; asked without, which is held while a thread is waited for. */
    private volatile LoopRunner runner;

    public WatchedRunner(Replaceable loop, Time time, BiConsumer<String, Throwable> died) {
        this.time = time;
        this.died = died;
        this.loop = loop;
        this.runner = new LoopRunner(loop, time, died);
    }

    public synchronized void start() {
        runner.start();
    }

    /** Ends the idle time of whichever loop runs now. Any thread. */
    public void wake() {
        runner.wake();
    }

    @Override
    public long lateNanos(long nowNanos) {
        return runner.lateNanos(nowNanos);
    }

    /** Replaces a loop that hangs. Called by the {@link Watchdog}. */
    synchronized void look() {
        if (!closed) {
            loop.replacement().ifPresent(this::replace);
        }
    }

    private void replace(Replaceable next) {
        runner.abandon();
        stepsBefore += runner.steps() + 1;
        loop = next;
        runner = new LoopRunner(next, time, died);
        runner.start();
    }

    @Override
    public String name() {
        return runner.name();
    }

    @Override
    public synchronized long steps() {
        return stepsBefore + runner.steps();
    }

    @Override
    public synchronized String whereabouts() {
        return runner.whereabouts();
    }

    /** Lets the current step be the last and does not wait for it: of many loops none waits for another's. Then {@link #close}. */
    public synchronized void beginToClose() {
        closed = true;
        runner.abandon();
    }

    @Override
    public synchronized void close() {
        closed = true;
        runner.close();
    }
}
