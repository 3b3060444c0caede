package io.steelyard.sim.platform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The platform's copy of one journal: each number at most once, verified link by link from fact 1. One owner. */
final class JournalCopy {
    private record Kept(FactHeader header, SignedFact fact) {}

    private final NavigableMap<Long, Kept> facts = new TreeMap<>();
    private long through;
    private String expectedPrev = FactHeader.NO_PREVIOUS;

    /** Keeps a genuine fact, or says why not. What it proves to be a fork is let go and added to {@code dropped}. */
    Verdict keep(FactHeader header, SignedFact fact, List<Refusal> dropped) {
        Kept known = facts.get(header.seq());
        if (known != null) {
            return Arrays.equals(known.fact().bytes(), fact.bytes())
                    ? new Verdict.Duplicate(header)
                    : new Verdict.Refused(name(header) + " is stored already with different bytes");
        }
        boolean next = header.seq() == through + 1;
        if (next && !header.prev().equals(expectedPrev)) {
            return new Verdict.Refused(chainBroken(header));
        }
        facts.put(header.seq(), new Kept(header, fact));
        if (!next) {
            return new Verdict.Held(header);
        }
        verifyOnward().ifPresent(dropped::add);
        return new Verdict.Stored(header);
    }

    /** Follows the chain as far as it is dense. A held fact that does not continue it gives way, to be sent again. */
    private Optional<Refusal> verifyOnward() {
        for (Kept next = facts.get(through + 1); next != null; next = facts.get(through + 1)) {
            if (!next.header().prev().equals(expectedPrev)) {
                facts.remove(through + 1);
                return Optional.of(new Refusal(next.fact(), chainBroken(next.header())));
            }
            through++;
            expectedPrev = Signatures.link(next.fact().bytes());
        }
        return Optional.empty();
    }

    boolean isEmpty() {
        return facts.isEmpty();
    }

    long through() {
        return through;
    }

    /** The lowest gaps below the highest stored fact, each as first and last missing number, at most {@code rangesMax}. */
    List<long[]> missing(int rangesMax) {
        List<long[]> gaps = new ArrayList<>();
        long expected = through + 1;
        for (long seq : facts.tailMap(expected).keySet()) {
            if (gaps.size() == rangesMax) {
                break;
            }
            if (seq > expected) {
                gaps.add(new long[]{expected, seq - 1});
            }
            expected = seq + 1;
        }
        return gaps;
    }

    List<SignedFact> stored() {
        return facts.values().stream().map(Kept::fact).toList();
    }

    private static String chainBroken(FactHeader header) {
        return "chain broken: prev of " + name(header) + " is not the hash of the fact before it";
    }

    private static String name(FactHeader header) {
        return "fact " + header.seq() + " of journal " + header.journal();
    }
}
