package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.steelyard.gateway.bin.BinView;
import io.steelyard.gateway.scale.Mode;
import io.steelyard.gateway.scale.ScaleValue;
import io.steelyard.gateway.scale.Truth;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.station.View;
import io.steelyard.gateway.station.View.Phase;
import io.steelyard.gateway.uplink.UplinkHealth;
import io.steelyard.gateway.weighing.Choice;
import io.steelyard.gateway.weighing.Codes;
import io.steelyard.gateway.weighing.Outcome;
import io.steelyard.gateway.weighing.Sentence;
import io.steelyard.gateway.weighing.Weighed;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The daemon's log, line by line. */
final class ConsoleTest {
    private static final Outcome NONE = new Outcome.None();
    private static final View.Load LOAD = new View.Load(Optional.empty(), false, Set.of(), "U", BigDecimal.ZERO);
    private static final Outcome RECORDED = new Outcome.Recorded(
            new Weighed(0, ScaleValue.reading(new BigDecimal("10.10"), null, Truth.UNKNOWN, Mode.UNKNOWN, Set.of()),
                    new byte[0], 5, 1, Codes.NONE, Choice.NONE, Optional.empty()),
            7, "019a");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final VirtualTime time = new VirtualTime();
    private final Console console = new Console(new PrintStream(printed, false, StandardCharsets.UTF_8), time,
            ZoneOffset.ofHours(8));

    @Test
    void a_weighing_is_told_when_captured_when_committed_and_when_acknowledged() {
        show(Phase.PLACE_THE_BAG, NONE);
        show(Phase.STEADY, NONE);
        time.advance(TimeUnit.MILLISECONDS.toNanos(1_250));
        show(Phase.SAVING, NONE);
        show(Phase.SAVING, NONE);
        time.advance(TimeUnit.MILLISECONDS.toNanos(5));
        show(Phase.CLEAR_THE_PAN, RECORDED);
        show(Phase.PLACE_THE_BAG, RECORDED);
        console.acknowledged(7);
        assertEquals(List.of( //
                "16:00:01.250 bay-1 captured 10.10 kg", //
                "16:00:01.255 bay-1 committed #7 10.10 id 019a", //
                "16:00:01.255 centre acknowledged through #7"), lines());
    }

    @Test
    void a_bin_tells_when_its_crew_comes_and_goes_and_when_it_serves_nobody() {
        bin(BinView.Phase.READY, Optional.empty());
        bin(BinView.Phase.VISIT, Optional.empty());
        bin(BinView.Phase.VISIT, Optional.empty());
        bin(BinView.Phase.OUT_OF_SERVICE, Optional.of(new Sentence(Sentence.Code.DOOR_OPEN, "the door is open")));
        bin(BinView.Phase.READY, Optional.empty());
        assertEquals(List.of( //
                "16:00:00.000 bin-1 is visited by its crew", //
                "16:00:00.000 bin-1 was visited by its crew", //
                "16:00:00.000 bin-1 out of service: the door is open", //
                "16:00:00.000 bin-1 takes deposits"), lines());
    }

    private void bin(BinView.Phase phase, Optional<Sentence> trouble) {
        console.show(new BinView("bin-1", phase, Optional.empty(), List.of(), Set.of(), trouble, Optional.empty(), 0));
    }

    @Test
    void a_backlog_that_is_acknowledged_many_times_a_second_fills_no_log() {
        for (int through = 1; through <= 1_200; through++) {
            time.advance(TimeUnit.MILLISECONDS.toNanos(50));
            console.acknowledged(through);
            console.step(time.monotonicNanos());
        }
        assertEquals(12, lines().size(), "in a minute");
        console.acknowledged(1_201);
        console.close();
        assertEquals("16:01:00.000 centre acknowledged through #1201", lines().getLast());
    }

    @Test
    void a_weighing_that_was_not_recorded_is_told_with_its_reason() {
        show(Phase.SAVING, NONE);
        show(Phase.CLEAR_THE_PAN, new Outcome.NotRecorded(
                new Sentence(Sentence.Code.NOT_WRITTEN, "the disk is full")));
        assertEquals(
                List.of("16:00:00.000 bay-1 captured 10.10 kg", "16:00:00.000 bay-1 not recorded: the disk is full"),
                lines());
    }

