package io.steelyard.sim.demo;

import io.steelyard.sim.history.Placement;
import io.steelyard.sim.wire.DeviceLoop;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;

/**
 * Somebody at one bay: presents a bag's code, puts the bag down, waits until the gateway says "committed", lifts it. Loses
 * patience when nothing happens (the gateway was killed) and tries again. Stepped by one thread.
 */
final class Clerk {
    private static final BigDecimal DIVISION = new BigDecimal("0.01");
    private static final int DIVISIONS_MIN = 20;
    private static final int DIVISIONS_MAX = 4000;
    /** A platform swings for about a second, and a scale that flags motion needs another before it is seen empty. */
    private static final long PAUSE_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(2_500);
    private static final long PAUSE_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(3_200);
    private static final long PATIENCE_NANOS_MAX = TimeUnit.SECONDS.toNanos(10);

    private final Bay bay;
    private final DeviceLoop devices;
    private final IntSupplier nextBag;
    private final RandomGenerator random;
    private final AtomicInteger committed = new AtomicInteger();
    private final List<Placement> placements = new ArrayList<>();

    private boolean lies;
    private int committedBefore;
    private BigDecimal kilograms = DIVISION;
    private Instant since = Instant.EPOCH;
    private long untilNanos;

    /** @param nextBag numbers the bags; 0 when there are no more */
    Clerk(Bay bay, DeviceLoop devices, IntSupplier nextBag, RandomGenerator random) {
        this.bay = bay;
        this.devices = devices;
        this.nextBag = nextBag;
        this.random = random;
    }

    Bay bay() {
        return bay;
    }

    /** The gateway said that it has committed a weighing of this bay. Any thread. */
    void committed() {
        committed.incrementAndGet();
    }

    /** Weighings committed so far. Any thread. */
    int count() {
        return committed.get();
    }

    /** The gateway is up: first it has to see the pan empty. */
    void begin(long nowNanos) {
        untilNanos = nowNanos + random.nextLong(PAUSE_NANOS_MIN, PAUSE_NANOS_MAX);
    }

    void step(long nowNanos) {
        if (lies) {
            if (committed.get() > committedBefore || nowNanos > untilNanos) {
                lift(nowNanos);
            }
        } else if (nowNanos > untilNanos) {
            int bag = nextBag.getAsInt();
            if (bag > 0) {
                put(nowNanos, bag);
            }
        }
    }

    private void put(long nowNanos, int bag) {
        var weight = DIVISION.multiply(BigDecimal.valueOf(random.nextLong(DIVISIONS_MIN, DIVISIONS_MAX)));
        committedBefore = committed.get();
        kilograms = weight;
        since = Instant.now();
        devices.act(now -> {
            bay.presenting().present(now, bag);
            bay.pan().place(now, weight);
        });
        lies = true;
        untilNanos = nowNanos + PATIENCE_NANOS_MAX;
    }

    /** Takes the bag away, if one lies there. */
    void goHome(long nowNanos) {
        if (lies) {
            lift(nowNanos);
        }
    }

    private void lift(long nowNanos) {
        devices.act(now -> bay.pan().clear(now));
        lies = false;
        untilNanos = nowNanos + random.nextLong(PAUSE_NANOS_MIN, PAUSE_NANOS_MAX);
        placements.add(
                new Placement(bay.name(), since.toEpochMilli(), Instant.now().toEpochMilli(), kilograms, DIVISION));
    }

    List<Placement> placements() {
        return placements;
    }
}
