package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the laws of a bin: each fault, planted into the real source, must make some random day or history fail; and those that a
 * bin is most likely to be built with some {@link World}.
 */
class PlantedBinFaultsTest {
    private static final long SEEDS_MAX = 100;
    private static final long SEEDS_UNBROKEN = 5;
    private static final String LAWS = "io.steelyard.gateway.deposit.BinLawsTest";
    private static final String BOOKS = "io.steelyard.gateway.bin.BinBooksTest";

    /** A fault: who notices it, where, what stands there, what a careless hand would have written. */
    enum Plant {
        CREDITING_WHAT_WAS_TAKEN_OUT(LAWS, "deposit/Sessions.java",
                "var delta = after.value().subtract(session.before().value());",
                "var delta = after.value().subtract(session.before().value()).abs();"),
        UNLOCKING_BEFORE_THE_WEIGHT_BEFORE(LAWS, "deposit/Sessions.java", """
                        if (stable.isEmpty()) {
                            return Step.stay(bin);
                """, """
                        if (stable.isEmpty()) {
                            return Step.stay(bin).first(new Effect.Unlock(Set.of(name)));
                """),
        A_SECOND_CARD_TAKES_OVER(LAWS, "deposit/Sessions.java", "if (bin.state() instanceof State.Resting) {",
                "if (bin.state() instanceof State.Resting || bin.state() instanceof State.Open) {"),
        AN_ALARM_WAITS_FOR_ITS_FACT(BOOKS, "bin/SmartBin.java", "case Effect.Lock _ -> doors.lock();", """
                case Effect.Lock _ -> commits.offer(
                        new Draft(FactType.DEVICE, event.atNanos(),
                                FactData.text("device", plan.name()).and(FactData.text("event", "alarm-raised"))),
                        new Commits.Completion() {
                            @Override
                            public void committed(long atNanos, long seq, String id) {
                                doors.lock();
                            }

                            @Override
                            public void failed(long atNanos, String reason) {
                                doors.lock();
                            }
                        });
                """),
        UNLOCKING_AT_A_START(LAWS, "deposit/Sessions.java", "end(ended);\n            case State.Resting _",
                "end(ended).first(new Effect.Unlock(rules.compartments().keySet()));\n            case State.Resting _"),
        A_SPOILT_WEIGHT_BEFORE_BELIEVED(LAWS, "deposit/Sessions.java",
                "return spoilt.or(() -> interrupted(session.compartment()))",
                "return interrupted(session.compartment())"),
        A_REBOUND_IS_SHUT(LAWS, "deposit/Sessions.java", "if (compartment.door() == Door.OPEN) {",
                "if (compartment.door() == Door.OPEN && session.begun().isEmpty()) {"),
        A_DIFFERENCE_THE_WRONG_WAY_ROUND(BOOKS, "bin/VisitData.java", "expected.subtract(weight.value())",
                "weight.value().subtract(expected)"),
        WHAT_WAS_FOUND_LATE_FORGOTTEN(BOOKS, "bin/SmartBin.java",
                "foundLate.keySet().removeAll(end.left().visit().before().keySet());", "foundLate.clear();"),
        WHAT_WAS_TAKEN_LEFT_IN_THE_BOOKS(BOOKS, "ledger/BinLedger.java", "one.optional(\"taken\")",
                "one.optional(\"stolen\")");

        private final String judge;
        private final String file;
        private final String[] edits;

        Plant(String judge, String file, String... edits) {
            this.judge = judge;
            this.file = file;
            this.edits = edits;
        }
    }

    @TempDir
    Path temporary = Path.of("");

    @ParameterizedTest
    @EnumSource
    void a_planted_fault_makes_some_day_fail(Plant plant) throws Exception {
        try (var loader = Planting.plant(temporary, plant.file, plant.edits)) {
            var failed = LongStream.rangeClosed(1, SEEDS_MAX).filter(loader.fails(plant.judge)).findFirst();
            assertTrue(failed.isPresent(), "nothing noticed " + plant);
            System.out.println(plant + " is noticed by seed " + failed.getAsLong());
        }
    }

    /** What the rules' own laws notice, the judge of a whole gateway must notice by its facts and the locks alone. */
    @ParameterizedTest
    @EnumSource(names = {"CREDITING_WHAT_WAS_TAKEN_OUT", "UNLOCKING_BEFORE_THE_WEIGHT_BEFORE",
            "A_SECOND_CARD_TAKES_OVER", "UNLOCKING_AT_A_START"})
    void a_planted_fault_makes_some_world_fail(Plant plant) throws Exception {
        var keys = WorldTest.keys(temporary);
        try (var loader = Planting.plant(temporary, plant.file, plant.edits)) {
            var failed = LongStream.rangeClosed(1, SEEDS_MAX).parallel()
                    .filter(loader.fails(WorldBinTest.class.getName(), keys)).findAny();
            assertTrue(failed.isPresent(), "no world noticed " + plant);
            System.out.println(plant + " is noticed by the world of seed " + failed.getAsLong());
        }
    }

    @Test
    void without_a_fault_no_world_fails() throws Exception {
        var keys = WorldTest.keys(temporary);
        try (var loader = Planting.plant(temporary, "bin/Doors.java")) {
            assertTrue(LongStream.rangeClosed(1, SEEDS_UNBROKEN)
                    .noneMatch(loader.fails(WorldBinTest.class.getName(), keys)));
        }
    }

    /** Otherwise a day that always fails would notice anything. */
    @ParameterizedTest
    @ValueSource(strings = {LAWS, BOOKS})
    void without_a_fault_no_day_fails(String judge) throws Exception {
        try (var loader = Planting.plant(temporary, "bin/Doors.java")) {
            assertTrue(LongStream.rangeClosed(1, SEEDS_UNBROKEN).noneMatch(loader.fails(judge)));
        }
    }
}
