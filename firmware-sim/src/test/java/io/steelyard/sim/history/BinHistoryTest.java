package io.steelyard.sim.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.sim.history.CompartmentStory.Load;
import io.steelyard.sim.history.CompartmentStory.Opening;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class BinHistoryTest {
    private static final Expectations COMPLETE = new Expectations(true, true, 500);
    private static final Expectations CUT_OFF = new Expectations(false, true, 500);

    /** What is done to a good day, and a part of what the judge must say. */
    private record Crime(String story, Consumer<BinRun> done, String part) {
        @Override
        public String toString() {
            return story;
        }
    }

    static Stream<Crime> crimes() {
        return Stream.of( //
                // sessions and visits
                new Crime("an end is dropped", run -> run.drop("second end"),
                        "the handover in fact 8 of journal 5f0c begins before the deposit in fact 3"),
                new Crime("the last end is dropped", run -> run.drop("visit end"),
                        "the handover in fact 9 of journal 5f0c has begun and never ended"),
                new Crime("a credit is doubled", run -> run.again("first end"),
                        "the deposit in fact 11 of journal 5f0c ends fact 1 of journal 5f0c, which fact 2"),
                new Crime("an end of nothing", run -> run.drop("first"), "which is no earlier begin of a deposit"),
                new Crime("an end of a visit by a deposit", run -> run.replace("second end", "@second@", "@visit@"),
                        "which is no earlier begin of a deposit"),
                new Crime("sessions overlap", run -> run.move("second", -1),
                        "the deposit in fact 2 of journal 5f0c begins before the deposit in fact 1"),
                new Crime("a visit in a session", run -> run.move("second end", 4),
                        "begins before the deposit in fact 3"),
                new Crime("neither begun nor ended", run -> run.replace("busy", "ended", "seen"),
                        "neither begins nor ends"),
                // what an end says
                new Crime("a wrong last digit",
                        run -> run.replace("first end", "\"delta\":\"2.50\"", "\"delta\":\"2.51\""),
                        "says a change of 2.51, but 3.50 less 1.00 is 2.50"),
                new Crime("a digit too many",
                        run -> run.replace("first end", "\"delta\":\"2.50\"", "\"delta\":\"2.500\""),
                        "says a change of 2.500, but 3.50 less 1.00 is 2.50"),
                new Crime("a change without a weight after",
                        run -> run.replace("second end", "\"after\":{\"net\":\"3.20\",\"readings\":5}",
                                "\"after\":null"),
                        "3.50 is nothing"),
                new Crime("a weight after without a change",
                        run -> run.replace("second end", "\"delta\":\"-0.30\"", "\"delta\":null"),
                        "says a change of nothing, but 3.20 less 3.50 is -0.30"),
                new Crime("more credited than changed",
                        run -> run.replace("first end", "\"credited\":\"2.50\"", "\"credited\":\"2.60\""),
                        "credits 2.60, not its change of 2.50"),
                new Crime("what was removed earns",
                        run -> run.replace("second end", "\"credited\":null", "\"credited\":\"0.30\""),
                        "earns something as removed"),
                new Crime("what was removed earns points",
                        run -> run.replace("busy", "\"points\":null", "\"points\":{\"value\":\"1\"}"),
                        "earns something as busy"),
                new Crime("what was removed is credited", run -> {
                    run.replace("second end", "\"removed\"", "\"credited\"");
                    run.replace("second end", "\"credited\":null", "\"credited\":\"-0.30\"");
                }, "credits a change that is not above zero"),
                new Crime("credited without a begin", run -> run.replace("first end", "@first@", "null"),
                        "credits what never began"),
                new Crime("credited without a door",
                        run -> run.replace("first end", "\"door\":{\"openedMs\":5000,\"openMs\":5000}",
                                "\"door\":null"),
                        "credits without a door that was opened and shut"),
                new Crime("credited without readings",
                        run -> run.replace("first end", "\"readings\":5", "\"readings\":0"),
                        "credits without readings before and after"),
                new Crime("credited to nobody",
                        run -> run.replace("first end", "\"account\":\"resident\"", "\"account\":\"none\""),
                        "credits to account none"),
                new Crime("credited to another card", run -> run.replace("first end", "card-1", "card-2"),
                        "says card card-2, its begin card-1"),
                new Crime("another uncertainty",
                        run -> run.replace("first end", "\"uncertainty\":\"0.01\"", "\"uncertainty\":\"0.02\""),
                        "says an uncertainty of other than its division"),
                new Crime("a weight without bounds", run -> run.replace("first end", "\"3.50\"", "\"1e99999999\""),
                        "its data.after.net is not a plain decimal"),
                // books
                new Crime("books off by a division",
                        run -> run.replace("first end", "\"books\":\"2.50\"", "\"books\":\"2.51\""),
                        "says books 2.51 of paper, the facts before it come to 2.50"),
                new Crime("another drift", run -> run.replace("second end", "\"drift\":\"1.00\"", "\"drift\":\"0.99\""),
                        "says drift 0.99 of paper, the facts before it come to 1.00"),
                new Crime("an expectation that the books do not have", run -> {
                    run.replace("missing", "2.20", "2.21");
                    run.replace("missing", "-1.00", "-0.99");
                }, "says expected 2.21 of paper, the facts before it come to 2.20"),
                new Crime("a difference of other than expected less found",
                        run -> run.replace("missing", "-1.00", "1.00"),
                        "says difference 1.00 of paper, the facts before it come to -1.00"),
                new Crime("a difference that nobody booked", run -> run.drop("missing"),
                        "says after 0.05 of paper, the facts before it come to -0.95"),
                new Crime("taken is not before less after", run -> run.replace("visit end", "3.15", "3.16"),
                        "says that 3.16 was taken from paper, but before less after is 3.15"),
                new Crime("something taken in a broken visit", run -> run.replace("visit end", "emptied", "broken"),
                        "says that 3.15 was taken from paper"),
                new Crime("deposited since the last visit", run -> run.replace("visit end", "2.20", "2.50"),
                        "says deposited 2.50 of paper, the facts before it come to 2.20"),
                new Crime("a visit that never began", run -> run.replace("visit end", "@visit@", "null"),
                        "empties in a visit that never began"),
                new Crime("a visit to nothing", run -> run.replace("visit end", "\"name\"", "\"called\""),
                        "cannot be booked: it names no compartment"),
                // alarms
                new Crime("raised twice", run -> {
                    run.drop("smoke cleared");
                    run.again("smoke raised");
                }, "raises smoke of bin-1-smoke, which lasts already"),
                new Crime("cleared twice", run -> run.again("smoke cleared"), "clears smoke of bin-1-smoke"),
                // against the truth
                new Crime("unlocked without a session", run -> run.pulses.add(BinRun.millis("01:45")),
                        "the lock of paper was energised at 2026-11-21T08:01:45Z, when no session"),
                new Crime("unlocked before the begin", run -> run.pulses.add(BinRun.millis("00:59.999")),
                        "the lock of paper was energised"),
                new Crime("unlocked later than the slack", run -> run.pulses.add(BinRun.millis("00:20.501")),
                        "the lock of paper was energised"),
                new Crime("a credit out of nothing", run -> run.openings.removeFirst(),
                        "is credited, but the door of paper was not opened"),
                new Crime("one opening credited twice", run -> {
                    run.begun("again", "00:04", "card-1", "1.00");
                    run.ended("again", "00:21", "card-1", "credited", "1.00", "3.50", "2.50", "2.50", "2.55");
                }, "credits again what was put into paper once"),
                new Crime("a credit with an open door",
                        run -> run.openings.set(0, new Opening(BinRun.millis("00:05"), Opening.STILL_OPEN)),
                        "is credited while the door of paper stands open"),
                new Crime("two divisions more credited than put in",
                        run -> run.loads.set(1, new Load(BinRun.millis("00:09"), new BigDecimal("3.478"))),
                        "credits 2.50 kg, but paper really gained 2.475 kg"),
                new Crime("two divisions less credited than put in",
                        run -> run.loads.set(1, new Load(BinRun.millis("00:09"), new BigDecimal("3.52"))),
                        "credits 2.50 kg, but paper really gained 2.517 kg"));
    }

    @Test
    void a_good_day_holds() {
        Verdict verdict = new BinRun().judged(COMPLETE);

        assertEquals(List.of(), verdict.violations());
        assertEquals(3, verdict.counts().episodes());
        assertEquals(1, verdict.counts().credited());
        assertTrue(verdict.report().contains("credited         1  of them"), verdict.report());
    }

    @ParameterizedTest
    @MethodSource("crimes")
    void each_is_found(Crime crime) {
        BinRun run = new BinRun();
        crime.done().accept(run);
        Verdict verdict = run.judged(COMPLETE);

        assertTrue(verdict.violations().stream().anyMatch(said -> said.contains(crime.part())), verdict.report());
    }

    @Test
    void a_session_that_the_run_cut_off_is_forgiven() {
        BinRun run = new BinRun();
        run.drop("visit end");

        assertEquals(List.of(), run.judged(CUT_OFF).violations());
    }

    @Test
    void a_lock_may_still_move_within_the_slack_and_what_shifts_behind_the_shut_door_is_still_what_was_put_in() {
        BinRun run = new BinRun();
        run.pulses.add(BinRun.millis("00:20.500"));
        run.loads.set(1, new Load(BinRun.millis("00:09"), new BigDecimal("3.40")));
        run.loads.add(2, new Load(BinRun.millis("00:12"), new BigDecimal("3.498")));

        assertEquals(List.of(), run.judged(COMPLETE).violations());
    }

    @Test
    void less_than_the_least_is_never_credited() {
        BinRun run = new BinRun();
        run.begun("light", "03:00", "card-1", "0.05");
        run.ended("light", "03:20", "card-1", "credited", "0.05", "0.09", "0.04", "0.04", "0.09");
        run.replace("light end", "\"drift\":\"1.00\"", "\"drift\":\"0.00\"");
        run.opened("03:05", "03:10", "0.092");

        String said = run.judged(COMPLETE).violations().getFirst();
        assertTrue(said.contains("credits 0.04 kg, less than the least of 0.05 kg"), said);
    }
}
