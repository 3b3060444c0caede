package io.steelyard.sim.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether what operators wrote hangs together: a void or a correction refers to a weight recorded earlier in the same journal,
 * nothing is made void twice or corrected when it is void, and what closes a shift names the one that is open.
 */
final class References {
    private static final Set<String> WEIGHTS = Set.of("weighing", "manual");

    private final Map<Fact.Identity, Fact> earlier = new HashMap<>();
    private final Set<Fact.Identity> voided = new HashSet<>();
    private final Set<Fact.Identity> closed = new HashSet<>();
    private final Findings findings;

    private References(Findings findings) {
        this.findings = findings;
    }

    /** Judges what is journaled, in the journals' order. */
    static void judge(List<Fact> journaled, Findings findings) {
        References references = new References(findings);
        for (Fact fact : journaled) {
            references.judge(fact);
            references.earlier.putIfAbsent(fact.identity(), fact);
        }
    }

    private void judge(Fact fact) {
        boolean voids = fact.type().equals("void");
        if (voids || fact.type().equals("correction")) {
            if (fact.refers().isEmpty()) {
                findings.add(fact.identity() + " is a " + fact.type() + " and refers to nothing");
                return;
            }
            Fact.Reference refers = fact.refers().get();
            named(fact, refers, WEIGHTS);
            if (voided.contains(refers.identity())) {
                findings.add(fact.identity() + " is a " + fact.type() + " of " + refers.identity()
                        + ", which is void already");
            }
            if (voids) {
                voided.add(refers.identity());
            }
        }
        if (fact.type().equals("shift")) {
            fact.refers().ifPresent(opened -> {
                named(fact, opened, Set.of("shift"));
                if (!closed.add(opened.identity())) {
                    findings.add(fact.identity() + " closes the shift of " + opened.identity()
                            + ", which is closed already");
                }
            });
        }
    }

    /** It is there, is earlier, is of that kind and has that id. */
    private void named(Fact fact, Fact.Reference refers, Set<String> types) {
        Fact named = earlier.get(refers.identity());
        if (named == null || !named.identity().journal().equals(fact.identity().journal())) {
            findings.add(
                    fact.identity() + " refers to " + refers.identity() + ", which is no earlier fact of its journal");
        } else if (!types.contains(named.type())) {
            findings.add(fact.identity() + " refers to " + refers.identity() + ", which is a " + named.type());
        } else if (!named.id().equals(refers.id())) {
            findings.add(fact.identity() + " refers to " + refers.identity() + " as " + refers.id() + ", but that is "
                    + named.id());
        }
    }
}
