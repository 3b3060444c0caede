package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests the main test: each fault is planted into a copy of the real source, compiled, and must make some world fail. The text
 * to replace must still be there, so a plant cannot quietly outlive the code it breaks.
 */
class PlantedFaultsTest {
    private static final long SEEDS_MAX = 1000;

    /** A fault: where, what stands there, what a careless hand would have written. */
    enum Plant {
        STARTING_IN_IDLE(617, "weighing/WeighingPoint.java", "new WeighingPoint(Clearing.START, Presented.NONE",
                "new WeighingPoint(new Idle(), Presented.NONE"),
        ONE_FRAME_REARMS(502, "weighing/WeighingPoint.java", "emptied.settled(rules) ? new Idle()",
                "emptied.frames() > 0 ? new Idle()"),
        CONFIRMING_BEFORE_COMMIT(101, "journal/Journal.java", """
                            insert(open, facts);
                            acknowledge(open, through);
                            also.in(open);
                        } catch (SQLException failed) {
                            close(); // which undoes what was inserted
                            throw JournalFailure.of("write journal " + file, failed);
                        }
                        try {
                            open.commit();
                """, """
                            open.commit();
                            insert(open, facts);
                            acknowledge(open, through);
                            also.in(open);
                        } catch (SQLException failed) {
                            close(); // which undoes what was inserted
                            throw JournalFailure.of("write journal " + file, failed);
                        }
                        try {
                            open.isClosed();
                """),
        DELETING_ON_PUBACK(101, "uplink/Conversation.java", "plan.brokerAcknowledges() && answered.isPresent()",
                "answered.isPresent()"),
        PREV_OF_THE_WRONG_FACT(101, "journal/Journal.java", "            prev = Chain.link(fact.bytes());\n", ""),
        FIRST_READING_CAPTURED(201, "weighing/Window.java",
                "frames >= rules.settleFrames() && spanNanos() >= rules.settleNanos()",
                "frames > 0"),
        FORGED_ACKNOWLEDGEMENT_BELIEVED(514, "uplink/PlatformWord.java",
                "filter(signature -> FactSigner.verifies(platform, message.payload(), signature))",
                "filter(signature -> signature.length > 0)"),
        FOREIGN_ACKNOWLEDGEMENT_BELIEVED(514, "uplink/HeardWords.java",
                "filter(said -> said.journal().equals(journal))", "filter(said -> !said.journal().isEmpty())"),
        FORK_BELIEVED(523, "uplink/Conversation.java", "if (fork.isPresent()) {",
                "if (fork.isPresent() && word.through() < 0) {"),
        MISSING_RANGES_IGNORED(503, "uplink/Lanes.java", "if (missing.isEmpty()) {", "if (true) {"),
        PRUNING_WHAT_IS_NOT_ACKNOWLEDGED(203, "journal/Retention.java",
                "Math.min(journal.ask(\"look how much is in journal\", this::due), journal.acknowledged())",
                "journal.ask(\"look how much is in journal\", this::due)"),
        SENDING_ON_FROM_WHAT_WAS_SENT(507, "uplink/Lanes.java",
                "backlog.add(standing.acknowledged() + 1, newsThrough);",
                "backlog.add(newsThrough + 1, newsThrough);"),
        CAPTURED_WHEN_COMMITTED(101, "journal/FactEncoder.java", "calendar.wallAt(draft.capturedNanos())",
                "time.wall()"),
        ANY_CALENDAR_TRUSTED(251, "journal/FactEncoder.java", "clock(json, calendar.trusted(),", "clock(json, true,"),
        WAITING_BY_THE_CALENDAR(544, "link/LinkLoop.java",
                "            attemptDueNanos = time.monotonicNanos() + backoff",
                "            attemptDueNanos = time.wall().toEpochMilli() * 1_000_000L + backoff",
                "if (nowNanos < attemptDueNanos) {",
                "if (time.wall().toEpochMilli() * 1_000_000L < attemptDueNanos) {"),
        ANOTHER_WEIGHT_CONFIRMED(252, "weighing/WeighingPoint.java",
                "confirmed.net().compareTo(shown.reading().value()) != 0", "confirmed.net().signum() <= 0"),
        A_VOID_LEFT_IN_THE_TOTALS(501, "ledger/Totals.java", "if (!entry.counts()) {",
                "if (!entry.counts() && entry.typed()) {"),
        NOT_SYNCED(101, "journal/JournalFile.java", "config.setSynchronous(SynchronousMode.FULL)",
                "config.setSynchronous(SynchronousMode.NORMAL)", "SYNCHRONOUS_FULL = 2", "SYNCHRONOUS_FULL = 1");

        private final long seed;
        private final String file;
        private final String[] edits;

        /**
         * @param seed of a world that noticed it, tried first
         * @param edits what stands there, what a careless hand would have written, and so on in turn
         */
        Plant(long seed, String file, String... edits) {
            this.seed = seed;
            this.file = file;
            this.edits = edits;
        }

    }

    @TempDir
    Path temporary = Path.of("");

    @ParameterizedTest
    @EnumSource
    void a_planted_fault_makes_some_world_fail(Plant plant) throws Exception {
        var keys = WorldTest.keys(temporary);
        try (var loader = Planting.plant(temporary, plant.file, plant.edits)) {
            var fails = loader.fails(WorldTest.class.getName(), keys);
            var failed = Stream
                    .of(LongStream.of(plant.seed), LongStream.rangeClosed(1, SEEDS_MAX).parallel())
                    .map(seeds -> seeds.filter(fails).findAny())
                    .filter(OptionalLong::isPresent).findFirst().orElse(OptionalLong.empty());
            assertTrue(failed.isPresent(), "no world noticed " + plant);
            System.out.println(plant + " is noticed by seed " + failed.getAsLong());
        }
    }
}
