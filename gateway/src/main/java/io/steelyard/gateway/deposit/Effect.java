package io.steelyard.gateway.deposit;

import io.steelyard.gateway.weighing.Sentence;
import java.util.Set;

/** What the rules can demand of the world. */
public sealed interface Effect {
    /** To be written down; the answer comes back as an event under its number. */
    sealed interface Write extends Effect {
        /** Unique in the life of the process. */
        long draft();

        long atNanos();
    }

    /** A session begins: durable before any door is unlocked. */
    record Begin(long draft, long atNanos, Session session) implements Write {}

    /** A session ended. */
    record End(long draft, Ended ended) implements Write {
        @Override
        public long atNanos() {
            return ended.atNanos();
        }
    }

    /** A visit of the crew begins: what was found is durable before any door is unlocked. */
    record BeginVisit(long draft, long atNanos, Visit visit) implements Write {}

    /** A visit ended. */
    record EndVisit(long draft, Visit.Left left) implements Write {
        @Override
        public long atNanos() {
            return left.atNanos();
        }
    }

    /** An alarm began or is over. */
    record Tell(long atNanos, Sounding sounding, boolean raised) implements Effect {}

    /** Lets somebody open these doors: each lock is released for its time and no longer. */
    record Unlock(Set<String> compartments) implements Effect {
        public Unlock {
            compartments = Set.copyOf(compartments);
        }
    }

    /** Every lock rests at once. */
    record Lock() implements Effect {}

    /** Why nothing follows from what somebody asked for. */
    record Refuse(Sentence why) implements Effect {}
}
