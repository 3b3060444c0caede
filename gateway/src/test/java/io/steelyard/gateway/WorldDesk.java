package io.steelyard.gateway;

import io.steelyard.gateway.station.Answer;
import io.steelyard.gateway.station.Bookings.Change;
import io.steelyard.gateway.station.Bookings.Typed;
import io.steelyard.gateway.station.Bookings.Wish;
import io.steelyard.gateway.weighing.Sentence;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at the site's desk, who voids and corrects what was recorded and what was not, types weights, opens and closes shifts: now
 * and then, as it comes, twice in a row too. What is answered as recorded must hold.
 */
final class WorldDesk {
    private static final double WISHES = 0.01;
    private static final double ONCE_MORE = 0.2;
    private static final double ANY_NUMBER = 0.2;
    private static final List<String> MATERIALS = List.of("U", "0101", "0104", "0203", "H1", "R");
    private static final long CENTS_MAX = 2000;

    /** Told of each number and id that was answered. */
    interface Recorded {
        void recorded(long seq, String id);
    }

    private final RandomGenerator random;
    private final Recorded told;
    private @Nullable Gateway gateway;

    WorldDesk(RandomGenerator random, Recorded told) {
        this.random = random;
        this.told = told;
    }

    /** The gateway that runs now, if one does. */
    void sits(@Nullable Gateway running) {
        gateway = running;
    }

    void step(long nowNanos) {
        var running = gateway;
        if (running == null || random.nextDouble() >= WISHES) {
            return;
        }
        do {
            wish(running, nowNanos);
        } while (random.nextDouble() < ONCE_MORE);
    }

    private void wish(Gateway running, long nowNanos) {
        var wish = new Wish(nowNanos, Optional.of("w1"), "so it is");
        var bookings = running.bookings();
        switch (random.nextInt(8)) {
            case 0, 1 -> bookings.makeVoid(wish, record(running), answer());
            case 2, 3, 4 -> bookings.correct(wish, record(running), change(), answer());
            case 5 -> bookings.type(wish, new Typed("bay-1", weight(), material(), Optional.empty()), answer());
            case 6 -> bookings.openShift(wish, answer());
            default -> bookings.closeShift(wish, answer());
        }
    }

    /** Mostly the newest weight, sometimes whatever has the number. */
    private long record(Gateway running) {
        long head = running.ledger().head();
        if (random.nextDouble() < ANY_NUMBER) {
            return random.nextLong(head + 2);
        }
        long seq = head;
        while (seq > 1 && (running.ledger().entry(seq).isEmpty() || random.nextBoolean())) {
            seq--;
        }
        return seq;
    }

    private Change change() {
        return new Change(random.nextBoolean() ? Optional.of(material()) : Optional.empty(), Optional.empty(),
                Optional.empty(), random.nextBoolean() ? Optional.of(weight()) : Optional.empty());
    }

    private String material() {
        return MATERIALS.get(random.nextInt(MATERIALS.size()));
    }

    private BigDecimal weight() {
        return BigDecimal.valueOf(random.nextLong(1, CENTS_MAX), 2);
    }

    private Answer answer() {
        return new Answer() {
            @Override
            public void recorded(long seq, String id) {
                told.recorded(seq, id);
            }

            @Override
            public void refused(Sentence why) {
                // as it may be
            }
        };
    }
}
