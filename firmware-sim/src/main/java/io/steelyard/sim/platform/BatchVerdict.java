package io.steelyard.sim.platform;

import java.util.List;

/** What the platform did with a batch: all of it or nothing. */
public sealed interface BatchVerdict {
    /**
     * Every fact is genuine and kept, or was kept already.
     *
     * @param facts as rebuilt, in order; only the last is signed
     * @param verdicts one for each fact: stored, held or duplicate
     */
    record Taken(List<SignedFact> facts, List<Verdict> verdicts) implements BatchVerdict {}

    /** Not one fact of it was kept. */
    record Refused(String why) implements BatchVerdict {}
}