    @Test
    void a_fault_is_told_once_and_so_is_its_end() {
        show(Phase.PLACE_THE_BAG, NONE);
        fault("the scale is silent");
        fault("the scale is silent");
        fault("unplugged");
        show(Phase.CLEAR_THE_PAN, NONE);
        show(Phase.PLACE_THE_BAG, NONE);
        assertEquals(List.of("16:00:00.000 bay-1 faulted: the scale is silent", "16:00:00.000 bay-1 faulted: unplugged",
                "16:00:00.000 bay-1 works again"), lines());
    }

    @Test
    void a_station_that_begins_with_a_fault_says_so_and_one_that_begins_well_says_nothing() {
        show(Phase.CLEAR_THE_PAN, NONE);
        console.show(faulted("bay-2", "no such port"));
        assertEquals(List.of("16:00:00.000 bay-2 faulted: no such port"), lines());
    }

    @Test
    void the_uplinks_changes_are_told() {
        console.online();
        console.offline("connect: refused");
        console.ignored("steelyard/v1/hz/gw-1/ack");
        assertEquals(List.of("16:00:00.000 uplink connected",
                "16:00:00.000 uplink offline: connect: refused; weighing goes on",
                "16:00:00.000 ignored a message on steelyard/v1/hz/gw-1/ack: not signed by the platform for this journal"),
                lines());
    }

    /** A terminal that was stopped with Ctrl-S: the loop that prints does not come round. */
    @Test
    void a_blocked_terminal_blocks_nobody_and_the_lines_it_missed_are_counted() {
        for (int line = 1; line <= 1024 + 3; line++) {
            console.say("line " + line);
        }
        var lines = lines();
        assertEquals(1024 + 1, lines.size());
        assertEquals("16:00:00.000 line 1", lines.getFirst());
        assertEquals("16:00:00.000 line 1024", lines.get(1023));
        assertEquals("3 lines were dropped, the terminal was too slow", lines.getLast());
        console.say("later");
        assertEquals("16:00:00.000 later", lines().getLast());
        assertEquals(1024 + 2, lines().size());
    }

    @Test
    void for_systemds_journal_a_line_carries_its_priority_and_no_time() {
        var journald = new Console(new PrintStream(printed, false, StandardCharsets.UTF_8), time, ZoneOffset.UTC, true);
        journald.say("stopped");
        journald.offline("connect: refused");
        journald.health(UplinkHealth.STALLED, "nothing is acknowledged");
        journald.show(faulted("bay-1", "no such port"));
        journald.acknowledged(7);
        journald.close();
        assertEquals(List.of("<6>stopped", "<4>uplink offline: connect: refused; weighing goes on",
                "<4>uplink stalled: nothing is acknowledged", "<4>bay-1 faulted: no such port",
                "<6>centre acknowledged through #7"),
                printed.toString(StandardCharsets.UTF_8).lines().sorted(
                        Comparator.comparing((String line) -> line.contains("acknowledged through"))).toList());
    }

    @Test
    void closing_prints_what_waits() {
        console.say("last words");
        console.close();
        assertEquals("16:00:00.000 last words", printed.toString(StandardCharsets.UTF_8).strip());
    }

    private void show(Phase phase, Outcome outcome) {
        console.show(new View("bay-1", phase, Optional.empty(),
                Optional.of(new View.Shown(new BigDecimal("10.10"), WeightUnit.KILOGRAM)), LOAD, Optional.empty(),
                outcome));
    }

    private static View faulted(String station, String reason) {
        return new View(station, Phase.FAULTED, Optional.of(new Sentence(Sentence.Code.LINK_LOST, reason)),
                Optional.empty(), LOAD, Optional.empty(), NONE);
    }

    private void fault(String reason) {
        console.show(faulted("bay-1", reason));
    }

    private List<String> lines() {
        console.step(time.monotonicNanos());
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
