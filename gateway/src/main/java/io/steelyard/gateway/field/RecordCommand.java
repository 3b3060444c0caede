package io.steelyard.gateway.field;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

import io.steelyard.gateway.frame.Dialect;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.link.Link;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.link.LinkLoop;
import io.steelyard.gateway.link.LineSettings;
import io.steelyard.gateway.link.Poll;
import io.steelyard.gateway.link.SerialPorts;
import io.steelyard.gateway.run.Backoff;
import io.steelyard.gateway.run.SystemTime;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.tag.TagDialect;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code steelyard record}: keeps the raw bytes of one device with their times in a {@link Transcript}, through the loop
 * that the daemon reads with. All on one thread; only the hook that waits for its end when the process is told to stop is
 * another.
 *
 * <p>Exit codes: 0 bytes were heard, 1 none, 2 asked wrongly, 3 the port or the file failed.
 */
@Command(name = "record", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Keeps the raw bytes of a device with their times in a transcript, until Ctrl-C.",
        "With --dialect the device is asked as the daemon would ask it; a question changes nothing in a device.",
        "`steelyard decode --dialect NAME --transcript < FILE` says what they mean.",
        "Stop the daemon first: a port has one reader."})
public final class RecordCommand implements Callable<Integer> {

    private static final int HEARD = 0;
    private static final int NOTHING_HEARD = 1;
    private static final int WRONG_USE = 2;
    private static final int CANNOT_RUN = 3;

    private static final String LINE = "9600 8N1";
    private static final long TOLD_EVERY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long REOPEN_FIRST_NANOS = Duration.ofMillis(500).toNanos();
    private static final long REOPEN_LONGEST_NANOS = Duration.ofSeconds(5).toNanos();
    /** The longest that Ctrl-C waits for the last line: a read's wait, many times over. */
    private static final long STOP_WAIT_MILLIS = 2_000;

    private final Optional<Time> time;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopping;

