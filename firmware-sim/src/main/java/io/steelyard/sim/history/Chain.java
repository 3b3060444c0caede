package io.steelyard.sim.history;

import io.steelyard.sim.platform.SignedFact;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Whether nobody removed, reordered or forged a fact. Recomputes from the bytes and the JDK alone. */
final class Chain {
    private static final int SHA256_BYTES = 32;
    private static final int KEY_ID_BYTES = 8;

    private record JournalName(String gateway, String journal) {}

    private Chain() {}

    /** Equal numbers and numbers below 1 are not out of order; what is wrong with them is found elsewhere. */
    static void inOrder(List<Fact> journaled, Findings findings) {
        Map<JournalName, Long> last = new LinkedHashMap<>();
        for (Fact fact : journaled) {
            var name = new JournalName(fact.identity().gateway(), fact.identity().journal());
            Long before = last.put(name, fact.identity().seq());
            if (before != null && before > fact.identity().seq() && fact.identity().seq() > 0) {
                findings.add(fact.identity() + " stands behind fact " + before + " in the journal");
            }
        }
    }

    static void denseAndLinked(List<Fact> journaled, Findings findings) {
        Map<JournalName, NavigableMap<Long, Fact>> journals = new LinkedHashMap<>();
        for (Fact fact : journaled) {
            var name = new JournalName(fact.identity().gateway(), fact.identity().journal());
            journals.computeIfAbsent(name, _ -> new TreeMap<>()).putIfAbsent(fact.identity().seq(), fact);
        }
        journals.forEach((name, facts) -> {
            dense(name, facts, findings);
            linked(facts, findings);
        });
    }

    private static void dense(JournalName name, NavigableMap<Long, Fact> facts, Findings findings) {
        facts.headMap(1L).values().forEach(fact -> findings.add(fact.identity() + " is numbered below 1"));
        long expected = 1;
        for (long seq : facts.tailMap(1L).keySet()) {
            if (seq != expected) {
                findings.add("journal " + name.journal() + " has no fact " + expected
                        + (seq - 1 == expected ? "" : " to " + (seq - 1)));
            }
            expected = seq + 1;
        }
    }

    private static void linked(NavigableMap<Long, Fact> facts, Findings findings) {
        facts.forEach((seq, fact) -> {
            Fact before = facts.get(seq - 1);
            byte[] hash = seq == 1 ? new byte[SHA256_BYTES] : before == null ? null : sha256(before.signed().bytes());
            // Without the fact before there is nothing to compare with, and the sequence was found broken already.
            if (hash != null && !fact.prev().equals(Base64.getUrlEncoder().withoutPadding().encodeToString(hash))) {
                findings.add("the chain breaks at " + fact.identity() + ": prev is not the hash of the fact before it");
            }
        });
    }

    /** A fact without a signature is vouched for by the fact that follows it, if that one is, and names its hash. */
    static void signed(List<Fact> everywhere, PublicKey gatewayKey, Findings findings) {
        String keyId = HexFormat.of().formatHex(Arrays.copyOf(sha256(gatewayKey.getEncoded()), KEY_ID_BYTES));
        Set<SignedFact> seen = new HashSet<>();
        Vouching vouching = new Vouching();
        for (Fact fact : everywhere) {
            if (!seen.add(fact.signed())) {
                continue;
            }
            if (!fact.signed().isSigned()) {
                vouching.needs(fact);
                continue;
            }
            if (!fact.signed().keyId().equals(keyId)) {
                findings.add(fact.identity() + " names key " + fact.signed().keyId() + ", the gateway's is " + keyId);
            }
            if (genuine(fact.signed(), gatewayKey)) {
                vouching.vouches(fact);
            } else {
                findings.add("the signature of " + fact.identity() + " is not the gateway's");
            }
        }
        vouching.left().forEach(fact -> findings.add(fact.identity()
                + " came without a signature and no signed fact after it leads back to it"));
    }

    private static boolean genuine(SignedFact fact, PublicKey key) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(fact.bytes());
            return verifier.verify(fact.signature());
        } catch (SignatureException _) {
            return false; // wrong length or form: not a signature at all
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("verify with the gateway's Ed25519 key", e);
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
