package io.steelyard.gateway.journal;

import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Checks the facts of one journal in order: dense numbers, one identity, unbroken chain, good signatures. Needs the public key
 * and nothing else of ours.
 */
public final class Audit {
    private final FactSigner.Verifier verifier;
    private final String journal;

    private final long begin;
    private long newest;
    private String link;

    /** @param begin what was removed before the first fact to check */
    public Audit(PublicKey publicKey, String journal, Pruned begin) {
        this.verifier = FactSigner.verifier(publicKey);
        this.journal = journal;
        this.begin = begin.through();
        this.newest = begin.through();
        this.link = begin.link();
    }

    /** Takes the next fact; empty when it is good, else one sentence about what is wrong with it. */
    public Optional<String> check(Fact fact) {
        return check(fact, isSigned(fact));
    }

    /**
     * Takes the next facts; empty when all are good, else one sentence about the first that is not. Their signatures, which take
     * nearly all of the time, are checked on all cores at once.
     */
    public Optional<String> check(List<Fact> facts) {
        var signed = new boolean[facts.size()];
        IntStream.range(0, signed.length).parallel().forEach(index -> signed[index] = isSigned(facts.get(index)));
        return IntStream.range(0, signed.length).mapToObj(index -> check(facts.get(index), signed[index]))
                .flatMap(Optional::stream).findFirst();
    }

    private boolean isSigned(Fact fact) {
        return verifier.verifies(fact.bytes(), fact.signature());
    }

    private Optional<String> check(Fact fact, boolean signed) {
        var found = fault(fact, signed);
        if (found.isEmpty()) {
            newest = fact.seq();
            link = Chain.link(fact.bytes());
        }
        return found.map(fault -> "fact " + fact.seq() + ": " + fault);
    }

    private Optional<String> fault(Fact fact, boolean signed) {
        if (fact.seq() != newest + 1) {
            return Optional.of("it should be number " + (newest + 1) + ", facts between are missing");
        }
        var header = FactHeader.read(fact.bytes());
        if (header.isEmpty()) {
            return Optional.of("its bytes are not a fact");
        }
        if (header.get().seq() != fact.seq() || !header.get().journal().equals(journal)) {
            return Optional.of("its bytes name another number or journal than its place");
        }
        if (!header.get().prev().equals(link)) {
            return Optional.of("it does not name the fact before it; one of the two was changed");
        }
        if (!signed) {
            return Optional.of("its signature does not fit its bytes and the public key");
        }
        return Optional.empty();
    }

    /** How many facts were good so far. */
    public long checked() {
        return newest - begin;
    }

    /** The hash of the last good fact, as its successor will name it. */
    public String link() {
        return link;
    }
}
