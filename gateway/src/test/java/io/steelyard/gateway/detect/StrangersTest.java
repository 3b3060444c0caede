package io.steelyard.gateway.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.detect.Verdict.Ambiguous;
import io.steelyard.gateway.detect.Verdict.Candidate;
import io.steelyard.gateway.detect.Verdict.NothingRecognised;
import io.steelyard.sim.device.Device;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What else may be at the end of a cable, and must not be taken for a device. */
final class StrangersTest {
    private static final long TENTH = 100_000_000;
    private static final long SECOND = 1_000_000_000;

    @Test
    void silence_is_asked_everything_and_is_then_told_as_silence() {
        var bench = new Bench(Stranger.silent());
        var nothing = assertInstanceOf(NothingRecognised.class, bench.verdict());
        assertEquals("silence", nothing.heard());
        assertTrue(nothing.advice().getFirst().startsWith("power: "), nothing.toString());
        assertEquals(Plan.usual().rows().stream().flatMap(row -> row.probes().stream()).toList(), bench.asked());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 50})
    void noise_is_not_recognised_and_not_asked(int bytesAtATime) {
        for (long seed = 1; seed <= 5; seed++) {
            var random = new SplittableRandom(seed);
            var bench = new Bench(new Stranger((_, _) -> noise(random, bytesAtATime)));
            var nothing = assertInstanceOf(NothingRecognised.class, bench.verdict(), "seed " + seed);
            assertTrue(nothing.heard().contains(" bytes unasked at 9600 8N1, not printable, beginning "),
                    nothing.heard());
            assertEquals(List.of(), bench.asked());
        }
    }

    @Test
    void noise_in_answer_ends_the_asking() {
        for (long seed = 1; seed <= 100; seed++) {
            var random = new SplittableRandom(seed);
            var bench = new Bench(
                    new Stranger((_, received) -> received.length > 0 ? noise(random, 20) : Stranger.SILENT));
            assertInstanceOf(NothingRecognised.class, bench.verdict(), "seed " + seed);
            assertEquals(List.of(Probe.SI), bench.asked());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "$GPGGA,092750.000,5321.6802,N,00630.3372,W,1,8,1.03,61.7,M,55.2,M,,*76\r\n$GPGSV,1,1,00*79\r\n",
            "RING\r\n", "Weight: 12.34 kg\r\n", "12.34\r\n", "12345678\n", "2026-11-21 08:05:12 temperature 23.5 C\r\n",
            "S 12\r\n", "ST ready\r\n", "[  12.345678] usb 1-1: new full-speed USB device\r\n", "BAG-000417\r"})
    void lines_of_text_are_a_scanner_at_most_and_are_not_asked(String lines) {
        var bench = new Bench(Stranger.repeating(lines, SECOND));
        var ambiguous = assertInstanceOf(Ambiguous.class, bench.verdict());
        assertEquals(List.of("scanner"), ambiguous.candidates().stream().map(Candidate::dialect).toList());
        assertEquals(List.of(), bench.asked());
    }

    @Test
    void a_terminal_that_prints_numbers_of_eight_characters_may_be_a_cas_or_a_scanner() {
        var ambiguous = assertInstanceOf(Ambiguous.class,
                new Bench(Stranger.repeating("   12.34\r\n", TENTH)).verdict());
        assertEquals(List.of("cas-10", "scanner"), ambiguous.candidates().stream().map(Candidate::dialect).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SI: command not found\r\n$ ", "login: ", "Password: ", "ERROR\r\n", "OK\r\n", "?\n",
            "1.0\r\n", "HTTP/1.1 400 Bad Request\r\n\r\n"})
    void an_answer_in_no_words_of_ours_ends_the_asking(String answer) {
        var bench = new Bench(Stranger.answering(answer));
        var nothing = assertInstanceOf(NothingRecognised.class, bench.verdict());
        assertTrue(nothing.heard().contains(" in answer to SI CR LF at 9600 8N1"), nothing.heard());
        assertEquals(List.of(Probe.SI), bench.asked());
    }

    @Test
    void a_loopback_plug_is_no_device() {
        var nothing = assertInstanceOf(NothingRecognised.class,
                new Bench(new Stranger((_, received) -> received)).verdict());
        assertEquals("nothing but our own questions, sent straight back", nothing.heard());
        assertTrue(nothing.advice().getFirst().contains("loopback"), nothing.toString());
    }

    @Test
    void a_login_prompt_that_echoes_is_asked_once() {
        var login = new Stranger((_, received) -> received.length == 0
                ? Stranger.SILENT
                : Stranger.bytes(new String(received, StandardCharsets.ISO_8859_1) + "\r\nPassword: "));
        var bench = new Bench(login);
        assertInstanceOf(NothingRecognised.class, bench.verdict());
        assertEquals(List.of(Probe.SI), bench.asked());
    }

    @Test
    void a_terminal_that_echoes_its_own_line_ends_is_asked_once() {
        var terminal = new Stranger((_, received) -> Stranger.bytes(
                new String(received, StandardCharsets.ISO_8859_1).replace("\r", "\r\n")));
        var bench = new Bench(terminal);
        assertInstanceOf(NothingRecognised.class, bench.verdict());
        assertEquals(List.of(Probe.SI), bench.asked());
    }

    /** As many RS-485 adapters do. */
    @Test
    void an_echo_before_the_answer_does_not_hide_the_device() {
        Device scale = new Scripted("kind = \"mt-sics\"\n");
        var echoing = new Stranger((nowNanos, received) -> {
            var both = new ByteArrayOutputStream();
            both.writeBytes(received);
            both.writeBytes(scale.advance(nowNanos, received));
            return both.toByteArray();
        });
        var ambiguous = assertInstanceOf(Ambiguous.class, new Bench(echoing).verdict());
        assertEquals(List.of("mt-sics", "kern-kcp"),
                ambiguous.candidates().stream().map(Candidate::dialect).toList());
    }

    @Test
    void the_questions_of_another_host_are_no_device() {
        for (var probe : Probe.values()) {
            var verdict = new Bench(Stranger.repeating(probe.bytes(), TENTH)).verdict();
            assertTrue(verdict instanceof NothingRecognised || verdict instanceof Ambiguous ambiguous
                    && ambiguous.candidates().getFirst().dialect().equals("scanner"), probe + ": " + verdict);
        }
    }

    private static byte[] noise(SplittableRandom random, int count) {
        byte[] noise = new byte[count];
        random.nextBytes(noise);
        return noise;
    }
}
