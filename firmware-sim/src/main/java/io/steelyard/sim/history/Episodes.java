package io.steelyard.sim.history;

import io.steelyard.sim.history.Fact.Identity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether sessions and visits are what they must be: each that has begun ends once, and no two of a bin overlap. What became
 * of those under way in a journal that was moved aside, nobody can write any more.
 */
final class Episodes {
    static final String DEPOSIT = "deposit";
    static final String HANDOVER = "handover";

    /** A bin in one journal. */
    private record Place(String journal, String bin) {}

    private final Map<Identity, Episode> episodes = new LinkedHashMap<>();
    private final Map<Place, Episode> underWay = new HashMap<>();
    private final Findings findings;

    private Episodes(Findings findings) {
        this.findings = findings;
    }

    /** Judges what is journaled, in its order, and returns what has begun. */
    static List<Episode> judge(List<Fact> journaled, boolean complete, Findings findings) {
        Episodes judge = new Episodes(findings);
        journaled.stream().filter(fact -> fact.type().equals(DEPOSIT) || fact.type().equals(HANDOVER))
                .forEach(judge::judge);
        if (complete && !journaled.isEmpty()) {
            String journal = journaled.getLast().identity().journal();
            judge.underWay.forEach((place, episode) -> {
                if (place.journal().equals(journal)) {
                    findings.add(name(episode.begun()) + " has begun and never ended");
                }
            });
        }
        return new ArrayList<>(judge.episodes.values());
    }

    private void judge(Fact fact) {
        Place place = new Place(fact.identity().journal(), fact.content().text("bin").orElse(""));
        if (fact.content().says("event", "begun")) {
            Episode begun = new Episode(fact, Optional.empty());
            Episode other = underWay.put(place, begun);
            if (other != null) {
                findings.add(name(fact) + " begins before " + name(other.begun()) + " has ended");
            }
            episodes.put(fact.identity(), begun);
        } else if (fact.content().says("event", "ended")) {
            fact.refers().ifPresent(reference -> end(fact, reference, place));
        } else {
            findings.add(name(fact) + " neither begins nor ends anything");
        }
    }

    private void end(Fact fact, Fact.Reference reference, Place place) {
        Episode episode = episodes.get(reference.identity());
        if (episode == null || !episode.begun().id().equals(reference.id())
                || !episode.begun().type().equals(fact.type())) {
            findings.add(name(fact) + " ends " + reference.identity() + ", which is no earlier begin of a "
                    + fact.type());
        } else if (episode.ended().isPresent()) {
            findings.add(name(fact) + " ends " + reference.identity() + ", which " + episode.ended().get().identity()
                    + " has ended already");
        } else {
            episodes.put(reference.identity(), new Episode(episode.begun(), Optional.of(fact)));
            underWay.remove(place, episode);
        }
    }

    static String name(Fact fact) {
        return "the " + fact.type() + " in " + fact.identity();
    }
}
