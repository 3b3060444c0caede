package io.steelyard.gateway.detect;

import static io.steelyard.gateway.detect.Probe.ESCAPE_P;
import static io.steelyard.gateway.detect.Probe.IP;
import static io.steelyard.gateway.detect.Probe.LF_W;
import static io.steelyard.gateway.detect.Probe.MODBUS;
import static io.steelyard.gateway.detect.Probe.PN532;
import static io.steelyard.gateway.detect.Probe.Q;
import static io.steelyard.gateway.detect.Probe.RCP;
import static io.steelyard.gateway.detect.Probe.READ;
import static io.steelyard.gateway.detect.Probe.RW;
import static io.steelyard.gateway.detect.Probe.SI;
import static io.steelyard.gateway.detect.Probe.UHF_READER18;
import static io.steelyard.gateway.detect.Probe.W;
import static io.steelyard.gateway.detect.Probe.W_CR;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.frame.Dialect;
import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.tag.TagDialect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That no question does harm lies in its bytes and in the order; both are held here against {@link Probe}'s table. */
final class PlanTest {
    /** What whoever would be harmed has been asked before at the same line, and has answered. */
    private static final Map<Probe, Set<Probe>> ONLY_AFTER = Map.of(READ, Set.of(RW), MODBUS, Set.of(RW), IP,
            Set.of(SI, RW, Q), ESCAPE_P, Set.of(SI, RW, Q), LF_W, Set.of(READ), W_CR, Set.of(READ), W, Set.of(READ));
    /** Clear, tare, zero; a P only prints. */
    private static final Set<Character> TERMINALS_OBEY = Set.of('C', 'T', 'Z');
    private static final List<Integer> RATES = List.of(600, 1200, 2400, 4800, 9600, 19_200, 38_400, 57_600,
            115_200);

    private record Asked(String line, Probe probe) {}

    private static List<Asked> asked(Plan plan) {
        return plan.rows().stream().flatMap(row -> row.probes().stream().map(probe -> new Asked(row.line(), probe)))
                .toList();
    }

    private static Stream<Dialect> dialects() {
        return Stream.concat(Arrays.stream(ScaleDialect.values()), Arrays.stream(TagDialect.values()));
    }

    @Test
    void every_dialects_question_is_asked_at_each_of_its_usual_lines_and_nothing_else_is() {
        var wanted = new HashSet<Asked>();
        dialects().forEach(dialect -> Arrays.stream(Probe.values())
                .filter(probe -> probe.dialects().contains(dialect.wireName())).forEach(probe -> dialect.protocol()
                        .usualLines().forEach(line -> wanted.add(new Asked(line, probe)))));
        var asked = asked(Plan.usual());
        assertTrue(asked.containsAll(wanted),
                () -> wanted.stream().filter(one -> !asked.contains(one)).toList().toString());
        dialects().forEach(dialect -> dialect.protocol().question().ifPresent(question -> assertTrue(
                Arrays.stream(Probe.values()).anyMatch(probe -> Arrays.equals(probe.bytes(), question.bytes())),
                dialect.wireName())));
        for (var probe : Probe.values()) {
            assertTrue(!probe.dialects().isEmpty(), probe + " is no dialect's question");
        }
    }

    @Test
    void every_usual_rate_is_listened_at() {
        Set<String> rates = dialects().flatMap(dialect -> dialect.protocol().usualLines().stream())
                .map(line -> line.substring(0, line.indexOf(' '))).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(rates, Plan.usual().listening().stream().map(line -> line.replace(" 8N1", ""))
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "usual", "9600 8N1", "9600 7E1", "4800 8N1", "115200 8N1"})
    void what_one_protocol_could_take_amiss_is_asked_after_it_had_the_chance_to_answer(String which) {
        var asked = asked(which.equals("usual") ? Plan.usual() : Plan.at(which));
        for (int index = 0; index < asked.size(); index++) {
            var now = asked.get(index);
            var before = asked.subList(0, index).stream().filter(one -> one.line().equals(now.line())).map(Asked::probe)
                    .collect(Collectors.toSet());
            var needed = ONLY_AFTER.getOrDefault(now.probe(), Set.of());
            assertTrue(before.containsAll(needed), now + " before one of " + needed);
        }
    }

    @Test
    void every_row_with_text_begins_with_the_question_that_nobody_takes_amiss() {
        for (var row : Plan.usual().rows()) {
            if (row.probes().stream().anyMatch(Set.of(RW, Q, READ, IP, ESCAPE_P, LF_W, W_CR, W)::contains)) {
                assertEquals(SI, row.probes().getFirst());
            }
        }
    }

    @Test
    void no_question_has_a_letter_that_terminals_obey_but_those_that_the_table_excuses() {
        Map<Probe, Set<Character>> excused = Map.of(PN532, Set.of('T'), RCP, Set.of('T'));
        for (var probe : Probe.values()) {
            assertEquals(excused.getOrDefault(probe, Set.of()), obeyed(Ear.letters(probe.bytes())), probe.toString());
        }
    }

    @Test
    void behind_a_converter_and_at_a_line_for_scales_nothing_has_the_letter_that_tares() {
        for (var line : List.of(Plan.CONVERTER, "9600 8N1", "9600 7E1", "4800 8N1")) {
            var probes = asked(Plan.at(line)).stream().map(Asked::probe).collect(Collectors.toSet());
            assertTrue(!probes.contains(RCP) && !probes.contains(PN532), line);
        }
        assertTrue(asked(Plan.at("115200 8N1")).stream().map(Asked::probe).toList().containsAll(List.of(RCP, PN532)));
    }

    @Test
    void no_question_breaks_into_a_command_at_a_wrong_rate() {
        var asked = asked(Plan.usual());
        for (int index = 0; index < asked.size(); index++) {
            var now = asked.get(index);
            for (int rate : RATES) {
                if (rate == Ear.rate(now.line())) {
                    continue;
                }
                byte[] heard = Ear.at(rate).hears(now.probe().bytes(), now.line());
                var letters = Ear.letters(heard);
                assertTrue(!letters.contains('\r') && !letters.contains('\n'), now + " ends a command at " + rate);
                if (!obeyed(letters).isEmpty()) {
                    assertExcused(now, rate, obeyed(letters), asked.subList(0, index));
                }
            }
        }
    }

    private static void assertExcused(Asked now, int rate, Set<Character> obeyed, List<Asked> before) {
        boolean known = now.probe() == Q && rate == 2400 && obeyed.equals(Set.of('T'))
                || now.probe() == UHF_READER18 && rate == 9600 && obeyed.equals(Set.of('Z'));
        assertTrue(known, now + " is heard at " + rate + " as " + obeyed);
        assertTrue(before.stream().anyMatch(one -> Ear.rate(one.line()) == rate && one.probe() == RW),
                now + " before who obeys single letters at " + rate + " was asked with a W");
    }

    private static Set<Character> obeyed(List<Character> letters) {
        Set<Character> obeyed = new HashSet<>(TERMINALS_OBEY);
        obeyed.retainAll(letters);
        return obeyed;
    }

    @Test
    void an_ear_at_the_right_rate_hears_what_was_said() {
        assertArrayEquals(RW.bytes(), Ear.at(9600).hears(RW.bytes(), "9600 8N1"));
        assertEquals(new ArrayList<>(List.of('T')), Ear.letters(Ear.at(2400).hears(Q.bytes(), "9600 8N1")));
    }
}
