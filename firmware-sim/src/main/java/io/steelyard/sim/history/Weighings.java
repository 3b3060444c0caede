package io.steelyard.sim.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether each weighing is of a bag that lay on the pan, and no bag was weighed twice. The slack lets a weighing's time
 * fit two bags; then, in order of capture, each goes to the bag lifted first that has none yet and whose weight it is.
 * Bags come and go in order on a pan, so this finds a way to explain all weighings if there is one.
 */
final class Weighings {
    private static final String KILOGRAM = "KGM"; // UN/ECE Recommendation 20

    private final Map<String, List<Placement>> byStation = new HashMap<>();
    private final Set<Placement> weighed = new HashSet<>();
    private final Boots boots;
    private final long slackMillis;
    private final Findings findings;

    private Weighings(Boots boots, long slackMillis, Findings findings) {
        this.boots = boots;
        this.slackMillis = slackMillis;
        this.findings = findings;
    }

    /** Judges all weighings and returns how many placements have one. */
    static int judge(List<Fact> journaled, Boots boots, List<Placement> placements, Expectations expected,
            Findings findings) {
        Weighings weighings = new Weighings(boots, expected.slackMillis(), findings);
        placements.stream().sorted(Comparator.comparingLong(Placement::toMillis))
                .forEach(placement -> weighings.byStation
                        .computeIfAbsent(placement.station(), _ -> new ArrayList<>()).add(placement));
        journaled.stream().sorted(Comparator.comparing(fact -> fact.happened(boots)))
                .forEach(fact -> fact.weight().ifPresent(weight -> weighings.judge(fact, weight)));
        if (expected.allWeighed()) {
            placements.stream().filter(placement -> !weighings.weighed.contains(placement))
                    .forEach(placement -> findings.add(name(placement) + " was not weighed"));
        }
        return weighings.weighed.size();
    }

    private void judge(Fact fact, Fact.Weight weight) {
        if (!weight.unit().equals(KILOGRAM)) {
            findings.add(fact.identity() + " weighs in " + weight.unit() + ", not in " + KILOGRAM);
            return;
        }
        Instant happened = fact.happened(boots);
        List<Placement> inTime = byStation.getOrDefault(weight.station(), List.of()).stream()
                .filter(placement -> lay(placement, happened)).toList();
        Predicate<Placement> right = placement -> isRight(weight, placement);
        Predicate<Placement> free = placement -> !weighed.contains(placement);
        Optional<Placement> match = inTime.stream().filter(right.and(free)).findFirst();
        Optional<Placement> twice = inTime.stream().filter(right).findFirst();
        Optional<Placement> wrong = inTime.stream().filter(free).findFirst();
        if (match.isPresent()) {
            weighed.add(match.get());
        } else if (twice.isPresent()) {
            findings.add(fact.identity() + " is doubled on the pan: " + name(twice.get()) + " has a weighing already");
        } else if (wrong.isPresent()) {
            weighed.add(wrong.get());
            findings.add(fact.identity() + " says " + weight.net() + " kg, but " + name(wrong.get()) + " showed "
                    + wrong.get().displayedKilograms() + " kg");
        } else if (!inTime.isEmpty()) {
            findings.add(fact.identity() + " is doubled on the pan: " + name(inTime.getFirst())
                    + " has a weighing already, and of another weight");
        } else {
            findings.add(fact.identity() + " weighs " + weight.net() + " kg at " + happened + ", but nothing lay on "
                    + weight.station());
        }
    }

    private boolean lay(Placement placement, Instant at) {
        return !at.isBefore(Instant.ofEpochMilli(placement.fromMillis()))
                && !at.isAfter(Instant.ofEpochMilli(placement.toMillis()).plusMillis(slackMillis));
    }

    private static boolean isRight(Fact.Weight weight, Placement placement) {
        return weight.net().subtract(placement.displayedKilograms()).abs()
                .compareTo(placement.divisionKilograms()) <= 0;
    }

    private static String name(Placement placement) {
        return "the bag on " + placement.station() + " from " + Instant.ofEpochMilli(placement.fromMillis()) + " to "
                + Instant.ofEpochMilli(placement.toMillis());
    }
}
