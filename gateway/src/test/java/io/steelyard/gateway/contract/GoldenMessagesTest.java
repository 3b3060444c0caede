package io.steelyard.gateway.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.steelyard.gateway.station.Tokens;
import io.steelyard.gateway.uplink.Message;
import io.steelyard.sim.platform.BatchVerdict;
import io.steelyard.sim.platform.CardsDocument;
import io.steelyard.sim.platform.FactBatch;
import io.steelyard.sim.platform.KeyFiles;
import io.steelyard.sim.platform.SeqRange;
import io.steelyard.sim.platform.StandInPlatform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The golden messages beside the golden facts: those facts as a batch, what a platform says that took it, and its wish to have them
 * again. {@code -Dgolden.write=true} writes them anew.
 */
final class GoldenMessagesTest {
    private static final Path GOLDEN = Contract.FOLDER.resolve("golden");
    private static final Path BATCH = GOLDEN.resolve("backfill.gz");
    private static final Path KEYS = Path.of("src/test/resources/golden");
    private static final String GATEWAY = "hz-yuhang-0042";

    @TempDir
    private Path folder;

    @Test
    void the_golden_batch_holds_the_golden_facts_byte_for_byte() throws Exception {
        var facts = facts().stream().map(line -> line[0].getBytes(StandardCharsets.UTF_8)).toList();
        if (Boolean.getBoolean("golden.write")) {
            Files.write(BATCH, FactBatch.pack(facts));
        }
        var rebuilt = Batch.facts(Files.readAllBytes(BATCH));
        assertEquals(facts.size(), rebuilt.size());
        for (int i = 0; i < facts.size(); i++) {
            assertArrayEquals(facts.get(i), rebuilt.get(i));
        }
        Contract.assertDescribed(new Message("steelyard/v1/hangzhou/" + GATEWAY + "/facts/backfill",
                Files.readAllBytes(BATCH), Map.of("signature", facts().getLast()[1], "keyid", facts().getLast()[2]),
                false));
    }

    @Test
    void a_platform_that_took_it_says_the_golden_acknowledgement_and_may_ask_for_a_replay() throws Exception {
        var key = platformKey();
        var gatewayKey = KeyFiles.readPublic(GOLDEN.resolve("gateway.pub"));
        var platform = new StandInPlatform(Map.of(KeyFiles.keyId(gatewayKey), gatewayKey), key);
        var last = facts().getLast();
        assertInstanceOf(BatchVerdict.Taken.class, platform.receiveBatch(GATEWAY, Files.readAllBytes(BATCH),
                Base64.getDecoder().decode(last[1]), last[2]));
        var journal = platform.journals(GATEWAY).getFirst();
        var ack = platform.ack(GATEWAY, journal).orElseThrow();
        var replay = platform.replay(journal, new SeqRange(1, 6));

        Contract.assertFits("acknowledgement", ack.payload());
        Contract.assertFits("replay", replay.payload());
        assertGolden("acknowledgement.tsv", line(ack.payload(), ack.signature(), ack.keyId()));
        assertGolden("replay.tsv", line(replay.payload(), replay.signature(), replay.keyId()));
        assertGolden("platform.pub", Files.readString(KEYS.resolve("platform.pub")));
    }

    @Test
    void the_platform_says_the_golden_list_of_cards_and_the_page_shows_how_an_entry_is_made() throws Exception {
        var salt = "steelyard-golden".getBytes(StandardCharsets.US_ASCII);
        var cards = new StandInPlatform(Map.of(), platformKey()).cards(
                new CardsDocument.Edition(GATEWAY, "2026-11-22.1", 17, salt), List.of("04A2B1C3D4E580", "HH-0007"),
                List.of("04FFEE00112280"), List.of("04C0FFEE000180"));
        Contract.assertDescribed(new Message("steelyard/v1/hangzhou/" + GATEWAY + "/desired/cards", cards.payload(),
                Map.of(), true));
        assertGolden("cards.tsv", line(cards.payload(), cards.signature(), cards.keyId()));

        var entry = new Tokens(salt).of("04A2B1C3D4E580");
        assertTrue(new String(cards.payload(), StandardCharsets.UTF_8).contains(entry));
        assertTrue(Files.readString(Contract.FOLDER.resolve("README.md")).contains(entry), entry);
    }

    private static KeyPair platformKey() throws IOException {
        return new KeyPair(KeyFiles.readPublic(KEYS.resolve("platform.pub")),
                KeyFiles.readPrivate(KEYS.resolve("platform.key")));
    }

    @Test
    void the_page_prints_the_scripts_as_they_are() throws Exception {
        var page = Files.readString(Contract.FOLDER.resolve("README.md"));
        for (var script : List.of("verify.py", "unbatch.py")) {
            var text = Files.readString(Contract.FOLDER.resolve(script));
            assertTrue(page.contains("```python\n" + text + "```\n"), script);
            assertTrue(text.lines().count() <= 40, script);
        }
    }

    @Test
    void the_readme_prints_the_beginning_of_the_small_consumer() throws Exception {
        var readme = Files.readString(Path.of("..", "README.md"));
        var printed = readme.substring(readme.indexOf("```python\n") + "```python\n".length());
        var lines = printed.substring(0, printed.indexOf("```"));
        assertTrue(Files.readString(Contract.FOLDER.resolve("consume.py")).contains(lines), lines);
        assertTrue(lines.lines().count() <= 10, lines);
    }

    @Test
    void the_published_script_unpacks_the_golden_batch_into_what_the_other_one_verifies() throws Exception {
        assumeTrue(ran("python3", "--version") == 0 && ran("openssl", "version") == 0, "python3 or openssl is missing");
        var last = facts().getLast();
        assertEquals(0, ran("sh", "-c", "set -e; cd " + Contract.FOLDER.toAbsolutePath()
                + "; ./unbatch.py " + last[1] + " " + last[2] + " < golden/backfill.gz > " + folder.resolve("lines")
                + "; ./verify.py golden/gateway.pub < " + folder.resolve("lines")));
        assertEquals(0, Files.readAllLines(folder.resolve("lines")).stream().limit(5)
                .filter(line -> !line.endsWith("\t\t")).count());
    }

    private static void assertGolden(String name, String expected) throws IOException {
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(GOLDEN.resolve(name), expected);
        }
        assertEquals(Files.readString(GOLDEN.resolve(name)), expected, name);
    }

    private static String line(byte[] payload, byte[] signature, String keyId) {
        return new String(payload, StandardCharsets.UTF_8) + "\t" + Base64.getEncoder().encodeToString(signature) + "\t"
                + keyId + "\n";
    }

    private static List<String[]> facts() throws IOException {
        return Files.readAllLines(GOLDEN.resolve("facts.tsv")).stream().map(line -> line.split("\t")).toList();
    }

    private int ran(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said").toFile()).start().waitFor();
        } catch (IOException missing) {
            return -1;
        }
    }
}
