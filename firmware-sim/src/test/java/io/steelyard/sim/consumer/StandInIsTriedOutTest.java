package io.steelyard.sim.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.sim.broker.EmbeddedBroker;
import io.steelyard.sim.platform.FactsFile;
import io.steelyard.sim.platform.KeyFiles;
import io.steelyard.sim.platform.PlatformClient;
import io.steelyard.sim.platform.PlatformListener;
import io.steelyard.sim.platform.StandInPlatform;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stand-in platform on a real broker, as any consumer is tried out. */
final class StandInIsTriedOutTest {
    private static final Stage.Waits WAITS = new Stage.Waits(20_000, 100);

    @TempDir
    private Path folder;

    @Test
    void it_passes() throws Exception {
        var gateway = KeyFiles.newPair();
        var own = KeyFiles.newPair();
        var platform = new StandInPlatform(Map.of(KeyFiles.keyId(gateway.getPublic()), gateway.getPublic()), own);
        var said = new StringWriter();
        List<Sent> sent;
        Path facts = folder.resolve("facts");
        try (EmbeddedBroker broker = new EmbeddedBroker(EmbeddedBroker.ANY_PORT)) {
            broker.start();
            var settings = new PlatformClient.Settings(broker.uri(), "platform", List.of(), facts);
            try (PlatformClient client = new PlatformClient(settings, platform, new PlatformListener() {});
                    BrokerLine line = new BrokerLine(broker.uri())) {
                client.start();
                Stage stage = new Stage(line, gateway, own.getPublic(), WAITS);
                stage.awaitsConsumer();
                assertTrue(Examination.passed(Examination.trials(), stage, List::of, new PrintWriter(said, true)),
                        said::toString);
                sent = stage.everything();
            }
        }
        StoredLines stored = new StoredLines(platform.stored().stream().map(StoredLines::line).toList());
        sent.forEach(journal -> assertEquals(List.of(), stored.faults(journal)));
        var reborn = new StandInPlatform(Map.of(KeyFiles.keyId(gateway.getPublic()), gateway.getPublic()), own);
        reborn.restore(FactsFile.read(facts));
        assertEquals(platform.stored().size(), reborn.stored().size());
    }
}
