package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.frame.Dialect;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.sensor.SensorDialect;
import io.steelyard.gateway.tag.TagDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/dialects.md} says of each dialect what its class says, and claims no more proof than its transcript has. */
final class DialectsPageTest {
    private static final Path PAGE = Path.of("docs", "dialects.md");
    private static final Path TRANSCRIPTS = Path.of("..", "firmware-sim", "transcripts");
    private static final Path SAMPLE = Path.of("..", "config", "service-station.toml");

    static Stream<Dialect> dialects() {
        return Stream.concat(ofStations(), Arrays.stream(SensorDialect.values()));
    }

    static Stream<Dialect> ofStations() {
        return Stream.concat(Arrays.stream(ScaleDialect.values()), Arrays.stream(TagDialect.values()));
    }

    /** Whoever changes a dialect copies its new row from here into the page. */
    @Test
    void the_pages_tables_are_the_dialects() throws IOException {
        var rows = Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `")).toList();
        assertEquals(String.join("\n", dialects().map(DialectsPageTest::row).toList()), String.join("\n", rows));
    }

    private static String row(Dialect dialect) {
        var protocol = dialect.protocol();
        var cells = List.of("`" + dialect.wireName() + "`",
                protocol.usualLines().isEmpty() ? "bare wires" : String.join(", ", protocol.usualLines()),
                protocol.question().map(question -> "`" + question + "`, " + protocol.askEvery().toMillis() + " ms")
                        .orElse("–"),
                dialect.tells().isEmpty() ? "–" : String.join(", ", dialect.tells()),
                protocol.checksummed()
                        ? protocol.checkBits() + " bits: " + protocol.guard()
                        : "none; damage shows in " + protocol.guard(),
                protocol.proof().name().toLowerCase(Locale.ROOT));
        return "| " + String.join(" | ", cells) + " |";
    }

    @Test
    void the_page_says_which_dialect_is_refused_and_why() throws IOException {
        var page = Files.readString(PAGE).replaceAll("\\s+", " ");
        ScaleDialect.refused()
                .forEach((name, reason) -> assertTrue(page.contains("- `" + name + "` " + reason + "."), name));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void the_proof_that_a_dialect_claims_is_its_transcripts(Dialect dialect) throws IOException {
        var paragraphs = Files.readString(TRANSCRIPTS.resolve(dialect.wireName() + ".txt")).split("\n\n", 0);
        var proofs = Arrays.stream(paragraphs)
                .filter(paragraph -> paragraph.contains("\"kind\":\"tag\"")
                        || paragraph.contains("\"kind\":\"measurement\"")
                        || paragraph.contains("\"capturable\":true"))
                .map(DialectsPageTest::proof).toList();
        assertEquals(proofs.isEmpty() ? Proof.COMPUTED : Collections.max(proofs), dialect.protocol().proof());
    }

    /** Of a frame that says a weight or a code: what the first words above it say. */
    private static Proof proof(String paragraph) {
        var says = paragraph.strip().split("\n", 2)[0];
        if (says.startsWith("# A public capture")) {
            return Proof.CAPTURED;
        }
        return says.startsWith("# Published") && !says.contains("computed") ? Proof.PUBLISHED : Proof.COMPUTED;
    }

    @ParameterizedTest
    @MethodSource("ofStations")
    void the_sample_configuration_names_every_dialect(Dialect dialect) throws IOException {
        var sample = Files.readString(SAMPLE);
        assertTrue(sample.matches("(?s).*[\" ]" + dialect.wireName() + "[\",;\n].*"), dialect.wireName());
    }
}
