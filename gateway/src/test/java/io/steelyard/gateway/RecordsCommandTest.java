package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.steelyard.sim.platform.KeyFiles;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The journal as an inspector reads it: five facts, the first two acknowledged. */
final class RecordsCommandTest {
    private static final int FACTS = 5;
    private static final int ACKNOWLEDGED = 2;

    @TempDir
    private Path folder;

    private Path data;
    private MadeJournal journal;

    @BeforeEach
    void make() throws Exception {
        data = folder.resolve("data");
        journal = MadeJournal.in(data, FACTS, ACKNOWLEDGED);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void a_folder_without_a_journal_is_named_as_such_and_not_by_its_key() {
        var elsewhere = data.resolve("elsewhere");
        assertEquals(new Cli(3, "", line("verify " + elsewhere
                + ": no journal is there; name the daemon's data folder, or a backup's")),
                Cli.run("records", "verify", "--data", elsewhere));
    }

    @Test
    void a_negative_number_of_facts_is_wrong_use() {
        assertEquals(new Cli(2, "", line("--last -1 must be a number of facts, or 0 for all")),
                Cli.run("records", "list", "--data", data, "--last", "-1"));
    }

    @Test
    void the_list_has_a_line_a_fact_and_says_which_ones_the_centre_has() {
        assertEquals(List.of( //
                "     1  2026-11-21T08:00:00.000Z  device     acknowledged  {\"device\":\"scale-1\"}",
                "     2  2026-11-21T08:00:00.000Z  device     acknowledged  {\"device\":\"scale-2\"}",
                "     3  2026-11-21T08:00:00.000Z  device     waiting       {\"device\":\"scale-3\"}",
                "     4  2026-11-21T08:00:00.000Z  device     waiting       {\"device\":\"scale-4\"}",
                "     5  2026-11-21T08:00:00.000Z  device     waiting       {\"device\":\"scale-5\"}"),
                good("list").lines().toList());
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "1, 1", "3, 3", "5, 5", "99, 5"})
    void the_list_shows_the_newest_or_all(int last, int shown) {
        var lines = good("list", "--last", last).lines().toList();
        assertEquals(shown, lines.size());
        assertTrue(lines.getLast().contains("scale-5"));
    }

    @Test
    void a_fact_is_shown_with_its_exact_bytes_its_signature_its_key_and_whether_it_arrived() {
        for (var fact : journal.facts()) {
            assertEquals(List.of(new String(fact.bytes(), StandardCharsets.UTF_8),
                    "signature " + Base64.getEncoder().encodeToString(fact.signature()), "key " + fact.keyId(),
                    fact.seq() <= ACKNOWLEDGED ? "the centre has it" : "waiting for the centre"),
                    good("show", fact.seq()).lines().toList());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 6, Long.MAX_VALUE})
    void a_fact_that_does_not_exist_is_answered_with_the_newest_number(long seq) {
        assertEquals(new Cli(1, "", line("there is no fact " + seq + "; the newest is 5")),
                Cli.run("records", "show", "--data", data, seq));
    }

    @Test
    void an_untouched_journal_verifies_while_it_is_open_for_writing_and_when_it_is_closed() {
        assertUntouched();
        journal.close();
        assertUntouched();
    }

    private void assertUntouched() {
        var told = good("verify");
        assertTrue(told.startsWith("5 facts of journal " + journal.id() + ": numbers, chain and signatures hold;"),
                told);
    }