    // set by picocli for one run
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PORT", description = "the device's port: /dev/…, serial:/dev/… or tcp://host:port")
    private String port = "";

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "the transcript; an existing file is refused")
    private Path out = Path.of("");

    @Option(names = "--line", paramLabel = "SETTINGS", description = "how a serial line is set, as \"9600 8N1\" (default: the dialect's usual line, else "
            + LINE + ")")
    private Optional<String> line = Optional.empty();

    @Option(names = "--dialect", paramLabel = "NAME", description = "ask as the daemon asks a device of this dialect; the questions are recorded too")
    private Optional<String> dialect = Optional.empty();

    @Option(names = "--seconds", paramLabel = "N", description = "end after so many seconds")
    private Optional<Integer> seconds = Optional.empty();

    /** Records by the machine's own clocks. */
    public RecordCommand() {
        this(Optional.empty());
    }

    /** Records by these clocks. */
    RecordCommand(Time time) {
        this(Optional.of(time));
    }

    private RecordCommand(Optional<Time> time) {
        this.time = time;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Protocol> protocol = dialect.flatMap(RecordCommand::named).map(Dialect::protocol);
        if (dialect.isPresent() && protocol.isEmpty()) {
            return fail(WRONG_USE,
                    "there is no dialect \"" + dialect.get() + "\"; `steelyard decode --help` lists them");
        }
        String written = line.or(() -> protocol.flatMap(known -> known.usualLines().stream().findFirst())).orElse(LINE);
        Optional<LineSettings> settings = LineSettings.parse(written);
        if (settings.isEmpty()) {
            return fail(WRONG_USE, "--line \"" + written + "\" must be line settings as \"" + LINE + "\"");
        }
        Optional<LinkAddress> address = LinkAddress.parse(port, settings.get());
        if (address.isEmpty()) {
            return fail(WRONG_USE, "the port \"" + port + "\" " + LinkAddress.REMEDY);
        }
        if (seconds.filter(some -> some <= 0).isPresent()) {
            return fail(WRONG_USE, "--seconds " + seconds.get() + " must be at least 1");
        }
        return Files.exists(out) ? existing() : opened(address.get(), settings.get(), protocol);
    }

    private static Optional<Dialect> named(String name) {
        return ScaleDialect.named(name).<Dialect>map(scale -> scale).or(() -> TagDialect.named(name));
    }

    private int existing() {
        return fail(WRONG_USE, "record to " + out + ": the file exists and is not overwritten; name another");
    }

    private int opened(LinkAddress address, LineSettings settings, Optional<Protocol> protocol) throws IOException {
        Time clocks = time.isPresent() ? time.get() : SystemTime.open();
        Link link;
        try {
            link = address.open();
        } catch (IOException refused) {
            return fail(CANNOT_RUN, String.valueOf(refused.getMessage()));
        }
        try (link;
                OutputStream file = Files.newOutputStream(out, StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE)) {
            SerialPorts.beforeTheyClose(new Thread(this::stop, "stop"));
            var recording = new Recording(file, clocks, this::say);
            head(recording, clocks, address, settings, protocol);
            run(link, address, protocol, recording, clocks);
            return heard(recording.bytesHeard(), protocol);
        } catch (FileAlreadyExistsException meanwhile) {
            return existing();
        } catch (FileSystemException noFile) {
            return fail(CANNOT_RUN, "record to " + out + ": the file cannot be made there; name another");
        } catch (IOException failed) {
            return fail(CANNOT_RUN, "record to " + out + ": " + failed.getMessage()
                    + "; what was heard before is kept; make room and record again");
        } finally {
            ended.countDown();
        }
    }

    private void head(Recording recording, Time clocks, LinkAddress address, LineSettings settings,
            Optional<Protocol> protocol) {
        recording.note("port " + address);
        recording.note("line " + settings);
        recording.note(dialect.map(name -> "dialect " + name).orElse("no dialect was named")
                + protocol.flatMap(Protocol::question).map(question -> ", asked " + question)
                        .orElse(", nothing was asked"));
        recording.note("software " + String.join(" ", spec.root().version()));
        recording.note("begun " + clocks.wall().truncatedTo(ChronoUnit.SECONDS)
                + (clocks.wallTrusted() ? "" : " by a clock that nothing has set since it was switched on"));
        say("recording " + address + ", " + settings + ", to " + out
                + (seconds.isPresent() ? " for " + seconds.get() + " s" : "; Ctrl-C ends it"));
    }

    /** The loop opens the port again by itself when the device comes back. */
    private void run(Link first, LinkAddress address, Optional<Protocol> protocol, Recording recording, Time clocks)
            throws IOException {
        var opened = new ArrayDeque<>(List.of(first));
        var loop = new LinkLoop(address.toString(),
                () -> recording.recorded(opened.isEmpty() ? address.open() : opened.poll()), recording,
                protocol.flatMap(asked -> asked.question()
                        .map(question -> new Poll(question.bytes(), asked.askEvery().toNanos()))),
                new Backoff(REOPEN_FIRST_NANOS, REOPEN_LONGEST_NANOS, RandomGenerator.getDefault()), clocks);
        long beganNanos = clocks.monotonicNanos();
        OptionalLong lastsNanos = seconds.map(some -> OptionalLong.of(Duration.ofSeconds(some).toNanos()))
                .orElse(OptionalLong.empty());
        long toldNanos = beganNanos;
        long toldBytes = 0;
        for (long now = beganNanos; !stopping && now - beganNanos < lastsNanos.orElse(Long.MAX_VALUE);) {
            LockSupport.parkNanos(loop, Math.min(loop.step(now), TOLD_EVERY_NANOS));
            recording.check();
            now = clocks.monotonicNanos();
            if (now - toldNanos >= TOLD_EVERY_NANOS && recording.bytesHeard() > toldBytes) {
                toldNanos = now;
                toldBytes = recording.bytesHeard();
                say("heard " + toldBytes + " bytes");
            }
        }
        loop.close();
    }

    private int heard(long bytes, Optional<Protocol> protocol) {
        if (bytes > 0) {
            say("heard " + bytes + " bytes in all, kept in " + out);
            return HEARD;
        }
        boolean asked = protocol.flatMap(Protocol::question).isPresent();
        return fail(NOTHING_HEARD,
                "nothing heard on " + port + "; check the device's power, cable and output, try other"
                        + " settings with --line" + (asked ? "" : ", and --dialect if it speaks only when asked"));
    }

    /** Told to stop: lets the loop finish its step and say its last word. */
    private void stop() {
        stopping = true;
        try {
            ended.await(STOP_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(String sentence) {
        spec.commandLine().getOut().println(sentence);
        spec.commandLine().getOut().flush();
    }

    private int fail(int code, String sentence) {
        spec.commandLine().getErr().println("record: " + sentence);
        spec.commandLine().getErr().flush();
        return code;
    }
}
