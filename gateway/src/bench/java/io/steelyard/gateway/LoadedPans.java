package io.steelyard.gateway;

import io.steelyard.gateway.journal.JournalLoop;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.station.Commits.Completion;
import io.steelyard.gateway.station.NumberedBags;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Clerks who put bags on pans as fast as they are told "recorded", or at a rate. Every line is one write to standard output
 * before anything else happens, so that a kill leaves what was said:
 *
 * <pre>
 *   serves JOURNAL HEAD ACKNOWLEDGED        the daemon stands
 *   offered NUMBER                          a bag lies on its pan
 *   told NUMBER SEQ ID OFFERED COMMITTED    "recorded"; monotonic nanoseconds, of one clock for all processes of this boot
 *   refused NUMBER REASON                   "not recorded"
 *   done                                    every bag has its answer
 * </pre>
 */
final class LoadedPans {
    private static final long AGAIN_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
    /** A clerk who was refused looks at the screen before trying the next bag. */
    private static final long REFUSED_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final JournalLoop journal;
    private final Time time;
    private final NumberedBags made;
    private final OutputStream out;

    LoadedPans(JournalLoop journal, Time time, NumberedBags made, OutputStream out) {
        this.journal = journal;
        this.time = time;
        this.made = made;
        this.out = out;
        say("serves " + journal.id() + " " + journal.head() + " " + journal.acknowledged());
    }

    /** Starts the clerks; returns at once. */
    void weigh(long first, long bags, double perSecond, int pans) {
        var next = new AtomicLong(first);
        var answered = new AtomicLong();
        long startNanos = time.monotonicNanos();
        for (int pan = 0; pan < pans; pan++) {
            Thread.ofPlatform().daemon().name("clerk-" + pan).start(() -> {
                for (long number = next.getAndIncrement(); number < first + bags; number = next.getAndIncrement()) {
                    if (perSecond > 0) {
                        await(startNanos + (long) ((number - first) / perSecond * TimeUnit.SECONDS.toNanos(1)));
                    }
                    weigh(number);
                    if (answered.incrementAndGet() == bags) {
                        say("done");
                    }
                }
            });
        }
    }

    private void await(long dueNanos) {
        for (long left = dueNanos - time.monotonicNanos(); left > 0; left = dueNanos - time.monotonicNanos()) {
            LockSupport.parkNanos(left);
        }
    }

    private void weigh(long number) {
        var answer = new Answer(number, time.monotonicNanos());
        say("offered " + number);
        var draft = made.weigh(number, answer.offeredNanos);
        while (!journal.offer(draft, answer)) {
            LockSupport.parkNanos(AGAIN_NANOS); // its inbox is full: the clerk's screen says so
        }
        answer.told.acquireUninterruptibly();
        if (answer.refused) {
            LockSupport.parkNanos(REFUSED_NANOS);
        }
    }

    private synchronized void say(String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException nobodyListens) {
            throw new UncheckedIOException(nobodyListens);
        }
    }

    /** On the journal's thread. */
    private final class Answer implements Completion {
        final Semaphore told = new Semaphore(0);
        final long number;
        final long offeredNanos;
        boolean refused;

        Answer(long number, long offeredNanos) {
            this.number = number;
            this.offeredNanos = offeredNanos;
        }

        @Override
        public void committed(long atNanos, long seq, String id) {
            say("told " + number + " " + seq + " " + id + " " + offeredNanos + " " + atNanos);
            told.release();
        }

        @Override
        public void failed(long atNanos, String reason) {
            refused = true;
            say("refused " + number + " " + reason);
            told.release();
        }
    }
}
