package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.steelyard.gateway.contract.Contract;
import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.DataFolder;
import io.steelyard.gateway.journal.Journal;
import io.steelyard.gateway.station.Draft;
import io.steelyard.gateway.station.FactData;
import io.steelyard.gateway.station.FactType;
import io.steelyard.sim.history.Evidence;
import io.steelyard.sim.history.Expectations;
import io.steelyard.sim.history.History;
import io.steelyard.sim.platform.KeyFiles;
import io.steelyard.sim.platform.SignedFact;
import io.steelyard.sim.platform.StandInPlatform;
import io.steelyard.sim.stick.StickImport;
import io.steelyard.sim.stick.StickKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A journal half delivered by the network, the rest by a stick. */
final class StickTest {
    private static final int FACTS = 12;
    private static final int ACKNOWLEDGED = 5;
    private static final Expectations ALL_ARRIVED = new Expectations(true, false, 0);

    @TempDir
    private Path folder;

    private Path data;
    private Path stick;
    private Path key;
    private StickKey secret;
    private StandInPlatform platform;
    private List<SignedFact> journaled = List.of();

    @BeforeEach
    void make() throws Exception {
        data = folder.resolve("data");
        stick = folder.resolve("facts.age");
        key = folder.resolve("stick.pub");
        secret = StickKey.make();
        Files.writeString(key, "# the platform's\n" + secret.publicLine() + "\n");
        try (var made = MadeJournal.in(data, FACTS, ACKNOWLEDGED)) {
            journaled = made.facts().stream()
                    .map(fact -> new SignedFact(fact.bytes(), fact.signature(), fact.keyId())).toList();
        }
        platform = new StandInPlatform(Map.of(), KeyFiles.newPair());
        platform.trust(KeyFiles.readPublic(data.resolve("gateway.pub")));
    }

    private Cli export(Object... more) {
        var args = new ArrayList<Object>(
                List.of("records", "export", "--data", data, "--usb", stick, "--to", key));
        args.addAll(List.of(more));
        return Cli.run(args.toArray());
    }

    private static String line(String text) {
        return text + System.lineSeparator();
    }

    @Test
    void what_the_network_did_not_take_goes_by_stick_and_nothing_is_lost_or_doubled() throws Exception {
        journaled.subList(0, ACKNOWLEDGED + 2).forEach(platform::receive); // two of them were not acknowledged in time
        assertEquals(0, export().code());
        var taken = StickImport.into(platform, stick, secret);
        assertEquals(FACTS - ACKNOWLEDGED - 2, taken.fresh().size());
        assertEquals(2, taken.known());
        assertEquals(List.of(), taken.refused());
        assertClean();
        journaled.forEach(platform::receive); // the old gateway is switched on once more and sends everything again
        assertClean();
    }

    private void assertClean() throws IOException {
        var verdict = History
                .judge(new Evidence(List.of(), journaled, platform.arrivals(), platform.stored(), List.of(),
                        KeyFiles.readPublic(data.resolve("gateway.pub"))), ALL_ARRIVED);
        assertTrue(verdict.holds(), verdict.report());
        assertEquals(journaled, platform.stored());
    }

    @Test
    void all_facts_go_on_request_and_need_nothing_that_came_before() throws Exception {
        export("--all");
        assertEquals(FACTS, StickImport.into(platform, stick, secret).fresh().size());
        assertClean();
    }

    @Test
    void a_stick_with_many_pieces_arrives_whole() throws Exception {
        var many = folder.resolve("many");
        MadeJournal.in(many, 1_500, 0).close();
        data = many;
        platform.trust(KeyFiles.readPublic(many.resolve("gateway.pub")));
        export();
        assertTrue(Files.size(stick) > 4 * 65_536, "several pieces");
        assertEquals(1_500, StickImport.into(platform, stick, secret).fresh().size());
    }

