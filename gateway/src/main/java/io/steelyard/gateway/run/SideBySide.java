package io.steelyard.gateway.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future.State;
import java.util.concurrent.TimeUnit;

/** Does several things at once that wait for the world outside, and gives up on those that take too long. */
public final class SideBySide {
    private SideBySide() {}

    /**
     * Each on a thread of its own; one that is given up is told to stop and left behind, and keeps no process from ending.
     *
     * @return in the order of the tasks; empty for one that did not end in time
     */
    public static <T> List<Optional<T>> all(List<? extends Callable<T>> tasks, long nanosMax) {
        var threads = Executors
                .newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("side-by-side-", 0).factory());
        try {
            var results = new ArrayList<Optional<T>>();
            for (var done : threads.invokeAll(tasks, nanosMax, TimeUnit.NANOSECONDS)) {
                results.add(done.state() == State.CANCELLED ? Optional.empty() : Optional.of(done.get()));
            }
            return results;
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return tasks.stream().map(_ -> Optional.<T>empty()).toList();
        } finally {
            threads.shutdownNow();
        }
    }
}
