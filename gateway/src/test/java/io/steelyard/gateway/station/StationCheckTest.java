package io.steelyard.gateway.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.calibration.AccuracyClass;
import io.steelyard.gateway.calibration.CheckResult;
import io.steelyard.gateway.calibration.Instrument;
import io.steelyard.gateway.calibration.ScaleCheck;
import io.steelyard.gateway.scale.Mode;
import io.steelyard.gateway.scale.ScaleValue;
import io.steelyard.gateway.scale.Truth;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.station.View.Phase;
import io.steelyard.gateway.weighing.Event;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A station whose scale is being checked weighs nothing. */
class StationCheckTest {
    private static final long STEP_NANOS = 100_000_000L;
    private static final int SETTLED = 11;

    private final SlowJournal journal = new SlowJournal();
    private final Screen screen = new Screen();
    private final Station station = new Station(Plans.plain(), journal, screen, 0);
    private final List<String> ends = new ArrayList<>();
    private long nowNanos;

    private void lies(String value) {
        for (int time = 0; time < SETTLED; time++) {
            nowNanos += STEP_NANOS;
            station.on(new Event.Weight(nowNanos, ScaleValue.reading(new BigDecimal(value), WeightUnit.KILOGRAM,
                    Truth.YES, Mode.GROSS, Set.of()), new byte[]{1}));
        }
    }

    private Optional<String> begin() {
        var instrument = new Instrument(new BigDecimal("0.01"), new BigDecimal("60.00"), AccuracyClass.III);
        return station.check(nowNanos, ScaleCheck.start(instrument, new BigDecimal("10.00")), new CheckEnd() {
            @Override
            public void ended(CheckResult result) {
                ends.add(result.passed() ? "passed" : "failed");
            }

            @Override
            public void givenUp() {
                ends.add("given up");
            }
        }).map(why -> why.code().text());
    }

    private String fault() {
        return screen.now().fault().map(why -> why.code().text()).orElse("none");
    }

    private String weight() {
        return station.weight(nowNanos).map(View.Shown::text).orElse("none");
    }

    @Test
    void no_load_is_weighed_while_the_scale_is_checked_and_the_screen_says_why() {
        lies("0.00");
        assertEquals(Optional.empty(), begin());
        assertEquals("being-checked", fault());
        lies("0.00");
        lies("10.00");
        lies("0.00");
        lies("10.03");
        assertEquals("being-checked", fault());
        assertEquals("10.03 kg", weight());
        assertEquals(List.of(), journal.drafts());
        lies("0.00");
        lies("10.00");
        assertEquals(List.of("failed"), ends);
        assertEquals(Phase.CLEAR_THE_PAN, screen.now().phase());
        lies("10.00");
        assertEquals(List.of(), journal.drafts());
        lies("0.00");
        lies("7.30");
        assertEquals(1, journal.drafts().size());
    }

    @Test
    void a_check_that_nobody_goes_on_with_is_given_up() {
        lies("0.00");
        begin();
        lies("0.00");
        long taskNanos = nowNanos;
        station.on(new Event.Tick(taskNanos + UnderCheck.TASK_NANOS_MAX));
        assertTrue(station.check().isPresent());
        station.on(new Event.Tick(taskNanos + UnderCheck.TASK_NANOS_MAX + 1));
        assertEquals(Optional.empty(), station.check());
        assertEquals(List.of("given up"), ends);
        assertEquals(Phase.CLEAR_THE_PAN, screen.now().phase());
    }

    @Test
    void a_link_lost_during_a_check_is_shown_and_stays_lost_when_the_check_ends() {
        lies("0.00");
        begin();
        station.on(new Event.LinkLost(nowNanos, "unplugged"));
        assertEquals("link-lost", fault());
        lies("0.00");
        assertEquals("being-checked", fault());
        station.on(new Event.LinkLost(nowNanos, "unplugged"));
        assertTrue(station.endCheck(nowNanos));
        assertEquals("link-lost", fault());
        assertEquals(Optional.of("link-lost"), begin());
        assertEquals(List.of(), ends);
    }
}
