package io.steelyard.sim.platform;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The platform's copy of one journal: each number at most once, verified link by link from fact 1. One owner. */
final class JournalCopy {
    private record Unverified(FactHeader header, SignedFact fact) {}

    private final Map<Long, SignedFact> facts = new HashMap<>();
    /** Of these facts the ones beyond {@link #through}. */
    private final Map<Long, Unverified> unverified = new HashMap<>();
    private final Gaps gaps = new Gaps();
    private long through;
    private String expectedPrev = FactHeader.NO_PREVIOUS;

    /** How a fact stands to what is kept under its number. */
    enum Known {
        NEW,
        THE_SAME,
        ANOTHER
    }

    Known known(FactHeader header, SignedFact fact) {
        SignedFact kept = facts.get(header.seq());
        if (kept == null) {
            return Known.NEW;
        }
        return Arrays.equals(kept.bytes(), fact.bytes()) ? Known.THE_SAME : Known.ANOTHER;
    }

    /** Whether exactly this fact, signature and all, is kept: it needs no second look. */
    boolean keeps(FactHeader header, SignedFact fact) {
        SignedFact kept = facts.get(header.seq());
        return kept != null && kept.equals(fact);
    }

    /** Keeps a genuine fact, or says why not. What it proves to be a fork is let go and added to {@code dropped}. */
    Verdict keep(FactHeader header, SignedFact fact, List<Refusal> dropped) {
        Known known = known(header, fact);
        if (known != Known.NEW) {
            return known == Known.THE_SAME
                    ? new Verdict.Duplicate(header)
                    : new Verdict.Refused(name(header) + " is stored already with different bytes");
        }
        boolean next = header.seq() == through + 1;
        if (next && !header.prev().equals(expectedPrev)) {
            return new Verdict.Refused(chainBroken(header));
        }
        facts.put(header.seq(), fact);
        unverified.put(header.seq(), new Unverified(header, fact));
        gaps.add(header.seq());
        if (!next) {
            return new Verdict.Held(header);
        }
        verifyOnward().ifPresent(dropped::add);
        return new Verdict.Stored(header);
    }

    /** Follows the chain as far as it is dense. A held fact that does not continue it gives way, to be sent again. */
    private Optional<Refusal> verifyOnward() {
        for (Unverified next = unverified.remove(through + 1); next != null; next = unverified.remove(through + 1)) {
            if (!next.header().prev().equals(expectedPrev)) {
                facts.remove(through + 1);
                gaps.remove(through + 1);
                return Optional.of(new Refusal(next.fact(), chainBroken(next.header())));
            }
            through++;
            expectedPrev = next.fact().link();
        }
        return Optional.empty();
    }

    boolean isEmpty() {
        return facts.isEmpty();
    }

    long through() {
        return through;
    }

    /** Base64url SHA-256 of fact {@link #through}; {@link FactHeader#NO_PREVIOUS} when that is 0. */
    String link() {
        return expectedPrev;
    }

    Gaps gaps() {
        return gaps;
    }

    List<SignedFact> stored() {
        return List.copyOf(new TreeMap<>(facts).values());
    }

    private static String chainBroken(FactHeader header) {
        return "chain broken: prev of " + name(header) + " is not the hash of the fact before it";
    }

    private static String name(FactHeader header) {
        return "fact " + header.seq() + " of journal " + header.journal();
    }
}
