package io.steelyard.sim;

import io.steelyard.sim.consumer.ConsumerTest;
import io.steelyard.sim.device.Playback;
import io.steelyard.sim.script.Cast;
import io.steelyard.sim.script.EventSpec;
import io.steelyard.sim.script.Script;
import io.steelyard.sim.script.ScriptException;
import io.steelyard.sim.script.ScriptFile;
import io.steelyard.sim.script.Timeline;
import io.steelyard.sim.wire.DeviceLoop;
import io.steelyard.sim.stick.StickCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code sim}: sets up the devices of a script and lets happen what it says, or plays back what was recorded of one device.
 * Prints where each device is to be found, then each event as it happens.
 */
@Command(name = "sim", description = "Runs the devices of a script, plays back a recorded one, tries out a consumer of facts, or takes in what a gateway left on a stick.", mixinStandardHelpOptions = true)
final class SimCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 10;
    /** After the last event, so that its bytes reach the host and an emptied scale comes to rest. */
    private static final long LINGER_MILLIS = 1_500;
    private static final double NANOS_PER_SECOND = 1e9;

    @Option(names = "--script", paramLabel = "FILE", description = "what is attached and what happens")
    private Optional<Path> script = Optional.empty();

    @ArgGroup(exclusive = false, heading = "%nInstead of a script:%n")
    private @Nullable Replay replay;

    @ArgGroup(exclusive = false, heading = "%nOr, to try out a consumer of facts (config/contract/README.md):%n")
    private @Nullable ConsumerTest consumerTest;

    @ArgGroup(exclusive = false, heading = "%nOr, to take in what a gateway left on a memory stick:%n")
    private @Nullable StickCommand stick;

    @Option(names = "--exit-when-done", description = "end with the script or recording instead of idling until Ctrl-C")
    private boolean exitWhenDone;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        if (consumerTest != null) {
            return tryOut(consumerTest);
        }
        if (stick != null) {
            return takeIn(stick);
        }
        if (script.isPresent() && replay != null) {
            throw wrongUse("--script and --replay exclude each other: run sim twice, or leave one out");
        }
        if (replay != null) {
            replay.requireUsable(spec, exitWhenDone);
            return run(replay.file(), replay(replay));
        }
        Path file = script
                .orElseThrow(() -> wrongUse(
                        "say what to run: --script FILE, --replay FILE, --consumer-test or --import FILE"));
        return run(file, script(file));
    }

    private int tryOut(ConsumerTest asked) throws InterruptedException {
        if (script.isPresent() || replay != null) {
            throw wrongUse("--consumer-test runs alone: leave --script and --replay out");
        }
        asked.requireUsable(spec);
        try {
            return asked.passed(spec.commandLine().getOut()) ? Main.WELL : Main.CHECK_SAYS_NO;
        } catch (IOException failed) {
            spec.commandLine().getErr().println("cannot try out the consumer: " + failed.getMessage());
            return Main.CANNOT_RUN;
        }
    }

    private int takeIn(StickCommand asked) {
        if (script.isPresent() || replay != null) {
            throw wrongUse("--import runs alone: leave --script and --replay out");
        }
        try {
            return asked.run(spec.commandLine().getOut()) ? Main.WELL : Main.CHECK_SAYS_NO;
        } catch (IOException failed) {
            spec.commandLine().getErr().println(failed.getMessage());
            return Main.CANNOT_RUN;
        }
    }

    /** What runs on a loop of devices until it is done. */
    private interface Show {
        void runOn(DeviceLoop loop) throws ScriptException, IOException, InterruptedException;
    }

    private int run(Path file, Show show) throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try {
            run(show);
            return Main.WELL;
        } catch (ScriptException wrong) {
            err.println(file + " cannot be used:");
            wrong.faults().forEach(fault -> err.println("  " + fault));
            return Main.WRONG_USE;
        } catch (NoSuchFileException missing) {
            err.println("cannot run " + file + ": there is no such file as " + missing.getFile());
            return Main.CANNOT_RUN;
        } catch (FileAlreadyExistsException taken) {
            err.println("cannot run " + file + ": " + taken.getFile()
                    + " is there already; take it away or name another link");
            return Main.CANNOT_RUN;
        } catch (IOException failed) {
            err.println("cannot run " + file + ": " + failed.getMessage());
            return Main.CANNOT_RUN;
        }
    }

    private void run(Show show) throws ScriptException, IOException, InterruptedException {
        DeviceLoop loop = new DeviceLoop(spec.commandLine().getErr()::println);
        Thread closing = new Thread(loop::close, "closing");
        Runtime.getRuntime().addShutdownHook(closing);
        try {
            show.runOn(loop);
        } finally {
            loop.close();
        }
        Runtime.getRuntime().removeShutdownHook(closing);
    }

    private Show replay(Replay asked) {
        return loop -> {
            Playback playback = asked.read();
            asked.play(playback, loop, spec.commandLine().getOut(), exitWhenDone);
        };
    }

    private Show script(Path file) {
        return loop -> {
            Script read = ScriptFile.read(file);
            Cast cast = Cast.of(read);
            new Cabling(loop, cast, spec.commandLine().getOut()).connect(read);
            loop.start();
            play(Timeline.of(read), cast, loop);
        };
    }

    private void play(Timeline timeline, Cast cast, DeviceLoop loop) throws InterruptedException {
        long startNanos = System.nanoTime();
        while (!exitWhenDone || !timeline.ended()) {
            for (EventSpec event : timeline.dueBy(System.nanoTime() - startNanos)) {
                loop.act(nowNanos -> cast.perform(event, nowNanos));
                spec.commandLine().getOut().printf("%8.3f s  %s  %s%n", event.atNanos() / NANOS_PER_SECOND,
                        event.device(), event.act()).flush();
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        TimeUnit.MILLISECONDS.sleep(LINGER_MILLIS);
    }

    private ParameterException wrongUse(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
