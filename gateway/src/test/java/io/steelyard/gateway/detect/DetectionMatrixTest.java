package io.steelyard.gateway.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.detect.Verdict.Ambiguous;
import io.steelyard.gateway.detect.Verdict.Candidate;
import io.steelyard.gateway.detect.Verdict.Found;
import io.steelyard.gateway.detect.Verdict.NothingRecognised;
import io.steelyard.sim.device.LineRate;
import io.steelyard.sim.device.Playback;
import io.steelyard.sim.script.ScriptException;
import io.steelyard.sim.script.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every simulated device, in every state, against every dialect: the right one, an honest doubt or nothing. Never a wrong one. */
final class DetectionMatrixTest {
    /** Two names of one protocol; two directions of one format. Who knows only one of two is right to name it. */
    private static final List<Set<String>> TWINS = List.of(Set.of("mt-sics", "kern-kcp"),
            Set.of("yaohua-equals-forward", "yaohua-equals-reversed"));
    /** Their bytes alone are never enough. */
    private static final Set<String> NEVER_ALONE = Set.of("mt-sics", "kern-kcp", "cas-10", "scanner");
    /** What is left of half a minute when ports take their time to open. */
    private static final Duration LONGEST = Duration.ofSeconds(24);

    private static final Path TRANSCRIPTS = Path.of("..", "firmware-sim", "transcripts");

    static Stream<Stand> stands() {
        return Stand.all();
    }

    @ParameterizedTest
    @MethodSource("stands")
    void each_device_is_named_or_is_among_the_few_that_are(Stand stand) {
        var bench = new Bench(new Scripted(stand.script()));
        switch (bench.verdict()) {
            case Found(Candidate candidate, var _) -> {
                assertEquals(stand.dialect(), candidate.dialect());
                assertFalse(NEVER_ALONE.contains(stand.dialect()), "found on too little");
            }
            case Ambiguous ambiguous -> {
                var named = ambiguous.candidates().stream().map(Candidate::dialect).collect(Collectors.toSet());
                assertTrue(named.contains(stand.dialect()), ambiguous.toString());
            }
            case NothingRecognised nothing -> assertFalse(stand.tells(), nothing.toString());
        }
        assertTrue(bench.time().compareTo(LONGEST) < 0, bench.time().toString());
    }

    @ParameterizedTest
    @MethodSource("stands")
    void no_other_dialect_would_be_bound_if_the_right_one_were_unknown(Stand stand) {
        var others = Suspect.all().stream().filter(suspect -> !isRight(stand, suspect.name())).toList();
        var verdict = new Bench(new Scripted(stand.script()), Plan.usual(), others).verdict();
        assertFalse(verdict instanceof Found, verdict.toString());
    }

    static Stream<String> transcripts() throws IOException {
        try (var files = Files.list(TRANSCRIPTS)) {
            return files.map(file -> file.getFileName().toString().replace(".txt", "")).sorted().toList().stream();
        }
    }

    /** They are made to be hard: damage, refusals and other hosts' questions between good frames. */
    @ParameterizedTest
    @MethodSource("transcripts")
    void no_transcript_is_taken_for_another_dialects(String dialect) throws IOException, ScriptException {
        var recorded = Transcript.read(TRANSCRIPTS.resolve(dialect + ".txt")).fromDevice(LineRate.eightN1(9600));
        var verdict = new Bench(new Playback(dialect, recorded, 0, true)).verdict();
        assertTrue(!(verdict instanceof Found(Candidate candidate, var _)) || candidate.dialect().equals(dialect),
                verdict.toString());
    }

    private static boolean isRight(Stand stand, String dialect) {
        return dialect.equals(stand.dialect())
                || TWINS.stream().anyMatch(twins -> twins.contains(dialect) && twins.contains(stand.dialect()));
    }

    @ParameterizedTest
    @MethodSource("stands")
    void no_device_hears_a_command_that_would_change_it(Stand stand) {
        var device = new Scripted(stand.script());
        new Bench(device).verdict();
        assertEquals(0, device.device().commandsThatChange());
    }

    /** As with one wire of the cable broken: then all is asked, and nothing that was answered could protect it. */
    @ParameterizedTest
    @MethodSource("stands")
    void not_even_if_its_answers_do_not_arrive(Stand stand) {
        var device = new Scripted(stand.script());
        var unheard = new Stranger((nowNanos, received) -> {
            device.advance(nowNanos, received);
            return Stranger.SILENT;
        });
        var bench = new Bench(unheard);
        bench.verdict();
        assertTrue(bench.asked().containsAll(List.of(Probe.values())));
        assertEquals(0, device.device().commandsThatChange());
    }
}
