package io.steelyard.sim.platform;

import java.util.List;
import java.util.Optional;

/** What makes a batch a batch, beyond its signature. Each answer is one sentence, empty when nothing is wrong. */
final class BatchRules {
    private BatchRules() {}

    /** Whether the next fact belongs where it stands: one gateway, one journal, numbers one after another. */
    static Optional<String> misplaced(String gateway, List<FactHeader> before, FactHeader header) {
        if (!header.gateway().equals(gateway)) {
            return Optional.of("fact of " + header.gateway() + " on a topic of " + gateway);
        }
        if (before.isEmpty()) {
            return Optional.empty();
        }
        FactHeader previous = before.getLast();
        if (!header.journal().equals(previous.journal()) || header.seq() != previous.seq() + 1) {
            return Optional.of("fact " + header.seq() + " of journal " + header.journal() + " does not follow fact "
                    + previous.seq() + " of journal " + previous.journal());
        }
        return Optional.empty();
    }

    /**
     * Whether the facts hang together by their hashes, and with what is kept already. The signature of the last speaks for
     * the others only through this.
     */
    static Optional<String> contradiction(JournalCopy copy, List<FactHeader> headers, List<SignedFact> facts) {
        FactHeader first = headers.getFirst();
        if (first.seq() == copy.through() + 1 && !first.prev().equals(copy.link())) {
            return Optional.of("chain broken: prev of fact " + first.seq() + " is not the hash of the fact before it");
        }
        for (int i = 0; i < facts.size(); i++) {
            FactHeader header = headers.get(i);
            if (i > 0 && !header.prev().equals(facts.get(i - 1).link())) {
                return Optional.of("chain broken inside it at fact " + header.seq());
            }
            if (copy.known(header, facts.get(i)) == JournalCopy.Known.ANOTHER) {
                return Optional.of("fact " + header.seq() + " is stored already with different bytes");
            }
        }
        return Optional.empty();
    }
}