    /** One byte flipped somewhere in fact 3: in its content, its chain, its number, its signature. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { //
            "bytes=CAST(replace(bytes,'scale-3','scale-7') AS BLOB) | its signature does not fit its bytes",
            "bytes=CAST(replace(bytes,'\"prev\":\"','\"prev\":\"_') AS BLOB) | it does not name the fact before it",
            "bytes=CAST(replace(bytes,'\"seq\":3','\"seq\":4') AS BLOB) | its bytes name another number or journal",
            "bytes=CAST(replace(bytes,'{\"id\"','{\"id') AS BLOB) | its bytes are not a fact",
            "signature=zeroblob(64) | its signature does not fit its bytes",
            "signature=zeroblob(1) | its signature does not fit its bytes"})
    void the_first_changed_fact_is_named(String change, String fault) throws Exception {
        journal.close();
        journal.tamper("UPDATE fact SET " + change + " WHERE seq=3");
        assertBroken("fact 3: " + fault);
    }

    @Test
    void a_deleted_fact_is_missed() throws Exception {
        journal.close();
        journal.tamper("DELETE FROM fact WHERE seq=3");
        assertBroken("fact 4: it should be number 3, facts between are missing");
    }

    @Test
    void a_journal_checked_against_another_key_fails_at_its_first_fact() throws Exception {
        var other = folder.resolve("other.pub");
        KeyFiles.writePublic(other, KeyFiles.newPair().getPublic());
        var told = Cli.run("records", "verify", "--data", data, "--public-key", other);
        assertEquals(1, told.code());
        assertTrue(told.err().startsWith("fact 1: its signature does not fit"), told.err());
    }

    private void assertBroken(String fault) {
        var told = Cli.run("records", "verify", "--data", data);
        assertEquals(1, told.code(), told.toString());
        assertEquals("", told.out());
        assertTrue(told.err().startsWith(fault), told.err());
    }

    /** What retention leaves: the first two facts are gone, the third names the second. */
    @Test
    void a_journal_whose_oldest_facts_were_removed_is_read_from_the_first_that_is_kept_and_says_so() throws Exception {
        prune(2, Base64.getUrlEncoder().withoutPadding().encodeToString(
                MessageDigest.getInstance("SHA-256").digest(journal.facts().get(1).bytes())));
        var removed = line("facts 1 to 2 were removed after the centre had acknowledged them; these begin at 3");

        var verified = Cli.run("records", "verify", "--data", data);
        assertEquals(0, verified.code(), verified.err());
        assertTrue(verified.out().startsWith("3 facts of journal " + journal.id()), verified.out());
        assertEquals(removed, verified.err());
        var exported = Cli.run("records", "export", "--data", data);
        assertEquals(3, exported.out().lines().count());
        assertEquals(removed, exported.err());
        assertEquals(removed, Cli.run("records", "list", "--data", data).err());
        assertEquals("", Cli.run("records", "list", "--data", data, "--last", 3).err());
        assertEquals(
                new Cli(1, "", line("fact 2 was removed after the centre had acknowledged it; the oldest kept is 3")),
                Cli.run("records", "show", "--data", data, 2));
        var copy = folder.resolve("copy");
        assertTrue(good("backup", "--out", copy).startsWith("3 facts of journal "));
        assertEquals(verified, Cli.run("records", "verify", "--data", copy));
    }

    @Test
    void a_beginning_that_is_not_where_the_facts_begin_is_a_fault() throws Exception {
        prune(2, "another");
        assertBroken("fact 3: it does not name the fact before it; one of the two was changed");
        journal.tamper("UPDATE pruned SET through=1");
        assertBroken("fact 3: it should be number 2, facts between are missing");
    }

    private void prune(long through, String link) throws Exception {
        journal.close();
        journal.tamper("DELETE FROM fact WHERE seq<=" + through);
        journal.tamper("UPDATE pruned SET through=" + through + ", link='" + link + "'");
    }

