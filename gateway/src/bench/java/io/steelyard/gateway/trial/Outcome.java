package io.steelyard.gateway.trial;

import io.steelyard.gateway.journal.JournalException;
import io.steelyard.sim.history.Accepted;
import io.steelyard.sim.history.Evidence;
import io.steelyard.sim.history.Expectations;
import io.steelyard.sim.history.History;
import io.steelyard.sim.history.Verdict;
import io.steelyard.sim.platform.FactHeader;
import io.steelyard.sim.platform.KeyFiles;
import io.steelyard.sim.platform.SignedFact;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a trial came to.
 *
 * @param told facts that a clerk was told were recorded
 * @param delivered different facts at the platform, those of the daemon itself too
 * @param lost told and not stored by the platform
 * @param doubled stored more often than once under one identity
 * @param again arrived though they had arrived before
 */
record Outcome(String name, int told, int delivered, int lost, int doubled, int again, Verdict verdict) {

    /** Ends the centre; the judge's word on one trial whose daemon has ended. */
    static Outcome of(String name, Site site, Clerks clerks, Centre centre) throws IOException, JournalException {
        centre.end();
        return of(name, site, clerks, site.journaled(), centre.arrivals(), centre.kept());
    }

    static Outcome of(String name, Site site, Clerks clerks, List<SignedFact> journaled, List<SignedFact> arrived,
            List<SignedFact> kept) throws IOException {
        var accepted = clerks.accepted();
        var verdict = History.judge(new Evidence(accepted, journaled, arrived, kept, clerks.offered(),
                KeyFiles.readPublic(site.gatewayKey())), new Expectations(true, false, 0));
        var identities = identities(kept);
        int lost = (int) accepted.stream().filter(fact -> !identities.contains(fact)).count();
        return new Outcome(name, accepted.size(), identities.size(), lost, kept.size() - identities.size(),
                arrived.size() - identities(arrived).size(), verdict);
    }

    private static Set<Accepted> identities(List<SignedFact> facts) {
        var identities = new HashSet<Accepted>();
        for (var fact : facts) {
            if (FactHeader.of(fact.bytes()) instanceof FactHeader header) {
                identities.add(new Accepted(header.journal(), header.seq(), header.id()));
            }
        }
        return identities;
    }

    boolean holds() {
        return verdict.holds() && lost == 0 && doubled == 0;
    }

    /** One row: name, told, delivered, lost, doubled, on the wire again, verdict. */
    String row() {
        return "| " + String.join(" | ", name, "" + told, "" + delivered, "" + lost, "" + doubled, "" + again,
                verdict.holds() ? "holds" : "BROKEN") + " |";
    }
}
