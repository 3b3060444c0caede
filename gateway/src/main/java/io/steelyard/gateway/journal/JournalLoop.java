package io.steelyard.gateway.journal;

import io.steelyard.gateway.run.Inbox;
import io.steelyard.gateway.run.Loop;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.station.Commits;
import io.steelyard.gateway.station.Draft;
import java.io.IOException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes drafts and acknowledgements in, commits them together, and only then tells who waits. Owns the {@link Journal}. */
public final class JournalLoop implements Loop, Commits {
    /** Drafts that may wait; a station makes one in some seconds. More means that the disk is stuck. */
    private static final int DRAFTS_MAX = 256;
    /** Drafts that share one sync. */
    private static final int BATCH_MAX = 128;
    /** After a failed chore. */
    private static final long CHORE_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final String NOTHING_WRITTEN = "the disk failed; nothing was written";

    /** So long an acknowledgement waits for facts whose sync it can share. */
    public static final long ACKNOWLEDGE_WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long NOT_WAITING = Long.MAX_VALUE;

    private record Offer(Draft draft, Completion whenDone) {}

    private final Journal journal;
    private final Time time;
    private final Consumer<String> complain;
    private final Complaints complaints;
    /** What a reader on another thread met. */
    private final AtomicReference<@Nullable JournalException> damaged = new AtomicReference<>();
    private final long reserveBytes;
    private final Inbox<Offer> offers = new Inbox<>(DRAFTS_MAX);
    private final AtomicLong acknowledgedThrough = new AtomicLong();
    /** What a failed commit was about while the disk does not tell whether it happened. */
    private volatile Optional<List<Offer>> inDoubt = Optional.empty();
    private final List<Chore> chores = new ArrayList<>();
    private long choresDueNanos = Long.MIN_VALUE;
    private Room room = Room.ENOUGH;
    private long acknowledgeDueNanos = NOT_WAITING;
    private volatile Runnable wake = () -> {};
    private volatile Runnable afterCommit = () -> {};
    private BooleanSupplier rescuing = () -> false;
    private volatile CommitListener listener = CommitListener.NONE;
    private volatile Consumer<Fact> ledger = _ -> {};

    /**
     * @param reserveBytes with less room than this on the disk new weighings are refused
     * @param complain told why a commit failed, and when the disk runs short; of each cause at most one line in ten seconds
     */
    public JournalLoop(Journal journal, long reserveBytes, Time time, Consumer<String> complain) {
        this.journal = journal;
        this.reserveBytes = reserveBytes;
        this.time = time;
        this.complain = complain;
        this.complaints = new Complaints(complain);
    }

    /** Sets what wakes this loop. */
    public void wakes(Runnable wake) {
        this.wake = wake;
        offers.wakes(wake);
    }

    /** Sets who is told after every commit of facts: the uplink has something to send. */
    public void afterCommit(Runnable told) {
        this.afterCommit = told;
    }

    /** Sets who is told of each fact that was offered, in order and before whoever offered it. */
    public void tells(Consumer<Fact> ledger) {
        this.ledger = ledger;
    }

    /** Sets who hears how commits go. */
    public void hears(CommitListener told) {
        this.listener = told;
    }

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public boolean offer(Draft draft, Completion whenDone) {
        return offers.offer(new Offer(draft, whenDone));
    }

    /**
     * The platform has committed the facts through this number. The next commit of facts makes it durable as well, at no sync of
     * its own; a crash before only means that the platform is asked once more. Any thread.
     */
    public void acknowledge(long through) {
        acknowledgedThrough.accumulateAndGet(through, Math::max);
    }

    /** Grows the log file to its working size as soon as nothing waits; before the loop runs. */
    public void growLog() {
        chores.add(new LogGrowth(journal, reserveBytes));
    }

    /**
     * Removes old facts as configured, while nothing waits; before the loop runs.
     *
     * @param neededAfter facts with higher numbers are needed here, acknowledged or not
     */
    public void keep(Keep keep, LongSupplier neededAfter) {
        chores.add(new Retention(journal, keep, neededAfter, time.monotonicNanos()));
    }

