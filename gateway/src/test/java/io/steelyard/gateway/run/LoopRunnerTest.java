package io.steelyard.gateway.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real threads, met with latches: nothing here depends on how fast time passes. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoopRunnerTest {
    /** At the longest idle time these would take a quarter of an hour. */
    private static final int STEPS = 1_000;

    private record Death(String loop, Throwable bug) {}

    private final CompletableFuture<Death> death = new CompletableFuture<>();

    @Test
    void a_stopped_loop_is_stepped_no_more_and_was_closed_once() throws Exception {
        var stepped = new CountDownLatch(3);
        var loop = new Probe(_ -> {
            stepped.countDown();
            return 0;
        });
        var runner = runner(loop);
        runner.start();
        stepped.await();

        assertTrue(runner.stop());

        int steps = loop.steps.get();
        assertEquals(1, loop.closings.get());
        assertTrue(runner.stop(), "stopping again changes nothing");
        assertEquals(steps, loop.steps.get());
        assertEquals(1, loop.closings.get());
        assertFalse(death.isDone());
    }

    @Test
    void a_loop_is_stepped_and_closed_on_one_thread_of_its_name() throws Exception {
        var stepped = new CountDownLatch(1);
        var loop = new Probe(_ -> {
            stepped.countDown();
            return 0;
        });
        var runner = runner(loop);
        runner.start();
        stepped.await();
        runner.stop();

        assertSame(loop.steppedBy, loop.closedBy);
        assertEquals("probe", name(loop.closedBy));
    }

    @Test
    void a_bug_of_the_loop_is_reported_and_the_loop_closed() throws Exception {
        var bug = new IllegalStateException("a bug");
        var loop = new Probe(_ -> {
            throw bug;
        });
        runner(loop).start();

        assertEquals(new Death("probe", bug), death.get());
        loop.closed.await();
        assertEquals(1, loop.steps.get());
    }

    @Test
    void an_error_is_reported_like_an_exception() throws Exception {
        var error = new AssertionError("must not happen");
        runner(new Probe(_ -> {
            throw error;
        })).start();

        assertSame(error, death.get().bug());
    }

    @Test
    void a_step_that_lasts_is_late_and_an_idle_loop_only_after_its_time() throws Exception {
        var time = new ModelTime();
        var entered = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        var runner = new LoopRunner(new Probe(_ -> {
            entered.countDown();
            try {
                released.await();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
            return 1_000;
        }), time, (_, _) -> {});
        assertEquals(0, runner.lateNanos(Long.MAX_VALUE - 1), "not started");
        runner.start();
        entered.await();
        assertEquals(0, runner.lateNanos(ModelTime.START_NANOS));
        assertEquals(90, runner.lateNanos(ModelTime.START_NANOS + 90));
        released.countDown();
        while (runner.lateNanos(ModelTime.START_NANOS + 1_000) != 0) {
            Thread.onSpinWait();
        }
        assertEquals(1, runner.lateNanos(ModelTime.START_NANOS + 1_001));
        runner.close();
    }

    @Test
    void waking_ends_the_idle_time() throws Exception {
        var steps = new CountDownLatch(STEPS);
        var loop = new Probe(_ -> {
            steps.countDown();
            return Long.MAX_VALUE;
        });
        try (var runner = runner(loop)) {
            runner.start();
            while (steps.getCount() > 0) {
                runner.wake();
                Thread.onSpinWait();
            }
        }
        assertTrue(loop.steps.get() >= STEPS);
    }

    @Test
    void a_missed_wake_up_does_not_stop_a_loop_for_good() throws Exception {
        var steps = new CountDownLatch(2);
        try (var runner = runner(new Probe(_ -> {
            steps.countDown();
            return Long.MAX_VALUE;
        }))) {
            runner.start();
            steps.await(); // nobody wakes it
        }
    }

    @Test
    void a_loop_is_told_the_monotonic_time() throws Exception {
        var told = new CompletableFuture<Long>();
        try (var runner = runner(new Probe(now -> {
            told.complete(now);
            return 0;
        }))) {
            runner.start();
            assertEquals(ModelTime.START_NANOS, told.get());
        }
    }

    @Test
    void a_step_that_hangs_is_interrupted_when_the_loop_is_stopped() throws Exception {
        var hangs = new CountDownLatch(1);
        var loop = new Probe(_ -> {
            hangs.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException interrupted) {
                return 0;
            }
            return 0;
        });
        var runner = runner(loop);
        runner.start();
        hangs.await();

        assertTrue(runner.stop());
        assertEquals(1, loop.closings.get());
    }

    @Test
    void steps_that_ended_are_counted_and_one_that_hangs_is_told_with_its_place() throws Exception {
        var hangs = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var runner = runner(new Probe(_ -> {
            hangs.countDown();
            awaitQuietly(goOn);
            return 0;
        }));
        runner.start();
        hangs.await();
        assertEquals(0, runner.steps());
        while (!runner.whereabouts().contains("LoopRunnerTest.awaitQuietly(")) {
            Thread.onSpinWait(); // it is on its way there
        }

        goOn.countDown();
        while (runner.steps() < STEPS) {
            Thread.onSpinWait();
        }
        runner.stop();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private LoopRunner runner(Loop loop) {
        return new LoopRunner(loop, new ModelTime(), (name, bug) -> death.complete(new Death(name, bug)));
    }

    private static String name(@Nullable Thread thread) {
        return thread == null ? "" : thread.getName();
    }

    private static final class Probe implements Loop {
        private final LongUnaryOperator step;
        private final AtomicInteger steps = new AtomicInteger();
        private final AtomicInteger closings = new AtomicInteger();
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile @Nullable Thread steppedBy;
        private volatile @Nullable Thread closedBy;

        Probe(LongUnaryOperator step) {
            this.step = step;
        }

        @Override
        public String name() {
            return "probe";
        }

        @Override
        public long step(long nowNanos) {
            steps.incrementAndGet();
            steppedBy = Thread.currentThread();
            return step.applyAsLong(nowNanos);
        }

        @Override
        public void close() {
            closings.incrementAndGet();
            closedBy = Thread.currentThread();
            closed.countDown();
        }
    }
}
