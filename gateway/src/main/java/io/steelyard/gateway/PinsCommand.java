package io.steelyard.gateway;

import io.steelyard.gateway.config.ConfigException;
import io.steelyard.gateway.config.ConfigFile;
import io.steelyard.gateway.link.LinkLoop;
import io.steelyard.gateway.pin.IoBoard;
import io.steelyard.gateway.pin.Panel;
import io.steelyard.gateway.pin.Pin;
import io.steelyard.gateway.pin.PinListener;
import io.steelyard.gateway.pin.PinLoop;
import io.steelyard.gateway.pin.PinPlan;
import io.steelyard.gateway.run.Backoff;
import io.steelyard.gateway.run.Loop;
import io.steelyard.gateway.run.LoopRunner;
import io.steelyard.gateway.run.SystemTime;
import io.steelyard.gateway.run.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tries the pins of a configuration, for a technician with a screwdriver in the other hand. */
@Command(name = "pins", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Takes the lamps, buzzers, locks and inputs of a configuration and tells how the inputs stand.",
        "A running gateway holds them: stop it first."})
final class PinsCommand implements Callable<Integer> {
    private static final long REOPEN_NANOS = TimeUnit.SECONDS.toNanos(1);

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "configuration, see config/")
    private Path config = Path.of("");

    @Option(names = "--pulse", paramLabel = "NAME", description = "make this output active for a moment: a lock for its"
            + " pulse, a lamp for a second, a buzzer for a beep")
    private Optional<String> pulse = Optional.empty();

    @Option(names = "--watch", description = "tell every change of an input until stopped (Ctrl-C)")
    private boolean watch;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        PinPlan plan;
        try {
            plan = ConfigFile.read(config).pins();
        } catch (ConfigException faults) {
            return fail(ExitCode.WRONG_USE, String.valueOf(faults.getMessage()));
        }
        if (plan.pins().isEmpty()) {
            return fail(ExitCode.WRONG_USE, config + ": has no [[pin]]; add one for each lamp, buzzer, lock and input");
        }
        var outputs = plan.pins().stream().filter(Pin.Output.class::isInstance).map(Pin::name).toList();
        if (pulse.isPresent() && !outputs.contains(pulse.get())) {
            return fail(ExitCode.WRONG_USE,
                    "pulse " + pulse.get() + ": is no output (lamp, buzzer, lock) of " + config + "; it has "
                            + (outputs.isEmpty() ? "none" : String.join(", ", outputs)));
        }
        return hold(plan);
    }

    private int hold(PinPlan plan) throws InterruptedException {
        SystemTime time;
        try {
            time = SystemTime.open();
        } catch (IOException noProc) {
            return fail(ExitCode.CANNOT_RUN, String.valueOf(noProc.getMessage()));
        }
        var told = new Told(plan);
        var backoff = new Backoff(REOPEN_NANOS, REOPEN_NANOS, new SecureRandom());
        if (plan.board().isPresent()) {
            var board = new IoBoard(plan.board().get(), plan.pins(), told);
            var loop = new LinkLoop("io", plan.board().get().link()::open, board, board, backoff, time);
            return run(loop, board.panel(), loop::wakes, told, time);
        }
        var loop = new PinLoop(plan, told, backoff, time);
        return run(loop, loop.panel(), loop::wakes, told, time);
    }

    private static int run(Loop loop, Panel panel, Consumer<Runnable> wakes, Told told, Time time)
            throws InterruptedException {
        told.panel = panel;
        try (var runner = new LoopRunner(loop, time, (_, bug) -> told.lost("hold the pins: " + bug))) {
            wakes.accept(runner::wake);
            runner.closeAtExit();
            runner.start();
            told.over.await();
            return told.code;
        }
    }

    private int fail(int code, String message) {
        spec.commandLine().getErr().println(message);
        return code;
    }

    /** Prints what happens, and knows when that is all. */
    private final class Told implements PinListener {
        private final PinPlan plan;
        private final Set<Pin> unseen = new HashSet<>();
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile int code = ExitCode.WELL;
        private volatile @Nullable Panel panel;

        Told(PinPlan plan) {
            this.plan = plan;
        }

        @Override
        public void held() {
            var place = plan.board().isPresent() ? " on channel " : " on GPIO ";
            plan.pins().forEach(pin -> say(pin.name() + ": " + pin.role() + place + pin.line() + ", held"));
            plan.pins().stream().filter(Pin.Input.class::isInstance).forEach(unseen::add);
            var held = panel;
            if (held != null) {
                pulse.ifPresent(held::pulse);
            }
            endIfAllIsTold();
        }

        @Override
        public void switched(Pin.Input input, boolean active, long atNanos) {
            say(input.name() + ": " + input.says(active));
            unseen.remove(input);
            endIfAllIsTold();
        }

        private void endIfAllIsTold() {
            if (unseen.isEmpty() && pulse.isEmpty() && !watch) {
                over.countDown();
            }
        }

        @Override
        public void pulsed(String output) {
            say(output + ": was active, rests again");
            if (!watch) {
                over.countDown();
            }
        }

        @Override
        public void lost(String reason) {
            code = fail(ExitCode.CANNOT_RUN, reason);
            over.countDown();
        }

        private void say(String line) {
            spec.commandLine().getOut().println(line);
            spec.commandLine().getOut().flush();
        }
    }
}
