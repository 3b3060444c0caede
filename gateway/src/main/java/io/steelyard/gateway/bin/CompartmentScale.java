package io.steelyard.gateway.bin;

import io.steelyard.gateway.deposit.Event.NoWeight;
import io.steelyard.gateway.deposit.Event.ScaleLost;
import io.steelyard.gateway.deposit.Event.ScaleUp;
import io.steelyard.gateway.deposit.Event.Tick;
import io.steelyard.gateway.deposit.Event.Weighed;
import io.steelyard.gateway.weighing.Event;
import java.util.function.Consumer;

/** What a compartment's scale says, in the words of the bin's rules. Owned by the scale's link. */
public final class CompartmentScale implements Consumer<Event> {
    private final SmartBin bin;
    private final String compartment;

    public CompartmentScale(SmartBin bin, String compartment) {
        this.bin = bin;
        this.compartment = compartment;
    }

    @Override
    public void accept(Event heard) {
        switch (heard) {
            case Event.Weight weight -> bin.on(new Weighed(compartment, weight));
            case Event.NoWeight none -> bin.on(new NoWeight(none.atNanos(), compartment, none.why()));
            case Event.LinkUp up -> bin.on(new ScaleUp(up.atNanos(), compartment));
            case Event.LinkLost lost -> bin.on(new ScaleLost(lost.atNanos(), compartment, lost.reason()));
            case Event.Tick tick -> bin.on(new Tick(tick.atNanos()));
            default -> throw new IllegalArgumentException("no scale says " + heard);
        }
    }
}
