package io.steelyard.sim.bin;

import io.steelyard.sim.device.Pan;
import io.steelyard.sim.history.CompartmentStory;
import io.steelyard.sim.history.CompartmentStory.Load;
import io.steelyard.sim.history.CompartmentStory.Opening;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One compartment: a door with a latch, a lock that frees it, and whatever lies on the platform inside. The latch gives
 * way while its lock is energised. It writes down what really happens. Owned by the thread that
 * steps it; times must not go back.
 */
public final class Compartment {
    private static final long PRESSED_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    /** A sack that leans on the wall slides down in so many pieces. */
    private static final int SLIDES = 3;

    private final String bin;
    private final Fitting fitting;
    private final Pan pan;
    private final LongSupplier utcMillis;
    private final List<Load> loads = new ArrayList<>();
    private final List<Opening> openings = new ArrayList<>();
    private final List<Long> pulses = new ArrayList<>();

    private boolean energised;
    private boolean latched = true;
    private boolean open;
    private long openedMillis;
    private long pressedUntilNanos = Long.MIN_VALUE;
    private BigDecimal inside = BigDecimal.ZERO;
    private BigDecimal leaning = BigDecimal.ZERO;
    private long slideNanos;
    private long slideEveryNanos;
    private int slidesLeft;

    /** @param pan of its scale; only this compartment loads it */
    Compartment(String bin, Fitting fitting, Pan pan, LongSupplier utcMillis) {
        this.bin = bin;
        this.fitting = fitting;
        this.pan = pan;
        this.utcMillis = utcMillis;
        loads.add(new Load(0, inside));
    }

    public String name() {
        return fitting.name();
    }

    /** Whether whoever pulls at the door gets it open: what a resident hears as a click. */
    public boolean free() {
        return !latched && !open;
    }

    public boolean open() {
        return open;
    }

    /** All that is inside, in kilograms, whatever leans on a wall too. */
    public BigDecimal inside() {
        return inside;
    }

    /** Somebody pulls at the door; whether it opened. */
    public boolean pull() {
        if (!latched) {
            swing();
        }
        return open;
    }

    /** The door opens whether it is locked or not: it is levered, or thrown back before it has caught. */
    public void force() {
        swing();
    }

    private void swing() {
        if (!open) {
            open = true;
            openedMillis = utcMillis.getAsLong();
        }
    }

    /** The door is pushed shut, and latches unless the lock is energised. */
    public void shut() {
        if (open) {
            open = false;
            latched = !energised;
            openings.add(new Opening(openedMillis, utcMillis.getAsLong()));
        }
    }

    public void press(long nowNanos) {
        pressedUntilNanos = nowNanos + PRESSED_NANOS;
    }

    /** Something falls in. A door that is shut lets nothing in. */
    public void put(long nowNanos, BigDecimal kilograms) {
        change(nowNanos, kilograms);
    }

    /** The same, but a part leans on the wall at first, and slides down on the platform piece by piece. */
    public void putLeaning(long nowNanos, BigDecimal kilograms, BigDecimal part, long everyNanos) {
        if (open) {
            leaning = leaning.add(part);
            slidesLeft = SLIDES;
            slideEveryNanos = everyNanos;
            slideNanos = nowNanos + everyNanos;
            change(nowNanos, kilograms);
        }
    }

    /** A hand takes something out, at most what is there. */
    public void take(long nowNanos, BigDecimal kilograms) {
        change(nowNanos, kilograms.min(inside.subtract(leaning)).negate());
    }

    /** Nothing is left but so much. */
    public void empty(long nowNanos, BigDecimal left) {
        if (open) {
            leaning = BigDecimal.ZERO;
            change(nowNanos, left.min(inside).subtract(inside));
        }
    }

    private void change(long nowNanos, BigDecimal kilograms) {
        if (open) {
            inside = inside.add(kilograms);
            place(nowNanos);
        }
    }

    private void place(long nowNanos) {
        BigDecimal felt = inside.subtract(leaning);
        loads.add(new Load(utcMillis.getAsLong(), felt));
        pan.place(nowNanos, felt);
    }

    void step(long nowNanos, Wires wires) {
        boolean on = wires.output(fitting.lock());
        if (on && !energised) {
            pulses.add(utcMillis.getAsLong());
        }
        energised = on;
        latched = !on;
        if (leaning.signum() > 0 && nowNanos >= slideNanos) {
            slidesLeft--;
            leaning = slidesLeft <= 0
                    ? BigDecimal.ZERO
                    : leaning.subtract(leaning.movePointLeft(1).multiply(BigDecimal.valueOf(SLIDES)));
            slideNanos = nowNanos + slideEveryNanos;
            place(nowNanos);
        }
        wires.input(fitting.lid(), !open);
        wires.input(fitting.button(), nowNanos < pressedUntilNanos);
    }

    CompartmentStory story() {
        List<Opening> all = new ArrayList<>(openings);
        if (open) {
            all.add(new Opening(openedMillis, Opening.STILL_OPEN));
        }
        return new CompartmentStory(bin, fitting.name(), fitting.divisionKilograms(), fitting.leastKilograms(),
                fitting.noiseKilograms(), loads, all, pulses);
    }
}
