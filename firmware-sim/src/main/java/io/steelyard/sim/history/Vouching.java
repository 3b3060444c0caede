package io.steelyard.sim.history;

import io.steelyard.sim.history.Fact.Identity;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which facts without a signature a signed one after them vouches for. One owner. */
final class Vouching {
    /** What a genuine fact says of the one before it. */
    private record Link(Identity before, String hash) {}

    private final Set<Link> links = new HashSet<>();
    private final List<Fact> unsigned = new ArrayList<>();

    void vouches(Fact genuine) {
        Identity own = genuine.identity();
        links.add(new Link(new Identity(own.gateway(), own.journal(), own.seq() - 1), genuine.prev()));
    }

    void needs(Fact fact) {
        unsigned.add(fact);
    }

    /** Those that nobody vouches for, once all that is genuine was told. */
    List<Fact> left() {
        List<Fact> left = new ArrayList<>();
        unsigned.sort(Comparator.<Fact>comparingLong(fact -> fact.identity().seq()).reversed());
        for (Fact fact : unsigned) {
            String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(Chain.sha256(fact.signed().bytes()));
            if (links.contains(new Link(fact.identity(), hash))) {
                vouches(fact);
            } else {
                left.add(fact);
            }
        }
        return left;
    }
}
