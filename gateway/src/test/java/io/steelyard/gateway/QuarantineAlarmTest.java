package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.Keep;
import io.steelyard.gateway.journal.DataFolder;
import io.steelyard.gateway.journal.JournalReader;
import io.steelyard.gateway.pin.PinPlan;
import io.steelyard.gateway.run.ModelTime;
import io.steelyard.gateway.uplink.BrokerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged journal is told to people and to the platform. */
class QuarantineAlarmTest {
    @TempDir
    Path folder = Path.of("");

    private final List<String> complaints = new ArrayList<>();

    @Test
    void a_damaged_journal_is_complained_of_and_is_a_fact_of_the_new_one() throws Exception {
        Files.writeString(folder.resolve("journal.db"),
                "this is no database, and it is longer than a header".repeat(4));

        start();

        var aside = aside();
        assertEquals(List.of("open journal " + folder.resolve("journal.db")
                + ": the file is damaged, it is no database any more (SQLITE_NOTADB); it is kept as "
                + folder.resolve(aside)
                + " and a new one is begun; what reads of it is rescued"), complaints);
        assertTrue(facts().getLast().contains("\"type\":\"device\""), facts()::toString);
        assertTrue(facts().getLast().endsWith("\"data\":{\"device\":\"journal\",\"event\":\"quarantined\",\"file\":\""
                + aside + "\"}}"), facts()::toString);
    }

    @Test
    void a_sound_journal_is_no_alarm() throws Exception {
        start();
        start();

        assertEquals(List.of(), complaints);
        assertTrue(facts().stream().noneMatch(fact -> fact.contains("quarantined")), facts()::toString);
        assertEquals(4, facts().size(), "the clocks and the configuration of two starts");
    }

    private String aside() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith("journal.db.damaged-")).findFirst().orElseThrow();
        }
    }

    private void start() throws Exception {
        try (var data = DataFolder.lock(folder)) {
            Gateway.build(config(), data, around()).journal().close();
        }
    }

    private List<String> facts() throws Exception {
        try (var reader = new JournalReader(folder, Connections.DISK)) {
            return reader.after(0, Integer.MAX_VALUE).stream()
                    .map(fact -> new String(fact.bytes(), StandardCharsets.UTF_8)).toList();
        }
    }

    private GatewayConfig config() throws Exception {
        var platform = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
        return new GatewayConfig("hz-yuhang-0042", "hangzhou", folder, 0, Keep.USUAL,
                new GatewayConfig.Uplink("tcp://nowhere:1", platform, Duration.ofMinutes(1), 16, Duration.ofMinutes(1)),
                Optional.empty(), List.of(), PinPlan.NONE, "");
    }

    private Surroundings around() {
        return new Surroundings(new ModelTime(), new SplittableRandom(1), Connections.DISK,
                (address, _) -> {
                    throw new IOException("no port at " + address);
                }, (_, _, _) -> {
                    throw new BrokerException("no broker");
                }, _ -> {}, new Unheard(), complaints::add);
    }
}
