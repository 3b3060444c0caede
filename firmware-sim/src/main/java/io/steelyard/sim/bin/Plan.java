package io.steelyard.sim.bin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** What somebody means to do, one thing after the other, and how long they wait for what has to happen first. One owner. */
final class Plan {
    /** @param delayNanos after the one before was done; {@code patienceNanos} is counted from there on */
    private record Move(long delayNanos, BooleanSupplier possible, long patienceNanos, LongConsumer deed) {}

    private final Deque<Move> moves = new ArrayDeque<>();
    private long sinceNanos;

    Plan(long nowNanos) {
        this.sinceNanos = nowNanos;
    }

    Plan after(long delayNanos, LongConsumer deed) {
        moves.add(new Move(delayNanos, () -> true, 0, deed));
        return this;
    }

    Plan once(BooleanSupplier possible, long patienceNanos, long delayNanos, LongConsumer deed) {
        moves.add(new Move(delayNanos, possible, patienceNanos, deed));
        return this;
    }

    boolean done() {
        return moves.isEmpty();
    }

    /** Does what is due. Who waited too long gives up the rest. */
    void step(long nowNanos) {
        Move move = moves.peek();
        if (move == null || nowNanos < sinceNanos + move.delayNanos()) {
            return;
        }
        if (move.possible().getAsBoolean()) {
            moves.remove();
            sinceNanos = nowNanos;
            move.deed().accept(nowNanos);
        } else if (nowNanos >= sinceNanos + move.delayNanos() + move.patienceNanos()) {
            moves.clear();
        }
    }
}
