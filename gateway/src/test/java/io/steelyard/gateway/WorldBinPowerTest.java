package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.sim.platform.SignedFact;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One resident deposits something, then the crew empties the bin; and the power fails at the n-th step of that story, for every n; or
 * the gateway ends before, in or after its n-th commit, for every n.
 */
class WorldBinPowerTest extends WorldStory {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int STEPS_MAX = 5_000;
    /** Between two steps a kill leaves what a power cut leaves but for what is not synced; its commits are all tried. */
    private static final int STEPS_A_KILL = 4;
    private static final int NEVER = Integer.MAX_VALUE;
    private static final long ROOM_BYTES = 10 * FaultyDiskFate.RESERVE_BYTES;
    /** How the first session and the first visit may end. */
    private static final List<String> MUST_HAPPEN = List.of("deposit broken", "deposit credited", "handover broken",
            "handover emptied");

    /** Where in a commit it ends. */
    enum Moment {
        /** Nothing of it is on the disk. */
        KILLED_BEFORE(false),
        /** Some sectors are. */
        CUT_WITHIN(true),
        /** All of it is, and nobody was told. */
        CUT_AFTER(true),
        KILLED_AFTER(false);

        private final boolean powerCut;

        Moment(boolean powerCut) {
            this.powerCut = powerCut;
        }
    }

    /** The gateway ends with the n-th commit. */
    private static final class NthCommit implements FaultyDisk.Seam {
        private final int last;
        private final Moment moment;
        private @Nullable WorldCard card;
        private int commits;

        NthCommit(int last, Moment moment) {
            this.last = last;
            this.moment = moment;
        }

        @Override
        public void before(Connection real, String call) throws SQLException {
            if (!call.equals(FaultyDisk.COMMIT) || ++commits != last) {
                return;
            }
            if (moment == Moment.KILLED_BEFORE) {
                throw new Fate.Crash(false);
            }
            if (card != null) {
                card.beforeCommit(real, moment == Moment.CUT_WITHIN);
            }
        }

        @Override
        public void after(Connection real, String call) {
            if (!call.equals(FaultyDisk.COMMIT) || commits != last) {
                return;
            }
            commits++; // the next one is none of ours
            if (card != null) {
                card.afterCommit();
            }
            throw new Fate.Crash(moment.powerCut);
        }

        @Override
        public long freeBytes() {
            return ROOM_BYTES;
        }
    }

    /** What came of one story: what is wrong, and what happened. */
    private record Ending(List<String> broken, List<String> happened) {}

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void at_whatever_step_the_gateway_ends_a_session_ends_once_and_earns_what_was_put_in(boolean powerCut) {
        int steps = stepsOfAGoodStory();
        int every = powerCut ? 1 : STEPS_A_KILL;
        assertAllGood(steps / every,
                nth -> ending((powerCut ? "power cut" : "kill") + " at step " + nth * every, new FaultyDisk.Faultless(),
                        world -> {
                            world.steps(nth * every);
                            long head = world.acknowledged() + world.unacknowledged();
                            world.die(powerCut);
                            return head;
                        }));
    }

    @ParameterizedTest
    @EnumSource
    void at_whatever_commit_the_gateway_ends_a_session_ends_once_and_earns_what_was_put_in(Moment moment) {
        int steps = stepsOfAGoodStory();
        var counting = new NthCommit(NEVER, moment);
        ending("counting", counting, world -> pass(world, steps));
        assertTrue(counting.commits > MUST_HAPPEN.size(), counting.commits + " commits");
        assertAllGood(counting.commits, commit -> {
            var seam = new NthCommit(commit, moment);
            return ending(moment + " commit " + commit, seam, world -> {
                seam.card = world.card();
                return pass(world, steps);
            });
        });
    }

    private static long pass(World world, int steps) throws Exception {
        world.steps(steps);
        return 0;
    }

    /** Until the crew has gone. */
    private int stepsOfAGoodStory() {
        var steps = new int[1];
        var good = ending("without a fault", new FaultyDisk.Faultless(), world -> {
            while (steps[0] < STEPS_MAX && world.facts().stream().noneMatch(WorldBinPowerTest::emptied)) {
                steps[0]++;
                world.steps(1);
            }
            return 0;
        });
        assertEquals(List.of(), good.broken);
        assertTrue(good.happened.containsAll(List.of("deposit credited", "handover emptied")), good.happened::toString);
        System.out.println("the story takes " + steps[0] + " steps");
        return steps[0];
    }

    private static boolean emptied(SignedFact fact) {
        var read = JSON.readTree(fact.bytes());
        return isOf(read, "handover", "ended") && says(read.get("data"), "outcome", "emptied");
    }

    private static void assertAllGood(int times, IntFunction<Ending> story) {
        var endings = IntStream.rangeClosed(1, times).parallel().mapToObj(story).toList();
        assertEquals(List.of(), endings.stream().flatMap(ending -> ending.broken.stream()).toList());
        var happened = new TreeSet<String>();
        endings.forEach(ending -> happened.addAll(ending.happened));
        System.out.println(times + " stories: " + happened);
        assertTrue(happened.containsAll(MUST_HAPPEN), happened::toString);
    }

    /** What interrupts the story; says which facts were durable by then. */
    private interface Interruption {
        long in(World world) throws Exception;
    }

    /** In good times after it one more deposit is credited, and everything reaches the platform. */
    private Ending ending(String name, FaultyDisk.Seam disk, Interruption interruption) {
        var broken = new ArrayList<String>();
        var happened = new ArrayList<String>();
        WorldTest.inAFolder(temporary, folder -> {
            var world = World.calmWithBin(folder, keys, disk);
            long head = interruption.in(world);
            world.goodTimes(1);
            broken.addAll(world.end().violations());
            var facts = world.facts().stream().map(fact -> JSON.readTree(fact.bytes())).toList();
            happened.addAll(happened(facts));
            broken.addAll(notBroken(facts, head));
            return folder;
        });
        return new Ending(broken.stream().map(found -> name + ": " + found).toList(), happened);
    }

    /** How the first session and the first visit ended. */
    private static List<String> happened(List<JsonNode> facts) {
        return Stream.of("deposit", "handover")
                .flatMap(type -> facts.stream().filter(fact -> isOf(fact, type, "ended")).limit(1)
                        .map(fact -> type + " " + fact.get("data").get("outcome").asString()))
                .toList();
    }

    /** What had begun when the gateway ended, and had not ended, must have ended as broken. */
    private static List<String> notBroken(List<JsonNode> facts, long head) {
        return facts.stream()
                .filter(fact -> Stream.of("deposit", "handover").anyMatch(type -> isOf(fact, type, "ended")))
                .filter(fact -> fact.get("seq").asLong() > head)
                .filter(fact -> fact.get("data").get("begun").path("seq").asLong(NEVER) <= head)
                .filter(fact -> !says(fact.get("data"), "outcome", "broken"))
                .map(fact -> "fact " + fact.get("seq") + " ends otherwise than as broken what fact " + head
                        + " or one before it began")
                .toList();
    }

    private static boolean isOf(JsonNode fact, String type, String event) {
        return says(fact, "type", type) && says(fact.get("data"), "event", event);
    }

    private static boolean says(JsonNode object, String name, String value) {
        return object.path(name).asString("").equals(value);
    }
}
