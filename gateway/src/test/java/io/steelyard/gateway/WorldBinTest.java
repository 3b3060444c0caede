package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.deposit.Alarm;
import io.steelyard.gateway.deposit.Outcome;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many worlds with a bin, each from its seed: people of every kind, faults at every seam, a crash at any step. */
class WorldBinTest {
    private static final long SEEDS = Long.getLong("world.seeds", 1000);
    private static final long FIRST_SEED = Long.getLong("world.first", 1);

    @TempDir
    Path temporary = Path.of("");

    @Test
    void no_bin_credits_what_was_not_put_in_or_loses_a_session() throws Exception {
        var keys = WorldTest.keys(temporary);
        var results = LongStream.range(FIRST_SEED, FIRST_SEED + SEEDS).parallel()
                .mapToObj(seed -> live(seed, keys)).toList();
        assertEquals(List.of(), results.stream().filter(result -> !result.holds()).map(WorldTest::told).toList());
        thingsHappened(results);
    }

    /** One world. */
    static World.Result live(long seed, Path keys) {
        return WorldTest.live(seed, keys, World::liveWithBin);
    }

    private static void thingsHappened(List<World.Result> results) {
        long crashes = results.stream().mapToLong(World.Result::crashes).sum();
        long facts = results.stream().mapToLong(result -> result.verdict().counts().journaled()).sum();
        System.out.println(results.size() + " worlds with a bin: " + facts + " facts, " + crashes + " crashes");
        assertTrue(crashes > results.size(), "the worlds were too quiet to prove anything");
        var happened = BinHappenings.sum(results.stream().map(World.Result::happenings).toList());
        System.out.print(happened.table());
        assertEquals(List.of(), whatMustHappen().filter(what -> happened.count(what) == 0).toList(),
                "these never happened");
    }

    /** Every way in which a session ends, every alarm, and what else the bin was built for. */
    private static Stream<String> whatMustHappen() {
        return Stream.of(Arrays.stream(Outcome.values()).map(outcome -> "deposit " + outcome.text()),
                Arrays.stream(Alarm.values()).flatMap(
                        alarm -> Stream.of("alarm-raised " + alarm.text(), "alarm-cleared " + alarm.text())),
                Stream.of("handover emptied", "handover broken", BinHappenings.REAL_DIFFERENCE, BinHappenings.FULL,
                        BinHappenings.QUARANTINED, BinHappenings.RESTART_AMID_AN_ALARM))
                .flatMap(words -> words);
    }
}
