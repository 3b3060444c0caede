package io.steelyard.gateway.cardfile;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.VirtualTime;
import io.steelyard.gateway.bin.Cards;
import io.steelyard.gateway.cards.CardList;
import io.steelyard.gateway.cards.CardRules;
import io.steelyard.gateway.cards.CardRules.Unknown;
import io.steelyard.gateway.deposit.Standing;
import io.steelyard.gateway.station.Tokens;
import io.steelyard.sim.platform.CardsDocument;
import io.steelyard.sim.platform.KeyFiles;
import io.steelyard.sim.platform.StandInPlatform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardDeskTest {
    private static final KeyPair PLATFORM = KeyFiles.newPair();
    private static final KeyPair STRANGER = KeyFiles.newPair();
    private static final byte[] SALT = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final CardRules RULES = new CardRules(Unknown.REFUSE, Duration.ofHours(72));

    @TempDir
    private Path folder;

    private final VirtualTime time = new VirtualTime();
    private final NotedFacts journal = new NotedFacts();
    private final List<String> complaints = new ArrayList<>();
    private CardDesk desk;

    /** The desk of a process that has just started. */
    @BeforeEach
    void start() {
        desk = CardDesk.open(folder, "gw-1", PLATFORM.getPublic(), RULES, time, journal, complaints::add);
        desk.note();
    }

    private static CardsDocument list(long number, String gateway, KeyPair key, List<String> allow) {
        return new StandInPlatform(Map.of(), key).cards(
                new CardsDocument.Edition(gateway, "edition " + number, number, SALT), allow, List.of("LOST"),
                List.of("CREW"));
    }

    private static CardsDocument list(long number, String... allow) {
        return list(number, "gw-1", PLATFORM, List.of(allow));
    }

    /** As the uplink does after it has verified the signature. */
    private boolean hear(CardsDocument said) {
        return desk.heard("cards", said.payload(), said.signature());
    }

    private void run(long nanos) {
        for (long step = 0; step < nanos; step += MINUTES.toNanos(1)) {
            time.advance(MINUTES.toNanos(1));
            desk.look(time.monotonicNanos());
        }
    }

    private Cards.Edition edition() {
        return desk.edition().orElseThrow();
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    @Test
    void without_any_list_everybody_is_unknown_by_the_sites_rule() {
        assertEquals(Standing.UNKNOWN, desk.judge("ANNA"));
        assertEquals(Optional.empty(), desk.edition());
        var lenient = CardDesk.open(folder, "gw-1", PLATFORM.getPublic(),
                new CardRules(Unknown.QUARANTINE, Duration.ofHours(1)), time, journal, complaints::add);
        assertEquals(Standing.QUARANTINE, lenient.judge("ANNA"));
        assertEquals(List.of(), journal.facts);
        assertEquals(List.of(), complaints);
    }

    @Test
    void a_list_counts_at_once_and_after_a_restart_and_each_start_notes_it() {
        assertTrue(hear(list(17, "ANNA")));
        for (int life = 1; life <= 2; life++) {
            assertEquals(Standing.RESIDENT, desk.judge("ANNA"));
            assertEquals(Standing.DENIED, desk.judge("LOST"));
            assertEquals(Standing.CREW, desk.judge("CREW"));
            assertEquals(Standing.UNKNOWN, desk.judge("anna"));
            assertEquals("edition 17", edition().version());
            run(HOURS.toNanos(1));
            assertEquals(life, journal.facts.size());
            start();
        }
        assertTrue(journal.facts.getFirst().matches(
                "CONFIG \\{\"document\":\"cards\",\"version\":\"edition 17\",\"sha256\":\"[0-9a-f]{64}\"}"),
                journal.facts.getFirst());
        assertEquals(List.of(), complaints);
    }

    @Test
    void who_is_left_out_of_a_newer_list_is_known_no_more_and_an_older_one_changes_nothing_even_after_a_restart() {
        hear(list(17, "ANNA"));
        hear(list(18, "BEN"));
        for (int life = 0; life < 2; life++) {
            assertTrue(hear(list(17, "ANNA")), "it is genuine");
            assertTrue(hear(list(17, "ANNA")));
            assertEquals(Standing.UNKNOWN, desk.judge("ANNA"));
            assertEquals(Standing.RESIDENT, desk.judge("BEN"));
            start();
        }
        assertEquals(2, complaints.size(), "told once in each life: " + complaints);
        assertTrue(complaints.getFirst().contains("17, which is older than 18"), complaints.getFirst());
    }

    @Test
    void an_older_list_changes_nothing_even_if_the_newer_one_was_damaged_meanwhile() throws Exception {
        hear(list(18, "BEN"));
        Files.writeString(file("cards.list"), "no list");
        start();
        hear(list(17, "ANNA"));
        assertEquals(Standing.UNKNOWN, desk.judge("ANNA"));
        hear(list(18, "BEN"));
        assertEquals(Standing.RESIDENT, desk.judge("BEN"));
    }

    @Test
    void two_lists_with_one_number_are_told_and_the_first_stays_and_ages() {
        hear(list(17, "ANNA"));
        run(HOURS.toNanos(2));
        hear(list(17, "BEN"));
        assertEquals(Standing.RESIDENT, desk.judge("ANNA"));
        assertEquals(Standing.UNKNOWN, desk.judge("BEN"));
        assertEquals(2, edition().heardHours());
        assertTrue(complaints.getLast().contains("two lists of cards with the number 17"), complaints.getLast());
    }

    @Test
    void a_list_not_heard_for_long_makes_nobody_a_resident_until_it_is_heard_again() {
        hear(list(17, "ANNA"));
        run(HOURS.toNanos(72));
        assertEquals(Standing.RESIDENT, desk.judge("ANNA"));
        run(MINUTES.toNanos(1));
        assertEquals(Standing.UNKNOWN, desk.judge("ANNA"));
        assertEquals(Standing.DENIED, desk.judge("LOST"));
        assertEquals(Standing.CREW, desk.judge("CREW"));
        assertEquals(72, edition().heardHours());
        hear(list(17, "ANNA"));
        assertEquals(Standing.RESIDENT, desk.judge("ANNA"));
        assertEquals(0, edition().heardHours());
        assertEquals(1, journal.facts.size());
    }

    /** The daemon starts again every nine minutes, which is before the age is ever written a second time. */
    @Test
    void restarts_within_a_boot_take_nothing_from_the_age() {
        hear(list(17, "ANNA"));
        for (int restart = 0; restart < 480; restart++) {
            assertEquals(Standing.RESIDENT, desk.judge("ANNA"), "after " + restart * 9 + " minutes");
            time.advance(MINUTES.toNanos(9));
            start();
        }
        assertEquals(72, edition().heardHours());
        time.advance(MINUTES.toNanos(1));
        assertEquals(Standing.UNKNOWN, desk.judge("ANNA"));
    }

    @Test
    void cutting_the_power_again_and_again_keeps_no_list_young() {
        hear(list(17, "ANNA"));
        int cutsAnHour = 6;
        for (int cut = 0; cut < 73 * cutsAnHour; cut++) {
            time.reboot();
            start();
            desk.look(time.monotonicNanos());
        }
        assertEquals(73, edition().heardHours());
        assertEquals(Standing.UNKNOWN, desk.judge("ANNA"));
    }

    @Test
    void a_calendar_gone_astray_neither_ages_nor_renews_a_list() {
        hear(list(17, "ANNA"));
        time.step(Duration.ofDays(3650));
        assertEquals(Standing.RESIDENT, desk.judge("ANNA"));
        run(HOURS.toNanos(73));
        time.step(Duration.ofDays(-7300));
        assertEquals(Standing.UNKNOWN, desk.judge("ANNA"));
    }

    @Test
    void an_age_that_does_not_read_makes_nobody_a_resident_until_the_list_is_heard() throws Exception {
        hear(list(17, "ANNA"));
        for (var age : List.of("", "17", "17 x 0 boot", "17 -5 0 boot", "0 0 0 boot")) {
            Files.writeString(file("cards.age"), age);
            start();
            assertEquals(Standing.UNKNOWN, desk.judge("ANNA"), age);
            assertEquals(Standing.CREW, desk.judge("CREW"), age);
        }
        assertEquals(5, complaints.size());
        hear(list(17, "ANNA"));
        assertEquals(Standing.RESIDENT, desk.judge("ANNA"));
    }

    @Test
    void one_flipped_byte_anywhere_in_the_file_is_no_list_and_the_file_is_kept_aside() throws Exception {
        hear(list(17, "ANNA"));
        byte[] whole = Files.readAllBytes(file("cards.list"));
        for (int at = 0; at < whole.length; at++) {
            var flipped = whole.clone();
            flipped[at] ^= 1;
            Files.write(file("cards.list"), flipped);
            complaints.clear();
            start();
            assertEquals(Optional.empty(), desk.edition(), "byte " + at);
            assertEquals(Standing.UNKNOWN, desk.judge("ANNA"));
            assertEquals(Standing.UNKNOWN, desk.judge("CREW"));
            assertEquals(1, complaints.size(), "byte " + at + ": " + complaints);
            assertTrue(Files.exists(file("cards.list.damaged")));
            assertFalse(Files.exists(file("cards.list")));
        }
    }

    @Test
    void a_file_with_a_list_of_another_gateway_or_by_a_stranger_is_no_list() throws Exception {
        for (var other : List.of(list(17, "gw-2", PLATFORM, List.of("ANNA")),
                list(17, "gw-1", STRANGER, List.of("ANNA")))) {
            var list = io.steelyard.gateway.cardfile.CardsDocument.read(other.payload()).orElseThrow();
            Files.write(file("cards.list"),
                    new SignedList(list, other.payload(), other.signature(), new Tokens(SALT)).file());
            start();
            assertEquals(Optional.empty(), desk.edition());
            assertTrue(complaints.getLast().contains("not signed by the platform for gw-1"), complaints.getLast());
        }
    }

    @Test
    void a_list_for_another_gateway_or_malformed_is_not_believed() {
        hear(list(17, "ANNA"));
        assertFalse(hear(list(18, "gw-2", PLATFORM, List.of("BEN"))));
        assertFalse(desk.heard("cards", "{}".getBytes(StandardCharsets.US_ASCII), new byte[64]));
        assertEquals(Standing.RESIDENT, desk.judge("ANNA"));
        assertEquals("edition 17", edition().version());
    }

    /** What a power cut leaves: the new file aside, whole or in part, and the old one; or the list without its age. */
    @Test
    void a_power_cut_while_a_list_is_written_leaves_the_one_before() throws Exception {
        hear(list(17, "ANNA"));
        byte[] before = Files.readAllBytes(file("cards.list"));
        byte[] age = Files.readAllBytes(file("cards.age"));
        hear(list(18, "BEN"));
        byte[] after = Files.readAllBytes(file("cards.list"));
        for (int bytes : List.of(0, 1, after.length / 2, after.length)) {
            Files.write(file("cards.list.new"), Arrays.copyOf(after, bytes));
            Files.write(file("cards.list"), before);
            Files.write(file("cards.age"), age);
            start();
            assertEquals(Standing.RESIDENT, desk.judge("ANNA"));
            hear(list(18, "BEN"));
            start();
            assertEquals(Standing.RESIDENT, desk.judge("BEN"));
        }
        Files.write(file("cards.age"), age);
        start();
        assertEquals("edition 18", edition().version());
        hear(list(17, "ANNA"));
        assertEquals(Standing.RESIDENT, desk.judge("BEN"), "the list itself says how high its number is");
    }

    @Test
    void a_power_cut_before_the_first_list_is_renamed_leaves_none() throws Exception {
        hear(list(17, "ANNA"));
        Files.move(file("cards.list"), file("cards.list.new"));
        Files.delete(file("cards.age"));
        start();
        assertEquals(Standing.UNKNOWN, desk.judge("ANNA"));
        assertEquals(List.of(), complaints);
    }

    @Test
    void a_folder_that_cannot_be_written_is_told_once_and_tried_again_while_the_list_counts() throws IOException {
        Files.createDirectories(file("cards.list.new").resolve("in the way"));
        hear(list(17, "ANNA"));
        run(HOURS.toNanos(1));
        assertEquals(Standing.RESIDENT, desk.judge("ANNA"));
        assertEquals(1, complaints.size(), complaints::toString);
        Files.delete(file("cards.list.new").resolve("in the way"));
        run(MINUTES.toNanos(11));
        start();
        assertEquals(Standing.RESIDENT, desk.judge("ANNA"));
    }

    @Test
    void a_fact_that_the_journal_did_not_take_is_offered_again() {
        journal.takes = false;
        hear(list(17, "ANNA"));
        run(HOURS.toNanos(1));
        assertEquals(List.of(), journal.facts);
        journal.takes = true;
        journal.fails = true;
        run(MINUTES.toNanos(11));
        assertEquals(1, journal.facts.size());
        journal.fails = false;
        run(HOURS.toNanos(1));
        assertEquals(2, journal.facts.size());
    }

    @Test
    void a_hundred_thousand_cards_are_heard_kept_and_found() {
        var codes = IntStream.range(0, CardList.ENTRIES_MAX - 2).mapToObj(card -> "HH-" + card).toList();
        var said = list(17, "gw-1", PLATFORM, codes);
        assertTrue(said.payload().length < CardDesk.BYTES_MAX);
        assertTrue(hear(said));
        start();
        assertTrue(codes.stream().allMatch(code -> desk.judge(code) == Standing.RESIDENT));
        assertEquals(Standing.UNKNOWN, desk.judge("HH-" + CardList.ENTRIES_MAX));
        assertFalse(hear(list(18, "gw-1", PLATFORM, Stream.concat(codes.stream(), Stream.of("one more")).toList())));
    }

    @Test
    void the_file_is_for_the_daemon_alone() throws IOException {
        hear(list(17, "ANNA"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file("cards.list"))));
    }
}