    @Test
    void a_missing_public_key_is_named() throws IOException {
        Files.delete(data.resolve("gateway.pub"));
        assertEquals(new Cli(3, "", line("read public key " + data.resolve("gateway.pub")
                + ": no Ed25519 key in PEM form is there")), Cli.run("records", "verify", "--data", data));
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "export"})
    void a_missing_data_folder_is_named_and_not_made(String command) {
        var none = folder.resolve("none");
        assertEquals(new Cli(3, "", line("read journal " + none.resolve("journal.db")
                + ": there is none; name the daemon's data folder")), Cli.run("records", command, "--data", none));
        assertTrue(Files.notExists(none));
    }

    @Test
    void a_database_of_another_program_is_not_read() throws Exception {
        journal.close();
        journal.tamper("PRAGMA application_id=1");
        var told = Cli.run("records", "list", "--data", data);
        assertEquals(3, told.code());
        assertTrue(
                told.err().endsWith(
                        line("it is a database of another program; move it away or name another data folder")),
                told.err());
    }

    @Test
    void each_exported_line_is_checked_with_the_public_key_and_nothing_of_ours() throws Exception {
        var lines = good("export").lines().toList();
        assertEquals(FACTS, lines.size());
        for (int index = 0; index < FACTS; index++) {
            var fields = lines.get(index).split("\t", -1);
            assertEquals(3, fields.length);
            byte[] bytes = fields[0].getBytes(StandardCharsets.UTF_8);
            assertArrayEquals(journal.facts().get(index).bytes(), bytes);
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(KeyFiles.readPublic(data.resolve("gateway.pub")));
            verifier.update(bytes);
            assertTrue(verifier.verify(Base64.getDecoder().decode(fields[1])));
            assertEquals(journal.facts().get(index).keyId(), fields[2]);
        }
    }

    /** Runs the very text that the help prints on a narrow terminal, after its first line, which is the export itself. */
    @Test
    void the_helps_own_recipe_for_openssl_verifies_a_line_and_refuses_a_changed_one() throws Exception {
        assumeTrue(onPath("openssl"), "openssl is not on the PATH");
        var exported = good("export").lines().findFirst().orElseThrow();
        assertEquals(0, recipe(exported));
        assertNotEquals(0, recipe(exported.replace("scale-1", "scale-2")));
    }

    @Test
    void a_backup_is_a_folder_that_can_be_read_and_checked_and_holds_no_secret() throws Exception {
        var copy = folder.resolve("copy");
        assertEquals(FACTS + " facts of journal " + journal.id() + " are copied to " + copy
                + "; check them with: steelyard records verify --data " + copy + System.lineSeparator(),
                good("backup", "--out", copy));

        assertEquals(0, Cli.run("records", "verify", "--data", copy).code());
        assertEquals(good("export"), Cli.run("records", "export", "--data", copy).out());
        assertEquals(good("list"), Cli.run("records", "list", "--data", copy).out());
        try (var files = Files.list(copy)) {
            assertEquals(Set.of("journal.db", "gateway.pub"),
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
        }
    }

    @Test
    void a_backup_replaces_no_journal() throws Exception {
        byte[] before = Files.readAllBytes(data.resolve("journal.db"));
        assertEquals(new Cli(3, "", line("back up to " + data + ": a journal is there already; name a new folder")),
                Cli.run("records", "backup", "--data", data, "--out", data));
        assertArrayEquals(before, Files.readAllBytes(data.resolve("journal.db")));
    }

    @Test
    void a_backup_that_was_cut_off_is_no_journal_and_is_begun_anew() throws Exception {
        var copy = Files.createDirectory(folder.resolve("copy"));
        Files.writeString(copy.resolve("journal.db.part"), "half a");
        assertEquals(3, Cli.run("records", "list", "--data", copy).code());

        good("backup", "--out", copy);

        assertEquals(0, Cli.run("records", "verify", "--data", copy).code());
    }

    private int recipe(String exported) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("line"), exported + "\n");
        var help = Cli.run("records", "export", "--help").out();
        int from = help.indexOf("  cut ");
        var script = help.substring(from, help.indexOf("      --", from)).replace("DIR", data.toString());
        assertTrue(script.contains("base64 -d") && script.contains("openssl pkeyutl -verify"), script);
        return new ProcessBuilder("sh", "-e", "-c", script).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile()).start().waitFor();
    }

    private static boolean onPath(String program) {
        return Arrays.stream(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private String good(Object command, Object... more) {
        var words = new ArrayList<Object>(List.of("records", command, "--data", data));
        words.addAll(List.of(more));
        var told = Cli.run(words.toArray());
        assertEquals(0, told.code(), told.err());
        assertEquals("", told.err());
        return told.out();
    }

    private static String line(String text) {
        return text + System.lineSeparator();
    }
}
