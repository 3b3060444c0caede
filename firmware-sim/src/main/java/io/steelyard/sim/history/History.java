package io.steelyard.sim.history;

import io.steelyard.sim.platform.SignedFact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The project's judge, after the manner of Jepsen: a pure function from everything that is known of a run to whether
 * the promises were kept.
 *
 * <ol type="a">
 * <li>each accepted fact is journaled and stored exactly once
 * <li>nothing arrived or was stored that is not journaled
 * <li>each journal's sequence is dense from 1, and its facts stand in that order
 * <li>chain and signatures verify, recomputed here
 * <li>the same fact never has two sets of bytes, so a capture time never changes
 * <li>ids are unique
 * <li>each weighing is of a bag that lay on that pan at that time, at most one for a placement, and right to a division
 * <li>a void or correction refers to an earlier weight of its journal that is not void; a shift is closed once
 * <li>each session and each visit at a bin ends once and overlaps with no other; only what is credited earns anything, by
 * exactly what the scale showed after less before, and that is what really was put in, to a division
 * <li>no lock moves while no session and no visit is journaled
 * <li>a bin's books are exact wherever a fact says so; alarms are raised and cleared in turn
 * <li>on request: everything journaled is stored; every placement was weighed; every session is over
 * </ol>
 */
public final class History {
    /** A verdict spells out this many violations and counts the rest. */
    public static final int VIOLATIONS_MAX = 50;

    private History() {}

    /** Judges a run whose calendar can be believed. Throws only when the gateway's key is no Ed25519 key. */
    public static Verdict judge(Evidence evidence, Expectations expected) {
        return judge(evidence, Boots.UNKNOWN, expected);
    }

    /**
     * Judges a run whose calendar may have jumped, by what is known of its boots. Throws only when
     * the gateway's key is no Ed25519 key.
     */
    public static Verdict judge(Evidence evidence, Boots boots, Expectations expected) {
        Findings findings = new Findings();
        List<Fact> journaled = read("was journaled", evidence.journaled(), findings);
        List<Fact> arrived = read("arrived", evidence.arrived(), findings);
        List<Fact> stored = read("was stored", evidence.stored(), findings);
        List<Fact> everywhere = new ArrayList<>(journaled);
        everywhere.addAll(arrived);
        everywhere.addAll(stored);

        Delivery.once("journaled", journaled, findings);
        Delivery.once("stored", stored, findings);
        Delivery.accepted(evidence.accepted(), journaled, stored, findings);
        Delivery.nothingForeign("arrived", arrived, journaled, findings);
        Delivery.nothingForeign("was stored", stored, journaled, findings);
        if (expected.complete()) {
            Delivery.complete(evidence.accepted(), journaled, stored, findings);
        }
        Identities.neverAltered(everywhere, findings);
        Identities.idsUnique(everywhere, findings);
        Chain.inOrder(journaled, findings);
        Chain.denseAndLinked(journaled, findings);
        Chain.signed(everywhere, evidence.gatewayKey(), findings);
        References.judge(journaled, findings);
        int weighed = Weighings.judge(journaled, boots, evidence.placements(), expected, findings);
        List<Episode> episodes = Episodes.judge(journaled, expected.complete(), findings);
        int credited = Deposits.judge(journaled, episodes, findings);
        Books.judge(journaled, episodes, findings);
        Alarms.judge(journaled, findings);
        Doors.judge(episodes, boots, evidence.compartments(), expected, findings);
        return new Verdict(findings.violations().isEmpty(), findings.violations(), findings.further(),
                counts(evidence, weighed, episodes.size(), credited));
    }

    private static List<Fact> read(String where, List<SignedFact> signed, Findings findings) {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < signed.size(); i++) {
            try {
                facts.add(Fact.read(signed.get(i)));
            } catch (Fact.Unreadable e) {
                findings.add("what " + where + " as number " + (i + 1) + " is not readable: " + e.getMessage());
            }
        }
        return facts;
    }

    private static Verdict.Counts counts(Evidence evidence, int weighed, int episodes,
            int credited) {
        int arrivedOnce = new HashSet<>(evidence.arrived()).size();
        return new Verdict.Counts(evidence.accepted().size(), evidence.journaled().size(), evidence.arrived().size(),
                evidence.arrived().size() - arrivedOnce, evidence.stored().size(), evidence.placements().size(),
                weighed, episodes, credited);
    }
}
