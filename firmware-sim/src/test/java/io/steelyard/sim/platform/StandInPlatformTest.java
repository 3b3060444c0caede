package io.steelyard.sim.platform;

import static io.steelyard.sim.platform.HandMadeJournal.GATEWAY;
import static io.steelyard.sim.platform.HandMadeJournal.GATEWAY_KEY;
import static io.steelyard.sim.platform.HandMadeJournal.JOURNAL;
import static io.steelyard.sim.platform.HandMadeJournal.PLATFORM_KEY;
import static io.steelyard.sim.platform.HandMadeJournal.STRANGERS_KEY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StandInPlatformTest {
    private static final String AT = "2026-11-21T08:05:12.341Z";

    private final StandInPlatform platform = empty();
    private final HandMadeJournal journal = new HandMadeJournal(JOURNAL);
    private final List<SignedFact> facts = IntStream.range(0, 10).mapToObj(_ -> journal.next()).toList();

    @Test
    void facts_in_order_are_stored_and_acknowledged() {
        facts.forEach(fact -> assertInstanceOf(Verdict.Stored.class, platform.receive(fact)));

        assertEquals(facts, platform.stored(GATEWAY, JOURNAL));
        assertEquals(said(10, 10, ""), ack());
        assertEquals(List.of(), platform.refusals());
    }

    @Test
    void a_duplicate_arrives_twice_and_is_stored_once() {
        platform.receive(fact(1));

        assertInstanceOf(Verdict.Duplicate.class, platform.receive(fact(1)));
        assertEquals(List.of(fact(1), fact(1)), platform.arrivals());
        assertEquals(List.of(fact(1)), platform.stored(GATEWAY, JOURNAL));
    }

    @Test
    void a_fact_behind_a_gap_is_held_and_counts_once_the_gap_is_filled() {
        platform.receive(fact(1));

        assertInstanceOf(Verdict.Held.class, platform.receive(fact(3)));
        assertEquals(said(1, 3, "[2,2]"), ack());
        assertInstanceOf(Verdict.Stored.class, platform.receive(fact(2)));
        assertEquals(said(3, 3, ""), ack());
    }

    @Test
    void missing_names_each_gap_below_the_highest_stored_fact() {
        for (int seq : new int[]{3, 4, 9, 6}) {
            platform.receive(fact(seq));
        }

        assertEquals(said(0, 9, "[1,2],[5,5],[7,8]"), ack());
    }

    @Test
    void missing_is_bounded_and_nothing_beyond_the_last_listed_gap_is_called_seen() {
        var scattered = new HandMadeJournal(JOURNAL);
        for (int i = 1; i <= StandInPlatform.MISSING_RANGES_MAX + 1; i++) {
            scattered.next();
            platform.receive(scattered.next());
        }

        assertTrue(ack().startsWith("{\"journal\":\"5f0c\",\"through\":0,\"seen\":200,\"missing\":[[1,1],[3,3],"),
                ack());
        assertTrue(ack().endsWith(",[199,199]]}"), ack());
    }

    @Test
    void any_order_with_any_duplicates_ends_the_same() {
        for (int seed = 0; seed < 50; seed++) {
            List<SignedFact> mixed = new ArrayList<>(facts);
            mixed.addAll(facts);
            Collections.shuffle(mixed, new Random(seed));
            StandInPlatform shuffled = empty();
            mixed.forEach(shuffled::receive);

            assertEquals(facts, shuffled.stored(GATEWAY, JOURNAL), "seed " + seed);
            assertEquals(10, shuffled.ack(GATEWAY, JOURNAL).orElseThrow().through(), "seed " + seed);
            assertEquals(List.of(), shuffled.refusals(), "seed " + seed);
        }
    }

    @Test
    void a_byte_changed_on_the_way_is_refused() {
        assertRefused("bad signature", HandMadeJournal.altered(fact(1), "bay-1", "bay-2"));
    }

    @Test
    void every_damaged_byte_of_a_signature_is_refused() {
        for (int i = 0; i < fact(1).signature().length; i++) {
            byte[] damaged = fact(1).signature().clone();
            damaged[i] ^= 0x10;
            assertRefused("bad signature", new SignedFact(fact(1).bytes(), damaged, fact(1).keyId()));
        }
    }

    @Test
    void a_signature_of_another_length_is_refused() {
        assertRefused("bad signature", new SignedFact(fact(1).bytes(), new byte[0], fact(1).keyId()));
        assertRefused("bad signature", new SignedFact(fact(1).bytes(), new byte[65], fact(1).keyId()));
    }

    @Test
    void a_strangers_signature_is_refused_under_either_name() {
        SignedFact strangers = HandMadeJournal.sign(text(fact(1)), STRANGERS_KEY);

        assertRefused("unknown key", strangers);
        assertRefused("bad signature", new SignedFact(strangers.bytes(), strangers.signature(), fact(1).keyId()));
    }

    @Test
    void a_key_trusted_later_counts_from_then_on() {
        StandInPlatform strict = new StandInPlatform(Map.of(), PLATFORM_KEY);
        assertInstanceOf(Verdict.Refused.class, strict.receive(fact(1)));

        strict.trust(GATEWAY_KEY.getPublic());

        assertInstanceOf(Verdict.Stored.class, strict.receive(fact(1)));
    }

    @Test
    void other_bytes_under_a_stored_number_are_refused() {
        platform.receive(fact(1));

        assertRefused("different bytes", HandMadeJournal
                .sign(journal.json(1, FactHeader.NO_PREVIOUS, "device", AT, "{\"other\":true}"), GATEWAY_KEY));
        assertEquals(List.of(fact(1)), platform.stored(GATEWAY, JOURNAL));
    }

    @Test
    void a_first_fact_must_follow_nothing() {
        assertRefused("chain broken", forked(1, HandMadeJournal.hash(fact(1).bytes())));
    }

    @Test
    void a_fact_must_follow_the_bytes_stored_before_it() {
        platform.receive(fact(1));

        assertRefused("chain broken", forked(2, FactHeader.NO_PREVIOUS));
        assertInstanceOf(Verdict.Stored.class, platform.receive(fact(2)));
    }

    @Test
    void a_held_fact_that_turns_out_to_be_a_fork_is_let_go_and_asked_for_again() {
        platform.receive(forked(3, FactHeader.NO_PREVIOUS));
        platform.receive(fact(4));
        platform.receive(fact(1));

        assertInstanceOf(Verdict.Stored.class, platform.receive(fact(2)));
        assertTrue(platform.refusals().getLast().why().startsWith("chain broken"));
        assertEquals(said(2, 4, "[3,3]"), ack());
        assertInstanceOf(Verdict.Stored.class, platform.receive(fact(3)));
        assertEquals(said(4, 4, ""), ack());
    }

    @Test
    void journals_do_not_mix() {
        HandMadeJournal other = new HandMadeJournal("77aa");
        platform.receive(fact(1));

        assertInstanceOf(Verdict.Stored.class, platform.receive(other.next()));
        assertEquals(1, platform.stored(GATEWAY, "77aa").size());
        assertEquals(1, platform.ack(GATEWAY, "77aa").orElseThrow().through());
        assertEquals(2, platform.stored().size());
    }

    @Test
    void an_acknowledgement_is_signed_by_the_platform() {
        platform.receive(fact(1));
        SignedAck ack = platform.ack(GATEWAY, JOURNAL).orElseThrow();

        assertTrue(Signatures.genuine(ack.payload(), ack.signature(), PLATFORM_KEY.getPublic()));
        assertEquals(KeyFiles.keyId(PLATFORM_KEY.getPublic()), ack.keyId());
    }

    @Test
    void nothing_is_acknowledged_of_a_journal_of_which_nothing_is_stored() {
        platform.receive(forked(1, HandMadeJournal.hash(fact(1).bytes())));

        assertTrue(platform.ack(GATEWAY, JOURNAL).isEmpty());
        assertTrue(platform.ack(GATEWAY, "unheard-of").isEmpty());
    }

    @Test
    void a_platform_that_lost_its_memory_back_to_a_point_acknowledges_no_more_than_that() {
        platform.restore(facts.subList(0, 4));

        assertEquals(said(4, 4, ""), ack());
        assertEquals(List.of(), platform.arrivals());
        assertInstanceOf(Verdict.Duplicate.class, platform.receive(fact(4)));
        assertInstanceOf(Verdict.Stored.class, platform.receive(fact(5)));
    }

    private static StandInPlatform empty() {
        return new StandInPlatform(Map.of(KeyFiles.keyId(GATEWAY_KEY.getPublic()), GATEWAY_KEY.getPublic()),
                PLATFORM_KEY);
    }

    /** Fact n, counted from 1 as its sequence is. */
    private SignedFact fact(int seq) {
        return facts.get(seq - 1);
    }

    private SignedFact forked(int seq, String prev) {
        return HandMadeJournal.sign(journal.json(seq, prev, "device", AT, "{\"forked\":true}"), GATEWAY_KEY);
    }

    /** What an acknowledgement must say, fact {@code through} being one of {@link #facts}. */
    private String said(int through, int seen, String missing) {
        String link = through == 0 ? "" : ",\"link\":\"" + HandMadeJournal.hash(fact(through).bytes()) + "\"";
        return "{\"journal\":\"5f0c\",\"through\":" + through + ",\"seen\":" + seen + ",\"missing\":[" + missing + "]"
                + link + "}";
    }

    private String ack() {
        return new String(platform.ack(GATEWAY, JOURNAL).orElseThrow().payload(), StandardCharsets.UTF_8);
    }

    private static String text(SignedFact fact) {
        return new String(fact.bytes(), StandardCharsets.UTF_8);
    }

    private void assertRefused(String why, SignedFact fact) {
        Verdict.Refused refused = assertInstanceOf(Verdict.Refused.class, platform.receive(fact));
        assertTrue(refused.why().startsWith(why) || refused.why().endsWith(why), refused.why());
        assertEquals(new Refusal(fact, refused.why()), platform.refusals().getLast());
    }
}
