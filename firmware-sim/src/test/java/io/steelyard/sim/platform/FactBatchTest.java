package io.steelyard.sim.platform;

import static io.steelyard.sim.platform.HandMadeJournal.GATEWAY;
import static io.steelyard.sim.platform.HandMadeJournal.GATEWAY_KEY;
import static io.steelyard.sim.platform.HandMadeJournal.JOURNAL;
import static io.steelyard.sim.platform.HandMadeJournal.PLATFORM_KEY;
import static io.steelyard.sim.platform.HandMadeJournal.STRANGERS_KEY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class FactBatchTest {
    private static final String AT = "2026-11-21T08:05:12.341Z";

    private final StandInPlatform platform = trusting();
    private final HandMadeJournal journal = new HandMadeJournal(JOURNAL);
    private final List<SignedFact> facts = IntStream.range(0, 100).mapToObj(_ -> journal.next()).toList();

    @Test
    void only_the_first_fact_names_the_one_before_and_every_byte_is_rebuilt() throws IOException {
        byte[] packed = packed(facts);
        String plain = new String(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes(),
                StandardCharsets.UTF_8);
        assertEquals(99, plain.split("\"prev\":\"\"", -1).length - 1);

        List<SignedFact> rebuilt = assertInstanceOf(FactBatch.class, FactBatch.of(packed)).facts();
        assertEquals(100, rebuilt.size());
        for (int i = 0; i < 100; i++) {
            assertArrayEquals(facts.get(i).bytes(), rebuilt.get(i).bytes());
        }
    }

    @Test
    void one_signature_vouches_for_a_hundred_facts() {
        BatchVerdict.Taken taken = assertInstanceOf(BatchVerdict.Taken.class, receive(facts));

        assertTrue(taken.verdicts().stream().allMatch(Verdict.Stored.class::isInstance));
        assertEquals(facts.getLast(), taken.facts().getLast());
        assertEquals(99, taken.facts().stream().filter(fact -> !fact.isSigned()).count());
        assertEquals(100, through());
        assertEquals(taken.facts(), platform.arrivals());
        assertEquals(taken.facts(), platform.stored(GATEWAY, JOURNAL));
    }

    @Test
    void live_facts_batches_and_any_overlap_end_the_same_in_any_order() {
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            StandInPlatform any = trusting();
            for (int i = 0; i < 40; i++) {
                int from = random.nextInt(100);
                receive(any, facts.subList(from, from + 1 + random.nextInt(100 - from)));
                any.receive(facts.get(random.nextInt(100)));
            }
            receive(any, facts);
            assertEquals(List.of(), any.refusals(), "seed " + seed);
            assertEquals(100, any.ack(GATEWAY, JOURNAL).orElseThrow().through(), "seed " + seed);
        }
    }

    @Test
    void any_changed_byte_of_any_fact_refuses_the_whole_batch_which_is_asked_for_again() throws IOException {
        List<SignedFact> few = facts.subList(0, 5);
        String plain = new String(new GZIPInputStream(new ByteArrayInputStream(packed(few))).readAllBytes(),
                StandardCharsets.UTF_8);
        for (int at = 0; at < plain.length(); at++) {
            byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
            bytes[at] ^= 1;
            StandInPlatform fresh = trusting();
            assertInstanceOf(BatchVerdict.Refused.class, fresh.receiveBatch(GATEWAY, gzip(bytes),
                    few.getLast().signature(), few.getLast().keyId()), "byte " + at);
            assertEquals(List.of(), fresh.stored(), "byte " + at);
        }
        SignedFact changed = HandMadeJournal.altered(few.get(2), "bay-1", "bay-2");
        assertRefused("does not fit its last fact", List.of(few.get(0), few.get(1), changed, few.get(3), few.get(4)));
        assertEquals("{\"journal\":\"5f0c\",\"through\":0,\"seen\":0,\"missing\":[[1,5]]}", ack());

        few.forEach(platform::receive);
        assertEquals("{\"journal\":\"5f0c\",\"through\":5,\"seen\":5,\"missing\":[],\"link\":\""
                + HandMadeJournal.hash(few.getLast().bytes()) + "\"}", ack());
    }

    @Test
    void what_is_no_batch_is_refused_and_never_unpacked_beyond_its_bound() throws IOException {
        assertRefused("not whole gzip", facts.getFirst().bytes());
        byte[] whole = packed(facts);
        assertRefused("not whole gzip", Arrays.copyOf(whole, whole.length - 20));
        assertRefused("longer than 262144 bytes", gzip(new byte[50_000_000]));
        assertRefused("malformed", gzip(new byte[0]));
        HandMadeJournal longer = new HandMadeJournal("77aa");
        assertRefused("more than 100 facts",
                packed(IntStream.range(0, FactBatch.FACTS_MAX + 1).mapToObj(_ -> longer.next()).toList()));
        assertEquals(List.of(), platform.stored());
    }

    @Test
    void facts_that_do_not_follow_each_other_are_no_batch() {
        assertRefused("does not follow", List.of(facts.get(0), facts.get(2)));
        assertRefused("does not follow", List.of(facts.get(0), facts.get(0)));
        assertRefused("does not follow", List.of(facts.get(0), new HandMadeJournal("77aa").next()));
        assertRefused("on a topic of another", platform.receiveBatch("another", packed(facts),
                facts.getLast().signature(), facts.getLast().keyId()));
    }

    @Test
    void a_link_that_was_sent_along_must_be_right() throws IOException {
        SignedFact forked = HandMadeJournal.sign(journal.json(2, FactHeader.NO_PREVIOUS, "device", AT, "{}"),
                GATEWAY_KEY);
        byte[] plain = (new String(facts.getFirst().bytes(), StandardCharsets.UTF_8) + "\n"
                + new String(forked.bytes(), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);

        assertRefused("chain broken inside it at fact 2",
                platform.receiveBatch(GATEWAY, gzip(plain), forked.signature(), forked.keyId()));
    }

    @Test
    void a_stranger_vouches_for_nothing_and_his_batch_is_not_even_asked_for() {
        SignedFact last = HandMadeJournal.sign(new String(facts.get(1).bytes(), StandardCharsets.UTF_8), STRANGERS_KEY);

        assertRefused("unknown key", List.of(facts.get(0), last));
        assertTrue(platform.ack(GATEWAY, JOURNAL).isEmpty());
    }

    @Test
    void a_batch_that_contradicts_what_is_stored_is_refused_whole() {
        platform.receive(
                HandMadeJournal.sign(journal.json(1, FactHeader.NO_PREVIOUS, "device", AT, "{}"), GATEWAY_KEY));

        assertRefused("stored already with different bytes", facts);
        assertRefused("chain broken", facts.subList(1, 3));
        assertEquals(1, platform.stored().size());
    }

    @Test
    void doubts_are_bounded() {
        for (int i = 0; i < 2 * Doubts.RANGES_MAX; i++) {
            HandMadeJournal any = new HandMadeJournal("j" + i);
            SignedFact altered = HandMadeJournal.altered(any.next(), "bay-1", "bay-2");
            assertRefused("does not fit", List.of(altered));
        }
        assertEquals(Doubts.RANGES_MAX, platform.journals(GATEWAY).size());
    }

    @Test
    void a_salvaged_fact_counts_as_arrived_by_itself() {
        HandMadeJournal damaged = new HandMadeJournal("01d0");
        List<SignedFact> old = List.of(damaged.next(), damaged.next());
        platform.receive(old.getFirst());
        SignedFact outer = journalAfter(old.get(1));

        assertInstanceOf(Verdict.Stored.class, platform.receive(outer));
        assertEquals(old, platform.stored(GATEWAY, "01d0"));
        assertEquals(2, platform.ack(GATEWAY, "01d0").orElseThrow().through());
        assertEquals(List.of(old.get(0), outer, old.get(1)), platform.arrivals());
        assertInstanceOf(Verdict.Duplicate.class, platform.receive(outer));
        assertInstanceOf(Verdict.Duplicate.class, platform.receive(old.get(1)));
    }

    @Test
    void a_salvaged_fact_in_a_batch_or_restored_counts_too_and_a_forged_one_does_not() {
        HandMadeJournal damaged = new HandMadeJournal("01d0");
        SignedFact old = damaged.next();
        SignedFact outer = journalAfter(old);
        receive(platform, List.of(outer));
        assertEquals(List.of(old), platform.stored(GATEWAY, "01d0"));
        StandInPlatform reborn = trusting();
        reborn.restore(List.of(outer));
        assertEquals(List.of(old), reborn.stored(GATEWAY, "01d0"));

        StandInPlatform other = trusting();
        other.receive(journalAfter(HandMadeJournal.altered(old, "bay-1", "bay-2")));
        assertEquals(List.of(), other.stored(GATEWAY, "01d0"));
        assertTrue(other.refusals().getLast().why().startsWith("bad signature"));
    }

    @Test
    void what_was_stored_unsigned_is_restored_only_with_the_signed_one_after_it() {
        List<SignedFact> stored = assertInstanceOf(BatchVerdict.Taken.class, receive(facts)).facts();
        StandInPlatform reborn = trusting();
        reborn.restore(stored);
        assertEquals(stored, reborn.stored());
        assertEquals(List.of(), reborn.arrivals());

        StandInPlatform torn = trusting();
        torn.restore(stored.subList(0, 99));
        assertEquals(List.of(), torn.stored());
        assertEquals(99, torn.refusals().size());
    }

    @Test
    void a_wish_for_a_replay_is_signed_and_its_answer_is_held_against_it() {
        SeqRange asked = new SeqRange(5, 90);
        SignedCommand command = platform.replay(JOURNAL, asked);
        assertEquals("{\"journal\":\"5f0c\",\"from\":5,\"through\":90}",
                new String(command.payload(), StandardCharsets.UTF_8));
        assertTrue(Signatures.genuine(command.payload(), command.signature(), PLATFORM_KEY.getPublic()));

        assertEquals(new ReplayAnswer.Accepted(new SeqRange(7, 90)),
                answer("{\"accepted\":true,\"from\":7,\"through\":90,\"later\":[1]}"));
        assertEquals(new ReplayAnswer.Declined("no such journal"),
                answer("{\"accepted\":false,\"reason\":\"no such journal\"}"));
        for (String wrong : List.of("", "[]", "{}", "{\"accepted\":\"yes\"}", "{\"accepted\":false}",
                "{\"accepted\":true,\"from\":4,\"through\":90}", "{\"accepted\":true,\"from\":5,\"through\":91}",
                "{\"accepted\":true,\"from\":9,\"through\":8}", "{\"accepted\":true}",
                "{\"accepted\":true,\"from\":\"7\",\"through\":90}")) {
            assertInstanceOf(ReplayAnswer.Wrong.class, answer(wrong), wrong);
        }
    }

    private static ReplayAnswer answer(String json) {
        return ReplayAnswer.of(json.getBytes(StandardCharsets.UTF_8), new SeqRange(5, 90));
    }

    private SignedFact journalAfter(SignedFact old) {
        String text = new String(old.bytes(), StandardCharsets.UTF_8).replace("\\", "\\\\").replace("\"", "\\\"");
        return new HandMadeJournal("4e30").next(Salvage.TYPE, AT, "{\"journal\":\"01d0\",\"seq\":2,\"fact\":\"" + text
                + "\",\"signature\":\"" + Base64.getEncoder().encodeToString(old.signature()) + "\",\"keyid\":\""
                + old.keyId() + "\"}");
    }

    private long through() {
        return platform.ack(GATEWAY, JOURNAL).orElseThrow().through();
    }

    private String ack() {
        return new String(platform.ack(GATEWAY, JOURNAL).orElseThrow().payload(), StandardCharsets.UTF_8);
    }

    private static StandInPlatform trusting() {
        return new StandInPlatform(Map.of(KeyFiles.keyId(GATEWAY_KEY.getPublic()), GATEWAY_KEY.getPublic()),
                PLATFORM_KEY);
    }

    private BatchVerdict receive(List<SignedFact> batch) {
        return receive(platform, batch);
    }

    private static BatchVerdict receive(StandInPlatform platform, List<SignedFact> batch) {
        return platform.receiveBatch(GATEWAY, packed(batch), batch.getLast().signature(), batch.getLast().keyId());
    }

    private static byte[] packed(List<SignedFact> batch) {
        return FactBatch.pack(new ArrayList<>(batch.stream().map(SignedFact::bytes).toList()));
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    private void assertRefused(String why, byte[] payload) {
        assertRefused(why,
                platform.receiveBatch(GATEWAY, payload, facts.getLast().signature(), facts.getLast().keyId()));
    }

    private void assertRefused(String why, List<SignedFact> batch) {
        assertRefused(why, receive(batch));
    }

    private static void assertRefused(String why, BatchVerdict verdict) {
        String said = assertInstanceOf(BatchVerdict.Refused.class, verdict).why();
        assertTrue(said.contains(why), said);
    }
}
