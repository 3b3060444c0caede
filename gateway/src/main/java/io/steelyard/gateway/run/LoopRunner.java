package io.steelyard.gateway.run;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Gives one loop its thread. A bug in the loop is reported to the given handler (which ends the process: a gateway with a
 * dead loop must not look alive).
 */
public final class LoopRunner implements AutoCloseable, Stepped {
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);
    /** So many calls tell what a thread waits for and who made it wait. */
    private static final int CALLS_TOLD_MAX = 12;

    private final Loop loop;
    private final Time time;
    private final BiConsumer<String, Throwable> died;
    private final Thread thread;
    private volatile boolean stopping;
    /** Written by the loop's thread alone. */
    private volatile long steps;
    /** When its next step is to begin, or the one under way began. */
    private volatile long dueNanos = Long.MAX_VALUE;

    public LoopRunner(Loop loop, Time time, BiConsumer<String, Throwable> died) {
        this.loop = loop;
        this.time = time;
        this.died = died;
        this.thread = Thread.ofPlatform().name(loop.name()).unstarted(this::run);
    }

    public void start() {
        dueNanos = time.monotonicNanos();
        thread.start();
    }

    /** Closes the loop also when the process is told to end, as by Ctrl-C. */
    public void closeAtExit() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(this::close));
    }

    /** Ends the idle time of the loop at once. Any thread. */
    public void wake() {
        LockSupport.unpark(thread);
    }

    @Override
    public String name() {
        return loop.name();
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public long lateNanos(long nowNanos) {
        long due = dueNanos;
        return due > nowNanos ? 0 : nowNanos - due;
    }

    @Override
    public String whereabouts() {
        return Arrays.stream(thread.getStackTrace()).limit(CALLS_TOLD_MAX).map(StackTraceElement::toString)
                .collect(Collectors.joining(" < "));
    }

    private void run() {
        try {
            while (!stopping) {
                long nowNanos = time.monotonicNanos();
                dueNanos = nowNanos;
                long idleNanos = Math.min(loop.step(nowNanos), Loop.IDLE_NANOS_MAX);
                steps++;
                if (idleNanos > 0 && !stopping) {
                    dueNanos = time.monotonicNanos() + idleNanos;
                    LockSupport.parkNanos(this, idleNanos);
                }
            }
        } catch (RuntimeException | Error bug) {
            died.accept(loop.name(), bug);
        } finally {
            loop.close();
        }
    }

    /**
     * Lets the current step finish and closes the loop on its own thread. Waits, interrupts, waits again and then goes on, so
     * that stopping always ends even if a native call hangs.
     *
     * @return whether the thread ended
     */
    public boolean stop() {
        stopping = true;
        wake();
        if (ended()) {
            return true;
        }
        thread.interrupt();
        return ended();
    }

    /** Lets the current step be the last; should it hang and return one day, the loop is closed on its own thread. Never waits. */
    void abandon() {
        stopping = true;
    }

    private boolean ended() {
        try {
            return thread.join(CLOSE_WAIT);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        stop();
    }
}
