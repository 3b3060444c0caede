package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.journal.JournalException;
import io.steelyard.sim.platform.FactHeader;
import io.steelyard.sim.platform.Salvage;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * A journal is damaged that has what the platform lacks. It is moved aside at the next start, and each of those facts travels inside
 * a fact of the new journal, through the uplink to the platform, which takes it for what it is: the judge misses nothing.
 */
class WorldSalvageTest extends WorldStory {
    private static final long SALVAGED_NANOS_MAX = TimeUnit.MINUTES.toNanos(10);
    private static final long LIFE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int LIVES = 12;
    private static final Pattern RANGE = Pattern.compile("\\[(\\d+),(\\d+)\\]");
    private static final int DELIVERED_BAGS = 2;
    /** More than are rescued in one commit. */
    private static final int WAITING_BAGS = 35;

    /**
     * The last bags are weighed without a network; then the card fails.
     *
     * @param pageLost whether a page of weighings in their midst does not read at all
     * @return how many facts only the damaged journal has
     */
    private static long wreck(World world, boolean pageLost) throws SQLException, JournalException {
        assertTrue(world.weigh(DELIVERED_BAGS, WEIGHED_NANOS_MAX));
        world.drain();
        world.broker().breakDown();
        assertTrue(world.weigh(WAITING_BAGS, WEIGHED_NANOS_MAX));
        long waiting = world.unacknowledged();
        assertTrue(waiting >= WAITING_BAGS, "only the journal has them");
        world.die(false);
        world.card().damage(pageLost ? world.accepted().get(DELIVERED_BAGS + WAITING_BAGS / 2).id() : "");
        world.broker().mend();
        return waiting;
    }

    private static void goOn(World world) throws SQLException, JournalException {
        assertTrue(world.weigh(1, WEIGHED_NANOS_MAX), "weighing goes on");
        assertTrue(world.pass(SALVAGED_NANOS_MAX, () -> told(world, "salvaged journal.db.damaged-") > 0),
                () -> world.log().lines().toString());
        world.drain();
    }

    private static void assertSalvaged(World world, long waiting) throws SQLException, JournalException {
        goOn(world);

        assertEquals(List.of(), world.end().violations());
        assertEquals(1, told(world, ": " + waiting + " facts that the centre had not acknowledged are rescued"),
                () -> world.log().lines().toString());
        assertEquals(1, told(world, "is damaged"), () -> world.log().lines().toString());
        assertEquals(waiting, rescued(world));
        assertEquals(2, world.accepted().stream().map(fact -> fact.journal()).distinct().count());
        assertEquals(DELIVERED_BAGS + WAITING_BAGS + 1, world.accepted().size());
    }

    /** Facts of the new journal, at the platform, that hold one of the old. */
    private static long rescued(World world) {
        return world.platform().stored().stream()
                .filter(fact -> FactHeader.of(fact.bytes()) instanceof FactHeader header
                        && header.type().equals(Salvage.TYPE))
                .count();
    }

    private static long told(World world, String words) {
        return world.log().lines().stream().filter(line -> line.contains(words)).count();
    }

    @Test
    void what_only_a_damaged_journal_has_reaches_the_platform_out_of_the_next_one() {
        tell((world, _) -> assertSalvaged(world, wreck(world, false)));
    }

    @Test
    void killed_and_cut_off_again_and_again_while_it_salvages_everything_reaches_the_platform_once() {
        tell((world, _) -> {
            long waiting = wreck(world, false);
            for (int life = 1; life <= LIVES; life++) {
                world.upAtOnce();
                world.pass(life * LIFE_NANOS, () -> false);
                world.die(life % 2 == 0);
            }
            assertSalvaged(world, waiting);
        });
    }

    @Test
    void what_nothing_reads_any_more_is_named_to_the_platform_and_nothing_else_lacks() {
        tell((world, _) -> {
            long waiting = wreck(world, true);
            goOn(world);

            var named = world.platform().stored().stream()
                    .map(fact -> new String(fact.bytes(), StandardCharsets.UTF_8))
                    .filter(fact -> fact.contains("\"event\":\"salvaged\""))
                    .flatMap(end -> RANGE.matcher(end).results())
                    .flatMap(range -> LongStream
                            .rangeClosed(Long.parseLong(range.group(1)), Long.parseLong(range.group(2))).boxed())
                    .toList();
            var lacking = world.end().violations();
            assertFalse(named.isEmpty(), "the lost page had facts");
            assertEquals(waiting, rescued(world) + named.size());
            assertEquals(named.size(), lacking.size(), lacking::toString);
            assertTrue(lacking.stream().allMatch(lack -> lack.endsWith("not stored")), lacking::toString);
        });
    }
}
