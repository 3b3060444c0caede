package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.steelyard.gateway.journal.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main test: many worlds, each from its seed. */
class WorldTest {
    private static final long SEEDS = Long.getLong("world.seeds", 1000);
    private static final long FIRST_SEED = Long.getLong("world.first", 1);
    private static final Path MEMORY = Path.of("/dev/shm");

    @TempDir
    Path temporary = Path.of("");

    @Test
    void no_world_loses_doubles_or_alters_a_weighing() throws Exception {
        var keys = keys(temporary);
        var failures = LongStream.range(FIRST_SEED, FIRST_SEED + SEEDS).parallel().mapToObj(seed -> live(seed, keys))
                .flatMap(Optional::stream).sorted(Comparator.comparingLong(World.Result::seed)).toList();
        assertEquals(List.of(), failures.stream().map(WorldTest::told).collect(Collectors.toList()));
    }

    static Path keys(Path folder) throws Exception {
        try (var data = DataFolder.lock(folder.resolve("keys"))) {
            data.signer();
            data.tokenKey();
        }
        return folder.resolve("keys");
    }

    /** The result if the world broke a promise. */
    static Optional<World.Result> live(long seed, Path keys) {
        try {
            var folder = Files.createTempDirectory(Files.isDirectory(MEMORY) ? MEMORY : keys.getParent(), "world");
            try {
                var result = World.live(seed, folder, keys);
                return result.verdict().holds() ? Optional.empty() : Optional.of(result);
            } finally {
                remove(folder);
            }
        } catch (Exception | AssertionError broken) {
            throw new IllegalStateException("seed " + seed, broken);
        }
    }

    private static void remove(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    static String told(World.Result result) {
        return "seed " + result.seed() + " after " + result.crashes() + " crashes: " + result.verdict().report();
    }
}
