package io.steelyard.sim.bin;

import io.steelyard.sim.device.Pan;
import io.steelyard.sim.history.CompartmentStory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A bin of several compartments in one housing, wired to a board. Owned by the thread that steps it.
 *
 * @see Visitor who comes to it
 */
public final class Bin {
    private static final int EMPTY_MILLIMETRES = 900;
    private static final int FULL_MILLIMETRES = 200;
    /** What people throw in lies so loosely. */
    private static final int MILLIMETRES_PER_KILOGRAM = 12;
    private static final double USUAL_CELSIUS = 24.5;
    private static final double FIRE_CELSIUS = 88.0;

    /** The inputs of the detectors. */
    public record Detectors(int smoke, int tilt, int enclosure) {}

    /** What may go wrong with the whole bin. */
    public enum Hazard {
        SMOKE,
        HEAT,
        TILT,
        ENCLOSURE
    }

    private final String name;
    private final Wires wires;
    private final Detectors detectors;
    private final LongSupplier utcMillis;
    private final List<Compartment> compartments = new ArrayList<>();
    private final List<Hazard> hazards = new ArrayList<>();

    /** @param utcMillis the true time, for what is written down */
    public Bin(String name, Wires wires, Detectors detectors, LongSupplier utcMillis) {
        this.name = name;
        this.wires = wires;
        this.detectors = detectors;
        this.utcMillis = utcMillis;
    }

    /** Fits one more compartment, over the platform of its scale. */
    public Compartment fit(Fitting fitting, Pan pan) {
        Compartment fitted = new Compartment(name, fitting, pan, utcMillis);
        compartments.add(fitted);
        return fitted;
    }

    public List<Compartment> compartments() {
        return List.copyOf(compartments);
    }

    /** It begins to burn, is pushed over, is opened where only a technician should. */
    public void begins(Hazard hazard) {
        hazards.add(hazard);
    }

    public void isOver(Hazard hazard) {
        hazards.remove(hazard);
    }

    /** How far below the sensor under the roof the heap in a compartment ends. */
    public int distanceMillimetres(Compartment compartment) {
        int heap = compartment.inside().intValue() * MILLIMETRES_PER_KILOGRAM;
        return Math.max(FULL_MILLIMETRES, EMPTY_MILLIMETRES - heap);
    }

    public double celsius() {
        return hazards.contains(Hazard.HEAT) ? FIRE_CELSIUS : USUAL_CELSIUS;
    }

    /** Lets time move on: locks are followed, switches told. */
    public void step(long nowNanos) {
        compartments.forEach(compartment -> compartment.step(nowNanos, wires));
        wires.input(detectors.smoke(), hazards.contains(Hazard.SMOKE));
        wires.input(detectors.tilt(), hazards.contains(Hazard.TILT));
        wires.input(detectors.enclosure(), hazards.contains(Hazard.ENCLOSURE));
    }

    /** What really happened so far, for the judge. */
    public List<CompartmentStory> stories() {
        return compartments.stream().map(Compartment::story).toList();
    }
}
