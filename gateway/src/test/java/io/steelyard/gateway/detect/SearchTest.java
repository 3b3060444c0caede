package io.steelyard.gateway.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.detect.Search.Step;
import io.steelyard.gateway.detect.Verdict.Ambiguous;
import io.steelyard.gateway.detect.Verdict.Candidate;
import io.steelyard.gateway.detect.Verdict.Confidence;
import io.steelyard.gateway.detect.Verdict.Found;
import io.steelyard.gateway.detect.Verdict.NothingRecognised;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Listening and asking, step by step. */
final class SearchTest {
    private static final long TENTH = 100_000_000;
    private static final String BALANCE = "ST,+0001.234 kg\r\n";

    @Test
    void a_scale_that_speaks_is_heard_out_and_never_asked() {
        var bench = new Bench(Stranger.repeating(BALANCE, TENTH));
        var found = assertInstanceOf(Found.class, bench.verdict());
        assertEquals("and-standard", found.candidate().dialect());
        assertEquals("9600 8N1", found.candidate().line());
        assertEquals(Confidence.FAIR, found.confidence());
        assertEquals(List.of(), bench.asked());
    }

    @Test
    void a_line_that_once_spoke_is_not_asked() {
        var once = new Stranger((nowNanos, _) -> nowNanos == TENTH ? Stranger.bytes("ready") : Stranger.SILENT);
        var bench = new Bench(once);
        assertInstanceOf(NothingRecognised.class, bench.verdict());
        assertEquals(List.of(), bench.asked());
    }

    /** A 7-bit device, heard with eight bits: the parity stands in bit 7. */
    @ParameterizedTest
    @CsvSource({"0, 9600 7E1", "1, 9600 7O1"})
    void parity_in_bit_seven_tells_the_line(int odd, String line) {
        byte[] said = Stranger.bytes(BALANCE);
        for (int at = 0; at < said.length; at++) {
            said[at] |= (byte) (Integer.bitCount(said[at]) % 2 == odd ? 0 : 0x80);
        }
        var found = assertInstanceOf(Found.class, new Bench(Stranger.repeating(said, TENTH)).verdict());
        assertEquals("and-standard", found.candidate().dialect());
        assertEquals(line, found.candidate().line());
    }

    @Test
    void a_binary_byte_in_plain_text_is_no_parity() {
        assertTrue(SevenBits.shownBy("9600 8N1", Stranger.bytes("ST,GS,1\u00c4,00007.35 kg\r\n".repeat(4))).isEmpty());
        assertTrue(SevenBits.shownBy("9600 7E1", Stranger.bytes("\u00c3\u00c3".repeat(20))).isEmpty(),
                "heard with seven");
        assertTrue(SevenBits.shownBy("9600 8N1", Stranger.bytes("\u00c3\u00c3")).isEmpty(), "too little");
    }

    /** A stranger that speaks only at the right line; a search at another hears garbage. */
    @Test
    void a_scale_at_another_rate_is_found_there() {
        var search = new Search(Plan.usual(), Bench.BUDGET);
        Step step = search.step();
        while (step instanceof Step.Listen(String line, Duration _)) {
            byte[] heard = line.equals("2400 8N1") ? Stranger.bytes(BALANCE.repeat(2)) : Stranger.hex("00 F8 80 00 E6");
            search.bytes(heard, heard.length);
            search.quiet();
            step = search.next();
        }
        var found = assertInstanceOf(Found.class, assertInstanceOf(Step.Done.class, step).verdict());
        assertEquals("2400 8N1", found.candidate().line());
    }

    @Test
    void a_slow_sender_is_waited_for() {
        var found = new Bench(Stranger.repeating(BALANCE, 18 * TENTH)).verdict();
        assertEquals("and-standard", assertInstanceOf(Found.class, found).candidate().dialect());
    }

