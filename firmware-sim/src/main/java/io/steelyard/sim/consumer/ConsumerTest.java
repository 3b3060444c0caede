package io.steelyard.sim.consumer;

import io.steelyard.sim.broker.EmbeddedBroker;
import io.steelyard.sim.platform.KeyFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What {@code sim --consumer-test} says: where the consumer is, with which keys, and how patient to be. */
public final class ConsumerTest {
    private static final int ANY = EmbeddedBroker.ANY_PORT;
    private static final double SECONDS_MAX = 3_600;

    @Option(names = "--consumer-test", required = true, description = "plays a gateway, kind and unkind, to a consumer of facts, and says what it did wrong")
    private boolean asked;

    @Option(names = "--broker", paramLabel = "URL", description = "where the consumer listens; without it one is started and its address printed")
    private Optional<String> broker = Optional.empty();

    @Option(names = "--keys", paramLabel = "DIR", description = "gateway.pub for the consumer to trust; platform.key and platform.pub, with which it signs; made where missing (default: keys)")
    private Path keys = Path.of("keys");

    @Option(names = "--stored", paramLabel = "FILE", description = "what the consumer stored, read at the end: journal, seq, hexadecimal SHA-256 of the bytes, separated by tabs")
    private Optional<Path> stored = Optional.empty();

    @Option(names = "--stored-command", paramLabel = "CMD", description = "a shell command that prints the same")
    private Optional<String> storedCommand = Optional.empty();

    @Option(names = "--patience", paramLabel = "SECONDS", description = "time for an acknowledgement that must come; 10 without this")
    private double patienceSeconds = 10;

    @Option(names = "--pause", paramLabel = "SECONDS", description = "time for one that must not come; 1 without this")
    private double pauseSeconds = 1;

    /** @throws ParameterException if it cannot be meant so, with what to write */
    public void requireUsable(CommandSpec spec) {
        require(stored.isEmpty() || storedCommand.isEmpty(), spec, "--stored and --stored-command: give one of them");
        require(patienceSeconds > 0 && patienceSeconds <= SECONDS_MAX, spec,
                "--patience " + patienceSeconds + ": write more than 0, and " + (int) SECONDS_MAX + " seconds at most");
        require(pauseSeconds >= 0 && pauseSeconds <= SECONDS_MAX, spec,
                "--pause " + pauseSeconds + ": write 0 to " + (int) SECONDS_MAX + " seconds");
    }

    private static void require(boolean usable, CommandSpec spec, String otherwise) {
        if (!usable) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    /** Plays all trials. Returns whether the consumer passed; throws when they could not be played. */
    public boolean passed(PrintWriter out) throws IOException, InterruptedException {
        Files.createDirectories(keys);
        KeyPair gateway = KeyFiles.openOrCreate(keys.resolve("gateway.key"), keys.resolve("gateway.pub"));
        KeyPair platform = KeyFiles.openOrCreate(keys.resolve("platform.key"), keys.resolve("platform.pub"));
        if (broker.isPresent()) {
            return passed(broker.get(), gateway, platform, out);
        }
        try (EmbeddedBroker own = new EmbeddedBroker(ANY)) {
            own.start();
            return passed(own.uri(), gateway, platform, out);
        }
    }

    private boolean passed(String brokerUri, KeyPair gateway, KeyPair platform, PrintWriter out)
            throws IOException, InterruptedException {
        out.println("broker " + brokerUri + ", topics " + Stage.ROOT + "/…, keys " + keys.toAbsolutePath());
        out.flush();
        var waits = new Stage.Waits(millis(patienceSeconds), millis(pauseSeconds));
        try (BrokerLine line = new BrokerLine(brokerUri)) {
            Stage stage = new Stage(line, gateway, platform.getPublic(), waits);
            stage.awaitsConsumer();
            return Examination.passed(Examination.trials(), stage, this::storedLines, out);
        } catch (IllegalArgumentException unreadable) {
            throw new IOException(unreadable.getMessage(), unreadable);
        }
    }

    private List<String> storedLines() throws IOException, InterruptedException {
        if (stored.isPresent()) {
            return Files.readAllLines(stored.get());
        }
        return storedCommand.isPresent() ? printedBy(storedCommand.get()) : List.of();
    }

    private static List<String> printedBy(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command).redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> lines = reader.lines().toList();
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException("--stored-command ended with " + code + ": " + command);
            }
            return lines;
        }
    }

    private static long millis(double seconds) {
        return (long) (seconds * TimeUnit.SECONDS.toMillis(1));
    }
}