    /**
     * Rescues what reads of damaged journals, while nothing waits; before the loop runs.
     *
     * @param gateway who wrote them
     * @param key checks their facts
     */
    public void salvage(String gateway, PublicKey key) {
        var salvage = new Salvage(journal, journal.folder(), gateway, key, time,
                () -> Room.of(journal.freeBytes(), reserveBytes) != Room.RESERVE, complain);
        chores.add(salvage);
        rescuing = salvage::rescuing;
    }

    /** Whether a damaged journal is being rescued at this moment. Any thread. */
    public boolean rescuing() {
        return rescuing.getAsBoolean();
    }

    /** A reader that reports damage to this loop, which then condemns the journal. */
    public JournalReader reader(Connections connections) {
        return new JournalReader(journal.folder(), connections, journal::head, damage -> {
            damaged.compareAndSet(null, damage);
            wake.run();
        });
    }

    /** The journal's random identity. Any thread. */
    public String id() {
        return journal.id();
    }

    /** The newest fact's number. Any thread. */
    public long head() {
        return journal.head();
    }

    /** The platform has committed the facts through this number, and that is durable here. Any thread. */
    public long acknowledged() {
        return journal.acknowledged();
    }

    /** The facts through this number were removed; 0 when none were. Any thread. */
    public long pruned() {
        return journal.pruned();
    }

    /** A commit failed and the disk does not tell whether it happened: until it does nothing can be recorded. Any thread. */
    public boolean inDoubt() {
        return inDoubt.isPresent();
    }

    /** Bytes that may still be written where the journal lies. Any thread. */
    public long freeBytes() {
        return journal.freeBytes();
    }

    /** With less room than this new weighings are refused. Any thread. */
    public long reserveBytes() {
        return reserveBytes;
    }

    /** What is to be said of the disk; empty while it has room enough. Any thread. */
    public Optional<Disk> disk() {
        long free = journal.freeBytes();
        var now = Room.of(free, reserveBytes);
        return now == Room.ENOUGH
                ? Optional.empty()
                : Optional.of(new Disk(now == Room.RESERVE, now.sentence(free, reserveBytes)));
    }

    /**
     * A disk that is short of room.
     *
     * @param refusing whether new weighings are refused
     * @param sentence what is wrong and what to do
     */
    public record Disk(boolean refusing, String sentence) {}

    /** @throws CondemnedException when the journal is damaged: the process must end */
    @Override
    public long step(long nowNanos) {
        var met = damaged.get();
        if (met != null) {
            condemn(met);
        }
        complaints.tellWhatWasLeftOut(nowNanos);
        if (inDoubt.isPresent()) {
            return settle(inDoubt.get());
        }
        var batch = offers.poll(BATCH_MAX);
        long through = acknowledgedThrough.get();
        if (through <= journal.acknowledged()) {
            acknowledgeDueNanos = NOT_WAITING;
        } else if (acknowledgeDueNanos == NOT_WAITING) {
            acknowledgeDueNanos = nowNanos + ACKNOWLEDGE_WAIT_NANOS;
        }
        if (batch.isEmpty() && nowNanos < acknowledgeDueNanos) {
            return doChores(nowNanos);
        }
        commit(batch, through);
        return offers.isEmpty() && damaged.get() == null ? untilChores(nowNanos) : 0;
    }

    private long untilChores(long nowNanos) {
        return chores.isEmpty() ? IDLE_NANOS_MAX : Math.clamp(choresDueNanos - nowNanos, 0, IDLE_NANOS_MAX);
    }

    private long doChores(long nowNanos) {
        if (nowNanos < choresDueNanos) {
            return untilChores(nowNanos);
        }
        long idleNanos = IDLE_NANOS_MAX;
        long head = journal.head();
        try {
            for (var chore : chores) {
                idleNanos = Math.min(idleNanos, chore.step(nowNanos));
            }
        } catch (InDoubtException unknown) {
            complain(unknown);
            inDoubt = Optional.of(List.of());
        } catch (JournalException failed) {
            complain(failed);
            idleNanos = CHORE_PAUSE_NANOS;
        }
        if (journal.head() > head) {
            afterCommit.run();
        }
        choresDueNanos = nowNanos + idleNanos;
        return Math.min(idleNanos, IDLE_NANOS_MAX);
    }

