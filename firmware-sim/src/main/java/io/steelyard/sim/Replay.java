package io.steelyard.sim;

import io.steelyard.sim.device.FaultRates;
import io.steelyard.sim.device.FaultyWire;
import io.steelyard.sim.device.LineRate;
import io.steelyard.sim.device.Playback;
import io.steelyard.sim.script.ScriptException;
import io.steelyard.sim.script.Transcript;
import io.steelyard.sim.script.WireSpec;
import io.steelyard.sim.wire.DeviceLoop;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * What {@code sim --replay} says: which recording, where, and how. It plays from {@code --after} seconds after its address
 * was printed, whether somebody listens or not, as a device would; what it hears changes nothing.
 */
final class Replay {
    private static final int BAUD_MIN = 300;
    private static final int BAUD_MAX = 1_000_000;
    private static final double AFTER_SECONDS_MAX = 86_400;
    private static final double NANOS_PER_SECOND = 1e9;
    /** After the last byte, so that it reaches the host. */
    private static final long LINGER_MILLIS = 1_500;

    @Option(names = "--replay", required = true, paramLabel = "FILE", description = "a transcript: plays back what one device said")
    private Path file = Path.of("");

    @Option(names = "--wire", paramLabel = "WIRE", description = "where: pty, as without it, or tcp:PORT on 127.0.0.1")
    private String wire = "pty";

    @Option(names = "--link", paramLabel = "PATH", description = "a second, stable name of the pty")
    private Optional<String> link = Optional.empty();

    @Option(names = "--after", paramLabel = "SECONDS", description = "time to open it before it plays; 1 without this")
    private double afterSeconds = 1;

    @Option(names = "--baud", paramLabel = "BAUD", description = "the line's rate for bytes without a time; 9600 without this")
    private int baud = 9600;

    @Option(names = "--again", description = "again and again, after the same pause, until Ctrl-C")
    private boolean again;

    /** @throws ParameterException if it cannot be meant so, with what to write */
    void requireUsable(CommandSpec spec, boolean exitWhenDone) {
        require(wireSpec().isPresent(), spec, "--wire " + wire + ": write pty or tcp:7001");
        require(link.isEmpty() || wire.equals("pty"), spec, "--link: leave it out, only a pty can have a second name");
        require(afterSeconds >= 0 && afterSeconds <= AFTER_SECONDS_MAX, spec,
                "--after " + afterSeconds + ": write 0 to " + (int) AFTER_SECONDS_MAX + " seconds");
        require(baud >= BAUD_MIN && baud <= BAUD_MAX, spec,
                "--baud " + baud + ": write a whole number from " + BAUD_MIN + " to " + BAUD_MAX);
        require(!again || !exitWhenDone, spec, "--again never ends: leave out --exit-when-done");
    }

    Path file() {
        return file;
    }

    /** Reads the whole recording before anything is opened. */
    Playback read() throws IOException, ScriptException {
        return new Playback(file.toString(), Transcript.read(file).fromDevice(LineRate.eightN1(baud)),
                (long) (afterSeconds * NANOS_PER_SECOND), again);
    }

    /** Plays on a loop that has not been started; the loop is to be closed afterwards. */
    void play(Playback playback, DeviceLoop loop, PrintWriter out, boolean exitWhenDone)
            throws IOException, InterruptedException {
        Plug plug = Plug.of(wireSpec().orElseThrow());
        loop.attach(playback, new FaultyWire(FaultRates.NONE, new SplittableRandom(0)), plug.wire());
        out.println(playback.name() + " replay " + plug.address());
        out.flush();
        loop.start();
        if (exitWhenDone) {
            TimeUnit.NANOSECONDS.sleep(playback.durationNanos());
            TimeUnit.MILLISECONDS.sleep(LINGER_MILLIS);
        } else {
            new CountDownLatch(1).await();
        }
    }

    private Optional<WireSpec> wireSpec() {
        return WireSpec.of(wire, link);
    }

    private static void require(boolean holds, CommandSpec spec, String sentence) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), sentence);
        }
    }
}
