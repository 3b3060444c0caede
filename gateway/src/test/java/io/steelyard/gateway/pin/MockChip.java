package io.steelyard.gateway.pin;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInput;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The far ends of the mock's wires: what a lamp would see, and what a switch would do. */
public final class MockChip {
    private MockChip() {}

    /** Is anything held? */
    public static boolean idle() {
        return GpioChip.MOCK.context().isEmpty();
    }

    /** Pulls an input that is held up or down. */
    public static void drive(int line, boolean high) {
        lines(MockDigitalInput.class).filter(input -> input.address() == line).findFirst().orElseThrow()
                .mockState(DigitalState.getState(high));
    }

    /** Is somebody listening to this line? */
    public static boolean listened(int line) {
        return lines(MockDigitalInput.class).anyMatch(input -> input.address() == line);
    }

    /** What an output that is held is driven to. */
    public static boolean level(int line) {
        return output(line).isHigh();
    }

    /** Tells what an output that is held is driven to, from now on. */
    static void wire(int line, Consumer<Boolean> end) {
        output(line).addListener(event -> end.accept(event.state() == DigitalState.HIGH));
    }

    private static DigitalOutput output(int line) {
        return lines(DigitalOutput.class).filter(output -> output.address() == line).findFirst().orElseThrow();
    }

    private static <T> Stream<T> lines(Class<T> kind) {
        return GpioChip.MOCK.context().map(Context::registry).stream()
                .flatMap(registry -> registry.all().values().stream()).filter(kind::isInstance).map(kind::cast);
    }
}
