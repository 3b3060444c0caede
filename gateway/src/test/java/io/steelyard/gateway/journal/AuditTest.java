package io.steelyard.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Five good facts, each kind of damage, and the sentence that names the first bad one. */
class AuditTest {
    private static final String JOURNAL = "5f0c0000-0000-4000-8000-000000000001";
    private static final String MISSING = ", facts between are missing";
    private static final String UNSIGNED = ": its signature does not fit its bytes and the public key";

    private final Bench bench = new Bench(Path.of("unused"));
    private final FactEncoder encoder = bench.encoder();
    private final List<Fact> facts = chained(JOURNAL, 5);

    @Test
    void an_untouched_journal_holds() {
        var audit = new Audit(bench.signer.publicKey(), JOURNAL, Pruned.NOTHING);
        facts.forEach(fact -> assertEquals(Optional.empty(), audit.check(fact)));

        assertEquals(5, audit.checked());
        assertEquals(Chain.link(facts.getLast().bytes()), audit.link());
    }

    @Test
    void a_flipped_bit_in_any_byte_of_a_fact_is_found() {
        var third = chainedThird();
        byte[] bytes = third.bytes();
        for (int at = 0; at < bytes.length; at++) {
            facts.set(2, withBytes(third, flipped(bytes, at)));
            assertTrue(fault().startsWith("fact 3: "), "byte " + at + ": " + fault());
        }
    }

    @Test
    void a_flipped_bit_in_any_byte_of_a_signature_is_found() {
        var third = chainedThird();
        for (int at = 0; at < third.signature().length; at++) {
            facts.set(2, new Fact(3, third.bytes(), flipped(third.signature(), at), third.keyId()));
            assertEquals("fact 3" + UNSIGNED, fault());
        }
    }

    @Test
    void a_signature_of_another_length_is_wrong_and_no_exception() {
        for (int length : new int[]{0, 1, 63, 65, 1000}) {
            facts.set(2, new Fact(3, facts.get(2).bytes(), new byte[length], "key"));
            assertEquals("fact 3" + UNSIGNED, fault());
        }
    }

    @Test
    void many_at_once_are_judged_as_one_after_another() {
        var audit = new Audit(bench.signer.publicKey(), JOURNAL, Pruned.NOTHING);
        assertEquals(Optional.empty(), audit.check(facts.subList(0, 2)));
        assertEquals(Optional.empty(), audit.check(List.of()));

        var fourth = facts.get(3);
        facts.set(3, new Fact(4, fourth.bytes(), flipped(fourth.signature(), 0), fourth.keyId()));
        facts.set(4, withBytes(facts.get(4), flipped(facts.get(4).bytes(), 0)));
        assertEquals(Optional.of("fact 4" + UNSIGNED), audit.check(facts.subList(2, 5)));
        assertEquals(3, audit.checked());
    }

    @Test
    void a_fact_signed_by_another_key_is_found() throws Exception {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var stranger = new FactSigner(pair.getPrivate(), pair.getPublic());
        var third = chainedThird();
        facts.set(2, new Fact(3, third.bytes(), stranger.sign(third.bytes()), stranger.keyId()));

        assertEquals("fact 3" + UNSIGNED, fault());
    }

    @Test
    void swapped_rows_are_found() {
        var second = facts.get(1);
        facts.set(1, facts.get(2));
        facts.set(2, second);
        assertEquals("fact 3: it should be number 2" + MISSING, fault());
    }

    @Test
    void rows_swapped_under_each_others_numbers_are_found() {
        var second = facts.get(1);
        var third = facts.get(2);
        facts.set(1, new Fact(2, third.bytes(), third.signature(), third.keyId()));
        facts.set(2, new Fact(3, second.bytes(), second.signature(), second.keyId()));
        assertEquals("fact 2: its bytes name another number or journal than its place", fault());
    }

    @Test
    void a_deleted_row_is_found() {
        facts.remove(2);
        assertEquals("fact 4: it should be number 3" + MISSING, fault());
    }

    @Test
    void a_deleted_first_row_is_found() {
        facts.removeFirst();
        assertEquals("fact 2: it should be number 1" + MISSING, fault());
    }

    @Test
    void a_doubled_row_is_found() {
        facts.add(3, facts.get(2));
        assertEquals("fact 3: it should be number 4" + MISSING, fault());
    }

    @Test
    void a_fact_rewritten_and_signed_anew_breaks_the_chain_behind_it() {
        facts.set(2, encoder.encode(bench.draft("another story"), JOURNAL, 3, Chain.link(facts.get(1).bytes())));
        assertEquals("fact 4: it does not name the fact before it; one of the two was changed", fault());
    }

    @Test
    void a_wrong_prev_is_found() {
        facts.set(2, encoder.encode(bench.draft("c"), JOURNAL, 3, Chain.link(facts.get(0).bytes())));
        assertEquals("fact 3: it does not name the fact before it; one of the two was changed", fault());
    }

    @Test
    void a_first_fact_that_names_another_before_it_is_found() {
        facts.set(0, encoder.encode(bench.draft("a"), JOURNAL, 1, Chain.link(new byte[0])));
        assertEquals("fact 1: it does not name the fact before it; one of the two was changed", fault());
    }

    @Test
    void a_fact_of_another_journal_is_found() {
        facts.set(2, chained("5f0c0000-0000-4000-8000-000000000002", 5).get(2));
        assertEquals("fact 3: its bytes name another number or journal than its place", fault());
    }

    @Test
    void bytes_that_are_no_fact_are_found() {
        facts.set(2, withBytes(facts.get(2), "{}".getBytes(StandardCharsets.UTF_8)));
        assertEquals("fact 3: its bytes are not a fact", fault());
    }

    @Test
    void after_a_bad_fact_the_audit_stands_where_it_stood() {
        var audit = new Audit(bench.signer.publicKey(), JOURNAL, Pruned.NOTHING);
        audit.check(facts.get(0));
        assertTrue(audit.check(facts.get(2)).isPresent());

        assertEquals(1, audit.checked());
        assertEquals(Optional.empty(), audit.check(facts.get(1)));
    }

    private Fact chainedThird() {
        return chained(JOURNAL, 5).get(2);
    }

    private List<Fact> chained(String journal, int count) {
        var same = bench.sameEncoder();
        var chained = new ArrayList<Fact>();
        var prev = Chain.START;
        for (int seq = 1; seq <= count; seq++) {
            var fact = same.encode(bench.draft("fact " + seq), journal, seq, prev);
            chained.add(fact);
            prev = Chain.link(fact.bytes());
        }
        return chained;
    }

    private String fault() {
        return Bench.fault(JOURNAL, Pruned.NOTHING, facts).orElse("none");
    }

    private static Fact withBytes(Fact fact, byte[] bytes) {
        return new Fact(fact.seq(), bytes, fact.signature(), fact.keyId());
    }

    /** One bit of that byte, each time another. */
    private static byte[] flipped(byte[] bytes, int at) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << at % 8);
        return flipped;
    }
}
