package io.steelyard.gateway.pin;

import com.pi4j.Pi4J;
import com.pi4j.boardinfo.util.BoardInfoHelper;
import com.pi4j.context.Context;
import com.pi4j.io.IO;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalInputProvider;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProvider;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProvider;
import io.steelyard.gateway.run.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one GPIO chip, through Pi4J, which only this and the two kinds of line know. A value with a state of its own
 * because the machine has one chip and Pi4J keeps it in a static: a second Pi4J context that ends takes the lines of the
 * first with it. So all share one, opened with the first line and closed with the last. Any thread.
 */
public enum GpioChip {
    /** The board's own. */
    BOARD,
    /** Pi4J's mock: every output can be set, every input rests low. For trying a configuration where there are no pins. */
    MOCK;

    /** The last line of the 40-pin header. */
    public static final int LINE_MAX = 27;

    private static final Path DEVICES = Path.of("/dev");
    private static final String CHIPS = "gpiochip*";

    /** Apart, because every configuration names the chip, and a start without pins need not wait for logging. */
    private static final class Pi4jLog {
        /** Held for ever, or the level set here is forgotten. What Pi4J logs it also throws, and the caller tells it in one line. */
        private static final Logger LOG = Logger.getLogger("com.pi4j");
    }

    // while any line is open, guarded by this
    private @Nullable Context context;
    private int linesOpen;

    /** The chip of this name in a configuration. */
    public static Optional<GpioChip> named(String word) {
        return Arrays.stream(values()).filter(chip -> chip.word().equals(word)).findFirst();
    }

    /** The name in a configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Takes a line as an output that starts at its resting level, and goes back to it when it is closed. */
    synchronized OutputLine output(String name, int line, boolean restsHigh) throws IOException {
        var rest = DigitalState.getState(restsHigh);
        DigitalOutput output = open(name, line, pi4j -> pi4j.create(DigitalOutput.newConfigBuilder(pi4j).id(name)
                .address(line).initial(rest).shutdown(rest).build()));
        return new OutputLine(this, output);
    }

    /** Takes a line as an input, pulled to its resting level. Edges come on a thread of Pi4J's, as soon as it is open. */
    synchronized InputLine input(String name, int line, boolean restsHigh, long debounceMicros, Edges edges)
            throws IOException {
        DigitalInput input = open(name, line, pi4j -> pi4j.create(DigitalInput.newConfigBuilder(pi4j).id(name)
                .address(line).pull(restsHigh ? PullResistance.PULL_UP : PullResistance.PULL_DOWN)
                .debounce(debounceMicros).build()));
        input.addListener(event -> edges.edge(event.state() == DigitalState.HIGH));
        return new InputLine(this, input);
    }

    /** Takes a line that rests high, for its short falls. */
    synchronized PulseLine pulses(String name, int line, Time time) throws IOException {
        return this == MOCK
                ? MockPulses.open(this, name, line, time)
                : open(name, line, _ -> KernelPulses.open(this, name, line));
    }

    private <T> T open(String name, int line, Function<Context, T> create) throws IOException {
        var opened = context == null ? openChip() : context;
        context = opened;
        try {
            var made = create.apply(opened);
            linesOpen++;
            return made;
        } catch (RuntimeException refused) {
            closeIfIdle();
            throw new IOException("open GPIO " + line + " for " + name + ": " + cause(refused)
                    + "; free the line, `gpioinfo` names who holds it, or correct its number", refused);
        }
    }

    private Context openChip() throws IOException {
        Pi4jLog.LOG.setLevel(Level.OFF);
        var builder = Pi4J.newContextBuilder().noAutoDetect();
        if (this == MOCK) {
            return builder.add(MockDigitalInputProvider.newInstance(), MockDigitalOutputProvider.newInstance()).build();
        }
        refuseWhatCannotOpen();
        try {
            return builder.add(GpioDDigitalInputProvider.newInstance(), GpioDDigitalOutputProvider.newInstance())
                    .build();
        } catch (RuntimeException | LinkageError refused) {
            throw new IOException("open the board's GPIO: " + cause(refused)
                    + "; check with `gpiodetect` that a chip of the label pinctrl is there", refused);
        }
    }

    private static void refuseWhatCannotOpen() throws IOException {
        var chips = chips();
        if (chips.isEmpty()) {
            throw new IOException("open the board's GPIO: there is none (no " + DEVICES.resolve(CHIPS)
                    + "); run on a Raspberry Pi, or write gpio = \"mock\" under [gateway] to go without");
        }
        if (!BoardInfoHelper.runningOnRaspberryPi()) {
            throw new IOException("open the board's GPIO: this is no Raspberry Pi that Pi4J knows; run on one,"
                    + " or write gpio = \"mock\" under [gateway] to go without");
        }
        if (chips.stream().noneMatch(chip -> Files.isReadable(chip) && Files.isWritable(chip))) {
            throw new IOException("open the board's GPIO: permission denied; add the user "
                    + System.getProperty("user.name") + " to the group gpio and start again");
        }
    }

    /** Why no line of this chip can be taken, as far as one can tell without taking one; empty where nothing is in the way. */
    public Optional<String> obstacle() {
        if (this == MOCK) {
            return Optional.empty();
        }
        try {
            refuseWhatCannotOpen();
            return Optional.empty();
        } catch (IOException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    private static List<Path> chips() throws IOException {
        try (var found = Files.newDirectoryStream(DEVICES, CHIPS)) {
            var chips = new ArrayList<Path>();
            found.forEach(chips::add);
            return chips;
        }
    }

    /** Pi4J wraps the kernel's word several times. */
    private static String cause(Throwable thrown) {
        var innermost = thrown;
        for (var next = thrown.getCause(); next != null; next = next.getCause()) {
            innermost = next;
        }
        return String.valueOf(innermost.getMessage());
    }

    /** Gives a line back; an output rests from here on. */
    synchronized void release(IO<?, ?, ?> line) {
        if (context == null) {
            return;
        }
        try {
            context.shutdown(line.id());
        } catch (RuntimeException notStarted) {
            context.shutdown(line.id()); // an input closed before its thread ran: Pi4J waits 5 s and throws, then lets go
        }
        released();
    }

    /** A line was given back. */
    synchronized void released() {
        linesOpen--;
        closeIfIdle();
    }

    private void closeIfIdle() {
        if (linesOpen == 0 && context != null) {
            context.shutdown();
            context = null;
        }
    }

    /** Pi4J's own view, while any line is open. */
    synchronized Optional<Context> context() {
        return Optional.ofNullable(context);
    }
}
