package io.steelyard.gateway.ops;

import io.steelyard.gateway.pin.Pin;
import io.steelyard.gateway.pin.PinListener;
import java.util.Optional;

/** Looks over the shoulder of who listens to the pins. The thread that drives them tells, any thread asks. */
public final class PinWatch implements PinListener {
    private final PinListener listener;
    private volatile Optional<String> lost = Optional.empty();

    public PinWatch(PinListener listener) {
        this.listener = listener;
    }

    /** A station weighs on without its lamps, and a bin only says that it does not know its doors. */
    Optional<Trouble> trouble() {
        return lost.map(reason -> Trouble.warn("pins-lost", reason));
    }

    @Override
    public void held() {
        lost = Optional.empty();
        listener.held();
    }

    @Override
    public void switched(Pin.Input input, boolean active, long atNanos) {
        listener.switched(input, active, atNanos);
    }

    @Override
    public void pulsed(String output) {
        listener.pulsed(output);
    }

    @Override
    public void lost(String reason) {
        lost = Optional.of(reason);
        listener.lost(reason);
    }
}
