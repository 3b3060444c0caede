package io.steelyard.sim.history;

import io.steelyard.sim.history.Fact.Identity;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether a fact is the same fact wherever it is seen, and no other fact is it. */
final class Identities {
    private Identities() {}

    static void neverAltered(List<Fact> everywhere, Findings findings) {
        Map<Identity, Fact> first = new HashMap<>();
        Set<Identity> told = new HashSet<>();
        for (Fact fact : everywhere) {
            Fact known = first.putIfAbsent(fact.identity(), fact);
            boolean altered = known != null && !Arrays.equals(known.signed().bytes(), fact.signed().bytes());
            if (known != null && altered && told.add(fact.identity())) {
                findings.add(fact.identity() + " is seen with different bytes" + (known.at().equals(fact.at())
                        ? ""
                        : "; its capture time changed from " + known.at() + " to " + fact.at()));
            }
        }
    }

    static void idsUnique(List<Fact> everywhere, Findings findings) {
        Map<String, Identity> owners = new HashMap<>();
        Set<Identity> told = new HashSet<>();
        for (Fact fact : everywhere) {
            Identity owner = owners.putIfAbsent(fact.id(), fact.identity());
            if (owner != null && !owner.equals(fact.identity()) && told.add(fact.identity())) {
                findings.add("id " + fact.id() + " is carried by " + owner + " and by " + fact.identity());
            }
        }
    }
}
