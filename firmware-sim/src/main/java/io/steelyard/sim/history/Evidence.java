package io.steelyard.sim.history;

import io.steelyard.sim.platform.SignedFact;
import java.security.PublicKey;
import java.util.List;

/**
 * All that is known of one gateway's run.
 *
 * @param accepted what the gateway said it had recorded, in order
 * @param journaled what is in its journals at the end, in their order
 * @param arrived what arrived at the platform, in order, the duplicates too
 * @param stored what the platform stored, in any order; a batch's facts but its last have no signature, here and in arrived
 * @param placements the bags that lay on its pans
 * @param compartments what happened at its bin
 * @param gatewayKey verifies its signatures
 */
public record Evidence(List<Accepted> accepted, List<SignedFact> journaled, List<SignedFact> arrived,
        List<SignedFact> stored, List<Placement> placements, List<CompartmentStory> compartments,
        PublicKey gatewayKey) {
    /** Of a gateway without a bin. */
    public Evidence(List<Accepted> accepted, List<SignedFact> journaled, List<SignedFact> arrived,
            List<SignedFact> stored, List<Placement> placements, PublicKey gatewayKey) {
        this(accepted, journaled, arrived, stored, placements, List.of(), gatewayKey);
    }
}