    /** In the first line, the recipient's, the file key, the proof, the salt, the first and the last bytes of the payload. */
    @ParameterizedTest
    @ValueSource(ints = {3, 40, 90, 150, 200, 230, 400, -1, -17})
    void an_altered_file_is_refused_with_one_sentence_and_nothing_is_taken(int at) throws Exception {
        export();
        byte[] bytes = Files.readAllBytes(stick);
        bytes[at < 0 ? bytes.length + at : at] ^= 1;
        Files.write(stick, bytes);
        assertRefused();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 60, 199, 220, 1_000, 65_753, 65_754, 65_755, 131_300})
    void a_truncated_file_is_refused_wherever_it_ends(int kept) throws Exception {
        var many = folder.resolve("many");
        MadeJournal.in(many, 400, 0).close();
        data = many;
        export();
        byte[] bytes = Files.readAllBytes(stick);
        assertTrue(kept < bytes.length, "cut");
        Files.write(stick, Arrays.copyOf(bytes, kept));
        assertRefused();
    }

    @Test
    void a_piece_left_out_is_refused() throws Exception {
        var many = folder.resolve("many");
        MadeJournal.in(many, 800, 0).close();
        data = many;
        export();
        byte[] bytes = Files.readAllBytes(stick);
        int head = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\n--- ") + 5 + 43 + 1 + 16;
        int piece = 65_536 + 16;
        byte[] without = new byte[bytes.length - piece];
        System.arraycopy(bytes, 0, without, 0, head);
        System.arraycopy(bytes, head + piece, without, head, without.length - head);
        Files.write(stick, without);
        assertRefused();
    }

    private void assertRefused() {
        var refused = assertThrows(IOException.class, () -> StickImport.into(platform, stick, secret));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("import " + stick + ": it"), refused.getMessage());
        assertTrue(String.valueOf(refused.getMessage()).endsWith("; nothing was taken from it"), refused.getMessage());
        assertEquals(List.of(), platform.arrivals());
    }

    @Test
    void somebody_else_cannot_read_it() throws Exception {
        export();
        var refused = assertThrows(IOException.class, () -> StickImport.into(platform, stick, StickKey.make()));
        assertEquals("import " + stick + ": it was written for another key than this, or its head is damaged;"
                + " nothing was taken from it", refused.getMessage());
        var text = new String(Files.readAllBytes(stick), StandardCharsets.ISO_8859_1);
        assertFalse(text.contains("scale-7"), "a fact can be read");
    }

    @Test
    void the_signing_key_a_file_that_is_there_and_a_journal_without_news_are_each_one_sentence() throws Exception {
        KeyFiles.writePublic(key, KeyFiles.newPair().getPublic());
        assertEquals(new Cli(3, "", line("read the platform's stick key " + key
                + ": it is not one line age1… without an"
                + " error (an Ed25519 key in PEM form signs and cannot encrypt); ask the platform's operator for what"
                + " `age-keygen -y` prints")), export());
        Files.writeString(key, secret.publicLine());
        assertEquals(0, export().code());
        byte[] before = Files.readAllBytes(stick);
        assertEquals(new Cli(3, "", line("write " + stick + ": the file exists and is not overwritten; name another")),
                export());
        assertEquals(List.of("data", "facts.age", "stick.pub"), names());
        assertEquals(before.length, Files.size(stick));
        data = folder.resolve("delivered");
        MadeJournal.in(data, 3, 3).close();
        stick = folder.resolve("empty.age");
        assertTrue(export().err().endsWith(line("nothing was written (--all writes them all)")));
        assertFalse(Files.exists(stick));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }

    @Test
    void a_key_with_one_wrong_letter_is_refused() throws Exception {
        var right = secret.publicLine();
        for (int at = "age1".length(); at < right.length(); at++) {
            var wrong = right.substring(0, at) + (right.charAt(at) == 'q' ? 'p' : 'q') + right.substring(at + 1);
            Files.writeString(key, wrong);
            assertEquals(3, export().code(), wrong);
        }
    }

    @Test
    void age_itself_reads_it_and_the_published_script_verifies_what_it_prints() throws Exception {
        assumeTrue(ran("age", "--version") == 0 && ran("python3", "--version") == 0, "age or python3 is missing");
        export("--all");
        Files.writeString(folder.resolve("secret"), secret.secretLine());
        assertEquals(0, ran("sh", "-c", "age -d -i " + folder.resolve("secret") + " " + stick + " | python3 "
                + Contract.FOLDER.resolve("verify.py") + " " + data.resolve("gateway.pub")), this::said);
        assertEquals(FACTS + " facts of journal ", said().substring(0, 20));
    }

    @Test
    void a_key_made_by_age_keygen_serves() throws Exception {
        assumeTrue(ran("age-keygen", "--version") == 0, "age is missing");
        var made = folder.resolve("made");
        assertEquals(0, ran("sh", "-c", "age-keygen -o " + made + " && age-keygen -y " + made + " > " + key));
        export();
        assertEquals(FACTS - ACKNOWLEDGED, StickImport.into(platform, stick, StickKey.read(made)).fresh().size());
    }

    private int ran(String... command) throws Exception {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said").toFile()).start();
            assertTrue(process.waitFor(1, TimeUnit.MINUTES));
            return process.exitValue();
        } catch (IOException missing) {
            return -1;
        }
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("said"));
        } catch (IOException gone) {
            return gone.toString();
        }
    }

    /** The new gateway has a key and a journal of its own; the old one's facts keep their names beside it. */
    @Test
    void a_replaced_gateway_goes_on_under_its_name_with_a_journal_of_its_own() throws Exception {
        journaled.subList(0, ACKNOWLEDGED).forEach(platform::receive);
        export();
        var successor = folder.resolve("successor");
        try (var made = successor(successor)) {
            platform.trust(KeyFiles.readPublic(successor.resolve("gateway.pub")));
            made.facts().forEach(platform::receive);
            StickImport.into(platform, stick, secret);
            assertEquals(FACTS, platform.stored("gw-1", journalOf(journaled.getFirst())).size());
            assertEquals(made.facts(), platform.stored("gw-1", journalOf(made.facts().getFirst())));
            assertEquals(2, platform.journals("gw-1").size());
            assertEquals(List.of(), platform.refusals());
        }
    }

    private static String journalOf(SignedFact fact) {
        return new String(fact.bytes(), StandardCharsets.UTF_8).replaceFirst("(?s).*\"journal\":\"([^\"]+)\".*", "$1");
    }

    private record Successor(DataFolder lock, Journal journal, List<SignedFact> facts) implements AutoCloseable {
        @Override
        public void close() {
            journal.close();
            lock.close();
        }
    }

    private static Successor successor(Path folder) throws Exception {
        var time = new VirtualTime();
        var lock = DataFolder.lock(folder);
        var journal = lock.open("gw-1", "steelyard test", lock.signer(), time, new SplittableRandom(9),
                Connections.DISK).journal();
        var facts = journal.commit(IntStream.rangeClosed(1, 3).mapToObj(
                number -> new Draft(FactType.DEVICE, time.monotonicNanos(), FactData.text("device", "scale-" + number)))
                .toList(), 0);
        return new Successor(lock, journal,
                facts.stream().map(fact -> new SignedFact(fact.bytes(), fact.signature(), fact.keyId())).toList());
    }
}