    private void commit(List<Offer> offered, long through) {
        var batch = withinReserve(offered);
        boolean more = through > journal.acknowledged();
        if (batch.isEmpty() && !more) {
            return;
        }
        try {
            long beganNanos = time.monotonicNanos();
            var facts = journal.commit(batch.stream().map(Offer::draft).toList(), through);
            listener.committed(time.monotonicNanos() - beganNanos);
            confirm(batch, facts);
            if (more) {
                keepHead();
            }
        } catch (InDoubtException unknown) {
            inDoubt = Optional.of(batch);
            listener.failed();
            complain(unknown);
        } catch (JournalException failed) {
            listener.failed();
            complain(failed);
            refuse(batch, String.valueOf(failed.getMessage()));
        }
    }

    /** New weighings are refused while there is still room for what was accepted and for what devices report. */
    private List<Offer> withinReserve(List<Offer> offered) {
        long free = journal.freeBytes();
        var room = Room.of(free, reserveBytes);
        if (room != this.room) {
            this.room = room;
            complaints.say(room, room.sentence(free, reserveBytes), time.monotonicNanos());
        }
        if (room != Room.RESERVE) {
            return offered;
        }
        var refused = offered.stream().filter(offer -> offer.draft().needsRoom()).toList();
        refuse(refused, room.sentence(free, reserveBytes));
        return offered.stream().filter(offer -> !refused.contains(offer)).toList();
    }

    /** A second copy that cannot be written takes nothing from the journal itself. */
    private void keepHead() {
        try {
            journal.keepHead();
        } catch (IOException failed) {
            complain(new JournalException("write " + ChainHead.NAME + ": " + failed.getMessage()
                    + "; a journal put back to an earlier state would not be noticed; check the data folder"));
        }
    }

    /** Who waits goes on waiting until the disk tells: unknown is neither yes nor no. */
    private long settle(List<Offer> batch) {
        try {
            journal.settle().ifPresentOrElse(facts -> confirm(batch, facts),
                    () -> refuse(batch, NOTHING_WRITTEN));
            inDoubt = Optional.empty();
            return 0;
        } catch (InDoubtException stillUnknown) {
            complain(stillUnknown);
            return damaged.get() == null ? IDLE_NANOS_MAX : 0;
        }
    }

    private void confirm(List<Offer> batch, List<Fact> facts) {
        facts.forEach(ledger);
        for (int index = 0; index < batch.size(); index++) {
            var fact = facts.get(index);
            var id = FactHeader.read(fact.bytes()).orElseThrow().id();
            batch.get(index).whenDone().committed(time.monotonicNanos(), fact.seq(), id);
        }
        if (!facts.isEmpty()) {
            afterCommit.run();
        }
    }

    private void refuse(List<Offer> batch, String reason) {
        if (!batch.isEmpty()) {
            listener.refused(batch.size());
        }
        batch.forEach(offer -> offer.whenDone().failed(time.monotonicNanos(), reason));
    }

    private void complain(JournalException failed) {
        if (failed.trouble() == Trouble.DAMAGED || failed.trouble() == Trouble.NOT_A_DATABASE) {
            damaged.set(failed); // whoever waits is answered first
        }
        complaints.say(failed.trouble(), String.valueOf(failed.getMessage()), time.monotonicNanos());
    }

    /** Nothing can be trusted to a damaged file: what it holds is rescued by the next start, which begins a new one. */
    private void condemn(JournalException met) {
        var reason = String.valueOf(met.getMessage());
        try {
            journal.condemn(reason);
        } catch (IOException failed) {
            reason += "; word of it could not be left for the next start: " + failed.getMessage();
        }
        throw new CondemnedException(
                "the journal is damaged and condemned, the process ends so that the next start rescues what"
                        + " reads: " + reason,
                met);
    }

    /** Commits what was accepted into the inbox before the stop, then closes the file. */
    @Override
    public void close() {
        while (!offers.isEmpty() && inDoubt.isEmpty() && damaged.get() == null) {
            step(time.monotonicNanos());
        }
        if (inDoubt.isEmpty() && damaged.get() == null) {
            commit(List.of(), acknowledgedThrough.get());
        }
        if (damaged.get() != null) {
            refuse(offers.poll(DRAFTS_MAX), NOTHING_WRITTEN);
        }
        journal.close();
    }
}
