package io.steelyard.sim.history;

import io.steelyard.sim.history.Fact.Identity;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether each fact went all the way, once, and nothing else came along. Bytes are compared by {@link Identities}. */
final class Delivery {
    /** An accepted fact does not name its gateway: the history is one gateway's. */
    private record Number(String journal, long seq) {
        static Number of(Fact fact) {
            return new Number(fact.identity().journal(), fact.identity().seq());
        }

        static Number of(Accepted accepted) {
            return new Number(accepted.journal(), accepted.seq());
        }
    }

    private Delivery() {}

    static void once(String done, List<Fact> facts, Findings findings) {
        Map<Identity, Integer> times = new LinkedHashMap<>();
        facts.forEach(fact -> times.merge(fact.identity(), 1, Integer::sum));
        times.forEach((identity, count) -> {
            if (count > 1) {
                findings.add(identity + " is " + done + " " + count + " times");
            }
        });
    }

    static void accepted(List<Accepted> accepted, List<Fact> journaled, List<Fact> stored, Findings findings) {
        Map<Number, Fact> journal = new HashMap<>();
        journaled.forEach(fact -> journal.putIfAbsent(Number.of(fact), fact));
        Set<Number> storedNumbers = stored.stream().map(Number::of).collect(Collectors.toSet());
        for (Accepted promise : new LinkedHashSet<>(accepted)) {
            String name = "fact " + promise.seq() + " of journal " + promise.journal();
            Fact kept = journal.get(Number.of(promise));
            if (kept == null) {
                findings.add(name + " was accepted but is not journaled");
            } else if (!kept.id().equals(promise.id())) {
                findings.add(name + " was accepted as " + promise.id() + " but is journaled as " + kept.id());
            } else if (!storedNumbers.contains(Number.of(promise))) {
                findings.add(name + " was accepted but is not stored");
            }
        }
    }

    static void nothingForeign(String came, List<Fact> facts, List<Fact> journaled, Findings findings) {
        Set<Identity> known = journaled.stream().map(Fact::identity).collect(Collectors.toSet());
        facts.stream().map(Fact::identity).distinct().filter(identity -> !known.contains(identity))
                .forEach(identity -> findings.add(identity + " " + came + " but is not journaled"));
    }

    /** Of the facts nobody was told about: the accepted ones are judged by {@link #accepted} whatever was expected. */
    static void complete(List<Accepted> accepted, List<Fact> journaled, List<Fact> stored, Findings findings) {
        Set<Identity> storedIdentities = stored.stream().map(Fact::identity).collect(Collectors.toSet());
        Set<Number> promised = accepted.stream().map(Number::of).collect(Collectors.toSet());
        journaled.stream().filter(fact -> !promised.contains(Number.of(fact))).map(Fact::identity).distinct()
                .filter(identity -> !storedIdentities.contains(identity))
                .forEach(identity -> findings.add(identity + " is journaled but not stored"));
    }
}