    @Test
    void too_few_frames_are_doubt_and_not_a_find() {
        var twice = new Stranger((nowNanos, _) -> nowNanos == TENTH || nowNanos == 3 * TENTH
                ? Stranger.bytes(BALANCE)
                : Stranger.SILENT);
        var ambiguous = assertInstanceOf(Ambiguous.class, new Bench(twice).verdict());
        assertEquals(List.of("and-standard"), ambiguous.candidates().stream().map(Candidate::dialect).toList());
        assertEquals("too few frames came to be sure", ambiguous.why());
    }

    @Test
    void a_refusal_narrows_the_questions_to_those_who_refuse_so() {
        var bench = new Bench(Stranger.answering("ES\r\n"));
        var ambiguous = assertInstanceOf(Ambiguous.class, bench.verdict());
        assertEquals(Set.of("mt-sics", "kern-kcp", "radwag", "ohaus-3000", "ohaus-balance"),
                new HashSet<>(ambiguous.candidates().stream().map(Candidate::dialect).toList()));
        assertEquals(List.of(Probe.SI, Probe.SI, Probe.IP), bench.asked());
    }

    @Test
    void who_answers_anothers_question_is_asked_by_its_own() {
        var bench = new Bench(new Scripted("kind = \"and-standard\"\n"));
        assertInstanceOf(Found.class, bench.verdict());
        assertEquals(List.of(Probe.SI, Probe.Q, Probe.Q, Probe.Q), bench.asked());
    }

    @Test
    void a_scale_that_is_switched_on_while_it_is_asked_is_heard_out() {
        var late = new Stranger((nowNanos, _) -> nowNanos > 45 * TENTH && nowNanos % (2 * TENTH) == 0
                ? Stranger.bytes(BALANCE)
                : Stranger.SILENT);
        assertEquals("and-standard", assertInstanceOf(Found.class, new Bench(late).verdict()).candidate().dialect());
        //                                             STX A  B  C  weight            tare              CR CHK
        byte[] terminal = Stranger.hex("02 2C 30 20 30 30 30 37 33 35 30 30 30 30 30 30 0D 26");
        var bench = new Bench(new Stranger((nowNanos, _) -> nowNanos > 45 * TENTH && nowNanos % (4 * TENTH) == 0
                ? terminal
                : Stranger.SILENT));
        assertEquals("toledo-continuous",
                assertInstanceOf(Found.class, bench.verdict()).candidate().dialect());
        assertTrue(bench.asked().size() < Probe.values().length, "and asked no more");
    }

    @Test
    void who_answers_once_and_no_more_is_not_found() {
        var answered = new boolean[1];
        var bench = new Bench(new Stranger((_, received) -> {
            boolean now = received.length > 0 && !answered[0];
            answered[0] |= now;
            return now ? Stranger.bytes("S S       7.35 kg\r\n") : Stranger.SILENT;
        }));
        assertInstanceOf(Ambiguous.class, bench.verdict());
        assertEquals(6, bench.asked().size());
    }

    @Test
    void the_time_given_is_kept_and_what_was_not_asked_is_told() {
        var short_ = new Search(Plan.usual(), Duration.ofSeconds(4));
        assertTrue(spent(short_).compareTo(Duration.ofMillis(4_400)) < 0);
        assertTrue(short_.cutShort());
        var whole = new Search(Plan.usual(), Bench.BUDGET);
        assertTrue(spent(whole).compareTo(Bench.BUDGET.plusSeconds(1)) < 0);
        assertFalse(whole.cutShort());
    }

    private static Duration spent(Search search) {
        var spent = Duration.ZERO;
        for (Step step = search.step(); !(step instanceof Step.Done); step = search.next()) {
            spent = spent.plus(switch (step) {
                case Step.Listen(String _, Duration time) -> time;
                case Step.Ask(String _, Probe _, Duration time) -> time;
                case Step.Done _ -> Duration.ZERO;
            });
        }
        return spent;
    }

    @Test
    void at_a_known_line_everything_is_heard_and_asked_there() {
        var bench = new Bench(new Scripted("kind = \"nci-ecr\"\n"), Plan.at("9600 7E1"), Suspect.all());
        assertEquals("9600 7E1", assertInstanceOf(Found.class, bench.verdict()).candidate().line());
    }
}
