package io.steelyard.gateway;

import io.steelyard.gateway.pin.Pin;
import io.steelyard.gateway.pin.PinListener;
import java.util.function.Consumer;

/** Tells people what the daemon's pins do. A station weighs on without them, so nothing else says that they are lost. */
final class PinNews implements PinListener {
    private final Consumer<String> complaints;
    private boolean lost;

    PinNews(Consumer<String> complaints) {
        this.complaints = complaints;
    }

    @Override
    public void held() {
        if (lost) {
            lost = false;
            complaints.accept("pins work again");
        }
    }

    @Override
    public void switched(Pin.Input input, boolean active, long atNanos) {
        complaints.accept(input.name() + " " + input.says(active));
    }

    @Override
    public void pulsed(String output) {
        // beeps end all the time
    }

    @Override
    public void lost(String reason) {
        lost = true;
        complaints.accept("pins faulted: " + reason + "; weighing goes on");
    }
}
