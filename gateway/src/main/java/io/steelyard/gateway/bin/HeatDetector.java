package io.steelyard.gateway.bin;

import io.steelyard.gateway.deposit.Alarm;
import io.steelyard.gateway.deposit.Event;
import io.steelyard.gateway.deposit.Sounding;
import io.steelyard.gateway.sensor.SensorValue.Measurement;
import io.steelyard.gateway.station.SensorChannel.Measured;

/**
 * A thermometer in a bin, to which too much is an alarm. One that is lost ends none: whether it still burns is then known by nobody.
 * Owned by the sensor's link.
 */
public final class HeatDetector implements Measured {
    private static final int TENTHS = 10;
    /** An alarm is over only so much below its limit, in tenths of a degree, or it would come and go on the limit. */
    private static final int OVER_BELOW_TENTHS = 50;

    private final SmartBin bin;
    private final Sounding alarm;
    private final int limitTenths;

    /** @param limitCelsius from this temperature on it is an alarm */
    public HeatDetector(SmartBin bin, String sensor, int limitCelsius) {
        this.bin = bin;
        this.alarm = new Sounding(Alarm.HEAT, sensor);
        this.limitTenths = limitCelsius * TENTHS;
    }

    @Override
    public void measured(long atNanos, Measurement measurement) {
        if (measurement.value() >= limitTenths) {
            bin.on(new Event.Alarmed(atNanos, alarm, true));
        } else if (measurement.value() <= limitTenths - OVER_BELOW_TENTHS) {
            bin.on(new Event.Alarmed(atNanos, alarm, false));
        }
    }

    @Override
    public void unknown(long atNanos, String why) {
        // told by its channel; an alarm that it raised lasts
    }
}
