package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.journal.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        var results = LongStream.range(FIRST_SEED, FIRST_SEED + SEEDS).parallel()
                .mapToObj(seed -> live(seed, keys, World::live))
                .toList();
        assertEquals(List.of(), results.stream().filter(result -> !result.holds()).map(WorldTest::told).toList());
        thingsHappened(results);
    }

    /** A world in which nothing happens keeps every promise; these did not stand still. */
    private static void thingsHappened(List<World.Result> results) {
        long crashes = results.stream().mapToLong(World.Result::crashes).sum();
        long weighed = results.stream().mapToLong(result -> result.verdict().counts().weighed()).sum();
        long again = results.stream().mapToLong(result -> result.verdict().counts().arrivedAgain()).sum();
        long facts = results.stream().mapToLong(result -> result.verdict().counts().journaled()).sum();
        long pruned = results.stream().filter(result -> result.pruned() > 0).count();
        long jumps = results.stream().mapToLong(World.Result::jumps).sum();
        long distrusts = results.stream().mapToLong(World.Result::distrusts).sum();
        long forgot = results.stream().mapToLong(World.Result::forgot).sum();
        System.out.println(results.size() + " worlds: " + weighed + " weighings, " + facts + " facts, " + again
                + " arrivals of a fact again, " + crashes + " crashes, " + pruned
                + " journals pruned, " + forgot + " times a platform forgot, " + jumps
                + " jumps of a calendar, " + distrusts + " losses of its trust; all promises kept");
        assertTrue(
                weighed > 4L * results.size() && crashes > results.size() && again > results.size() && pruned > 0
                        && forgot > 0 && jumps > results.size() && distrusts > 0,
                "the worlds were too quiet to prove anything");
    }

    static Path keys(Path folder) throws Exception {
        try (var data = DataFolder.lock(folder.resolve("keys"))) {
            data.signer();
            data.tokenKey();
        }
        return folder.resolve("keys");
    }

    static World.Result live(long seed, Path keys) {
        return live(seed, keys, World::live);
    }

    /** How a world is lived through. */
    interface Living {
        World.Result live(long seed, Path folder, Path keys) throws Exception;
    }

    static World.Result live(long seed, Path keys, Living living) {
        try {
            return inAFolder(keys, folder -> living.live(seed, folder, keys));
        } catch (IllegalStateException | AssertionError broken) {
            throw new IllegalStateException("seed " + seed, broken);
        }
    }

    /** Something that happens in a data folder. */
    interface Life<T> {
        T in(Path folder) throws Exception;
    }

    /** In a folder of its own, in memory where there is such a place, removed afterwards. */
    static <T> T inAFolder(Path otherwise, Life<T> life) {
        try {
            var folder = Files.createTempDirectory(Files.isDirectory(MEMORY) ? MEMORY : otherwise, "world");
            try {
                return life.in(folder);
            } finally {
                remove(folder);
            }
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
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
        return "seed " + result.seed() + " (alone: -Dworld.first=" + result.seed() + " -Dworld.seeds=1) after "
                + result.crashes() + " crashes: " + result.verdict().report() + String.join("\n", result.log());
    }
}
