package io.steelyard.gateway;

import io.steelyard.gateway.catalog.Materials;
import io.steelyard.gateway.station.Answer;
import io.steelyard.gateway.station.Station;
import io.steelyard.gateway.station.View.Phase;
import io.steelyard.gateway.station.View;
import io.steelyard.gateway.weighing.Choice;
import io.steelyard.gateway.weighing.Outcome;
import io.steelyard.gateway.weighing.Sentence;
import io.steelyard.sim.device.Pan;
import io.steelyard.sim.history.Placement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

    private static final double CONFIRMS = 0.1;
    private static final double CHOOSES = 0.01;
    private static final int ONE_IN_WRONG = 4;

    /** What was confirmed, and what became of it. */
    record Confirmation(String journal, long seq, BigDecimal net) {}

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
    private final List<Confirmation> confirmations = new ArrayList<>();
    private @Nullable View view;
    private @Nullable Gateway gateway;

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

    /** The gateway whose kiosk this clerk touches. */
    void touches(Gateway running) {
        gateway = running;
    }

    /** The gateway died: the screen is black. */
    void seeNothing() {
        view = null;
        gateway = null;
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
        kiosk().ifPresent(kiosk -> touch(kiosk, patient, now));
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

    private Optional<Station> kiosk() {
        return Optional.ofNullable(gateway)
                .flatMap(running -> running.stations().stream().filter(one -> one.name().equals(station)).findFirst());
    }

    /** Confirms what is shown; the hasty also choose, and confirm what is not shown, too early and twice. */
    private void touch(Station kiosk, boolean patient, long now) {
        var shown = Optional.ofNullable(view).filter(seen -> seen.phase() == Phase.READY).flatMap(View::weight)
                .map(View.Shown::value);
        if (!patient && random.nextDouble() < CHOOSES) {
            kiosk.choose(now, new Choice(Optional.of(Materials.UNSORTED),
                    DIVISION.multiply(BigDecimal.valueOf(random.nextLong(DIVISIONS_MIN)))));
        }
        if (patient ? shown.isPresent() : random.nextDouble() < CONFIRMS) {
            boolean wrong = !patient && random.nextInt(ONE_IN_WRONG) == 0;
            var net = shown.orElse(kilograms);
            confirm(kiosk, now, wrong ? net.add(DIVISION) : net);
        }
    }

    private void confirm(Station kiosk, long now, BigDecimal net) {
        var journal = Objects.requireNonNull(gateway).journal().id();
        kiosk.confirm(now, net, Optional.of("w1"), new Answer() {
            @Override
            public void recorded(long seq, String id) {
                confirmations.add(new Confirmation(journal, seq, net));
            }

            @Override
            public void refused(Sentence why) {
                // the screen says what to do
            }
        });
    }

    /** What was answered as recorded. */
    List<Confirmation> confirmations() {
        return confirmations;
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
