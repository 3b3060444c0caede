package io.steelyard.gateway;

import io.steelyard.gateway.bin.SmartBin;
import io.steelyard.gateway.deposit.Alarm;
import io.steelyard.gateway.deposit.Event;
import io.steelyard.gateway.deposit.Sounding;
import io.steelyard.gateway.pin.Pin;
import io.steelyard.gateway.pin.PinListener;
import io.steelyard.gateway.run.Time;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the pins of a bin's doors, detectors and buttons mean to its rules. Of its doors and buttons people hear by its sessions. */
final class BinInputs implements PinListener {
    private final PinListener news;
    private final Set<String> compartments;
    private final Time time;
    /** Before it is there nothing drives the pins. */
    private volatile @Nullable SmartBin bin;

    BinInputs(PinListener news, Set<String> compartments, Time time) {
        this.news = news;
        this.compartments = compartments;
        this.time = time;
    }

    void feed(SmartBin fed) {
        bin = fed;
    }

    @Override
    public void held() {
        news.held();
    }

    @Override
    public void switched(Pin.Input input, boolean active, long atNanos) {
        var fed = bin;
        if (fed != null) {
            tell(fed, input, active, atNanos);
        }
        if (!compartments.contains(input.station())) {
            news.switched(input, active, atNanos);
        }
    }

    private void tell(SmartBin fed, Pin.Input input, boolean active, long atNanos) {
        switch (input.senses()) {
            case LID -> {
                if (compartments.contains(input.station())) {
                    fed.on(new Event.Door(atNanos, input.station(), Optional.of(active)));
                }
            }
            case BUTTON -> {
                if (active) {
                    fed.choose(input.station(), atNanos);
                }
            }
            case SMOKE -> alarm(fed, Alarm.SMOKE, input, active, atNanos);
            case TILT -> alarm(fed, Alarm.TILT, input, active, atNanos);
            case ENCLOSURE -> alarm(fed, Alarm.ENCLOSURE, input, active, atNanos);
        }
    }

    private static void alarm(SmartBin fed, Alarm alarm, Pin.Input input, boolean active, long atNanos) {
        fed.on(new Event.Alarmed(atNanos, new Sounding(alarm, input.name()), active));
    }

    @Override
    public void pulsed(String output) {
        news.pulsed(output);
    }

    /** Of doors that nobody sees nobody knows whether they are shut. An alarm lasts until its detector says otherwise. */
    @Override
    public void lost(String reason) {
        var fed = bin;
        if (fed != null) {
            compartments.forEach(
                    name -> fed.on(new Event.Door(time.monotonicNanos(), name, Optional.empty())));
        }
        news.lost(reason);
    }
}
