package io.steelyard.gateway.bin;

import io.steelyard.gateway.deposit.Event;
import io.steelyard.gateway.sensor.SensorValue.Measurement;
import io.steelyard.gateway.station.SensorChannel.Measured;
import java.util.Optional;

/** A sensor under a compartment's roof: from how far down the heap begins to how full that is. Owned by the sensor's link. */
public final class FillGauge implements Measured {
    private static final int PERCENT_MAX = 100;

    private final SmartBin bin;
    private final String compartment;
    private final int emptyMillimetres;
    private final int fullMillimetres;
    private int told = -1;

    /**
     * @param emptyMillimetres what it measures when nothing lies there
     * @param fullMillimetres what it measures when nothing more goes in; less than that
     */
    public FillGauge(SmartBin bin, String compartment, int emptyMillimetres, int fullMillimetres) {
        this.bin = bin;
        this.compartment = compartment;
        this.emptyMillimetres = emptyMillimetres;
        this.fullMillimetres = fullMillimetres;
    }

    @Override
    public void measured(long atNanos, Measurement measurement) {
        int percent = percent(measurement.value());
        if (percent != told) {
            told = percent;
            bin.on(new Event.Fill(atNanos, compartment, Optional.of(percent)));
        }
    }

    private int percent(int millimetres) {
        int filled = (emptyMillimetres - millimetres) * PERCENT_MAX / (emptyMillimetres - fullMillimetres);
        return Math.clamp(filled, 0, PERCENT_MAX);
    }

    @Override
    public void unknown(long atNanos, String why) {
        told = -1;
        bin.on(new Event.Fill(atNanos, compartment, Optional.empty()));
    }
}
