package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.DataFolder;
import io.steelyard.gateway.station.Draft;
import io.steelyard.gateway.station.FactData;
import io.steelyard.gateway.station.FactType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A gateway with a backlog is killed while it drains, again and again. What comes again is at most what was in the window,
 * {@code window x batch} facts, and what one acknowledgement of the platform covers beyond the one before it.
 */
class WorldDrainTest extends WorldStory {
    private static final int FACTS = 4_000;
    private static final int COMMIT = 500;
    private static final int BATCH_FACTS = 100;
    private static final int KILLS = 10;
    private static final long DRAINED_NANOS_MAX = TimeUnit.MINUTES.toNanos(10);

    @Test
    void after_a_kill_in_mid_drain_no_more_comes_again_than_the_window_and_one_acknowledgement() {
        var worst = new Worst();
        var backlog = temporary.resolve("backlog");
        makeBacklog(backlog);
        IntStream.rangeClosed(1, KILLS).forEach(kill -> tell((world, folder) -> {
            Files.copy(backlog.resolve("journal.db"), folder.resolve("journal.db"));
            world.broker().believesTheContract();
            int arrivedAtKill = FACTS * kill / (KILLS + 1);
            var acknowledgements = new Acknowledgements();
            assertTrue(world.pass(DRAINED_NANOS_MAX, () -> {
                acknowledgements.look(world.promised());
                return world.broker().factsArrived() >= arrivedAtKill;
            }),
                    "it drains: " + world.log().lines());
            long inFlight = world.broker().factsUnderWay();
            long unacknowledged = world.broker().factsArrived() - world.acknowledged();
            world.die(kill % 2 == 0);
            world.upAtOnce();
            world.drain();
            long again = world.broker().factsArrived() - world.platform().stored().size();
            assertTrue(again <= inFlight + unacknowledged,
                    again + " facts came again; under way were " + inFlight + ", not yet acknowledged "
                            + unacknowledged);
            long most = (long) World.WINDOW * BATCH_FACTS + acknowledgements.most;
            assertTrue(again <= most, again + " facts came again, window and one acknowledgement hold " + most);
            worst.add(again, inFlight, acknowledgements.most);
            if (kill < KILLS) {
                world.close(); // judging so many signatures takes long; the last one stands for all
            } else {
                assertEquals(List.of(), world.end().violations());
            }
        }));
        System.out.println(KILLS + " kills in a drain of " + FACTS + " facts: at worst " + worst.again
                + " facts came again, in batches of " + BATCH_FACTS + "; at most " + worst.underWay
                + " were under way, an acknowledgement covered up to " + worst.acknowledgement + ", allowed are "
                + World.WINDOW + " x " + BATCH_FACTS + " and what one acknowledgement covers");
        assertTrue(worst.again > 0, "the kills came when nothing was under way");
    }

    /** How many facts one word of the platform covers beyond the word before. */
    private static final class Acknowledgements {
        private long through;
        private long most;

        void look(long now) {
            most = Math.max(most, now - through);
            through = now;
        }
    }

    /** Of all kills, in facts. */
    private static final class Worst {
        private long again;
        private long underWay;
        private long acknowledgement;

        void add(long cameAgain, long wereUnderWay, long covered) {
            again = Math.max(again, cameAgain);
            underWay = Math.max(underWay, wereUnderWay);
            acknowledgement = Math.max(acknowledgement, covered);
        }
    }

    private void makeBacklog(Path folder) {
        try {
            Files.createDirectories(folder);
            for (var key : List.of("gateway.key", "gateway.pub", "token.key")) {
                Files.copy(keys.resolve(key), folder.resolve(key));
            }
            try (var lock = DataFolder.lock(folder)) {
                var journal = lock.open(World.GATEWAY, "steelyard test", lock.signer(), new VirtualTime(),
                        new SplittableRandom(1), Connections.DISK).journal();
                for (int done = 0; done < FACTS; done += COMMIT) {
                    journal.commit(IntStream.range(0, COMMIT).mapToObj(_ -> new Draft(FactType.CLOCK, 0,
                            FactData.text("event", "start"))).toList(), 0);
                }
                assertEquals(FACTS, journal.head());
                journal.close();
            }
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
