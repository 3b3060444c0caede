package io.steelyard.gateway;

import io.steelyard.gateway.station.View;
import io.steelyard.gateway.station.View.Phase;
import io.steelyard.gateway.weighing.Outcome;
import io.steelyard.sim.device.Pan;
import io.steelyard.sim.history.Placement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at one station: puts bags down, presents codes, watches the screen, takes bags away; hasty and forgetful while the
 * world is bad, patient when asked to be.
 */
final class Clerk {
    private static final BigDecimal DIVISION = new BigDecimal("0.01");
    private static final long PAUSE_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long PAUSE_NANOS_MAX = TimeUnit.SECONDS.toNanos(4);
    private static final long PATIENCE_NANOS_MAX = TimeUnit.SECONDS.toNanos(12);
    private static final long RESCAN_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** A bag that was refused is taken away and put down again after so long. */
    private static final long REFUSED_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final int SAME_WEIGHTS = 3;
    private static final int DIVISIONS_MIN = 20;
    private static final int DIVISIONS_MAX = 5000;
    /** Light bags swing least: an empty pan shows soonest after them. */
    private static final int LIGHT_DIVISIONS_MAX = 200;
    private static final int ONE_IN_FIDGETS = 2;
    private static final long FIDGET_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(300);
    /** Shorter than a pan must be seen empty, by more than a stalled line can stretch it. */
    private static final long FIDGET_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(800);
    private static final long AFTER_FIDGET_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** How this station's codes are presented. */
    interface Reader {
        void present(long nowNanos, int bag);
    }

    private final String station;
    private final Pan pan;
    private final Reader reader;
    private final VirtualTime time;
    private final RandomGenerator random;
    private final List<Placement> placements = new ArrayList<>();
    private @Nullable View view;

    private int bags;
    private int patientBags;
    private boolean lies;
    private BigDecimal kilograms = BigDecimal.ONE;
    private long sinceMillis;
    private long nextNanos;
    private long rescanNanos;
    private long giveUpNanos;
    private long refusedNanos;
    private boolean fidgeted;
    private long backNanos;
    private Outcome outcomeBefore = new Outcome.None();

    Clerk(String station, Pan pan, Reader reader, VirtualTime time, RandomGenerator random) {
        this.station = station;
        this.pan = pan;
        this.reader = reader;
        this.time = time;
        this.random = random;
    }

    void see(View seen) {
        view = seen;
    }

    /** The gateway died: the screen is black. */
    void seeNothing() {
        view = null;
    }

    /** From now on waits for the screen, until so many more bags are recorded. */
    void bePatient(int moreBags) {
        patientBags = moreBags;
        if (lies) {
            lift();
        }
        outcomeBefore = new Outcome.None();
    }

    boolean done() {
        return patientBags == 0 && !lies;
    }

    void step(boolean patient) {
        long now = time.monotonicNanos();
        if (now < nextNanos) {
            return;
        }
        if (lies) {
            watch(patient, now);
        } else if (!patient || patientBags > 0 && view != null && view.phase() == Phase.PLACE_THE_BAG) {
            put(now);
        }
    }

    private void put(long now) {
        bags++;
        kilograms = bags % SAME_WEIGHTS == 0
                ? kilograms
                : DIVISION.multiply(BigDecimal.valueOf(
                        random.nextLong(DIVISIONS_MIN, random.nextBoolean() ? LIGHT_DIVISIONS_MAX : DIVISIONS_MAX)));
        outcomeBefore = view == null ? new Outcome.None() : view.outcome();
        if (random.nextBoolean()) {
            reader.present(now, bags);
        }
        pan.place(now, kilograms);
        lies = true;
        sinceMillis = time.millis();
        nextNanos = now + 1;
        rescanNanos = now + RESCAN_NANOS;
        refusedNanos = now + REFUSED_NANOS;
        giveUpNanos = now + random.nextLong(PATIENCE_NANOS_MAX);
    }

    /** A recorded bag is now and then lifted for a moment and put back: still the same bag, and no second weighing. */
    private boolean fidgets(boolean recorded, long now) {
        if (backNanos > 0) {
            if (now >= backNanos) {
                pan.place(now, kilograms);
                backNanos = 0;
                giveUpNanos = now + AFTER_FIDGET_NANOS;
            }
            return true;
        }
        if (recorded && !fidgeted && random.nextInt(ONE_IN_FIDGETS) == 0) {
            fidgeted = true;
            pan.clear(now);
            backNanos = now + random.nextLong(FIDGET_NANOS_MIN, FIDGET_NANOS_MAX);
            return true;
        }
        return fidgeted && now < giveUpNanos;
    }

    private void watch(boolean patient, long now) {
        rescan(now);
        boolean recorded = view != null && view.outcome() instanceof Outcome.Recorded
                && !view.outcome().equals(outcomeBefore);
        if (!patient && fidgets(recorded, now)) {
            return;
        }
        boolean refused = patient && now > refusedNanos && view != null
                && view.outcome() instanceof Outcome.NotRecorded;
        if (recorded || refused || !patient && now > giveUpNanos) {
            if (patient && recorded) {
                patientBags--;
            }
            lift();
        }
    }

    /** Does what the screen asks for. */
    private void rescan(long now) {
        if (now > rescanNanos && view != null && view.phase() == Phase.SCAN_THE_CODE) {
            reader.present(now, bags);
            rescanNanos = now + RESCAN_NANOS;
        }
    }

    private void lift() {
        long now = time.monotonicNanos();
        pan.clear(now);
        lies = false;
        fidgeted = false;
        backNanos = 0;
        placements.add(new Placement(station, sinceMillis, time.millis(), kilograms, DIVISION));
        nextNanos = now + random.nextLong(PAUSE_NANOS_MIN, PAUSE_NANOS_MAX);
    }

    List<Placement> placements() {
        return placements;
    }
}
