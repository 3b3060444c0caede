package io.steelyard.gateway.uplink;

import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is fixed about the uplink while the daemon runs.
 *
 * @param topics where everything goes
 * @param software version in the status
 * @param platform the key that signs acknowledgements and commands
 * @param brokerAcknowledges the platform cannot acknowledge: what the broker has taken counts as delivered
 * @param windowMax unanswered messages at a time; the server may allow fewer
 * @param takenNanosMax a broker that does not answer a message this long has lost it
 * @param acknowledgedNanosMax a platform that does not acknowledge this long is not being reached, whatever the socket says
 * @param desired takes the documents that the platform wants in force here
 */
public record UplinkPlan(Topics topics, String software, PublicKey platform, boolean brokerAcknowledges, int windowMax,
        long takenNanosMax, long acknowledgedNanosMax, DesiredDocuments desired) {
    /** For a gateway that wants no documents. */
    public UplinkPlan(Topics topics, String software, PublicKey platform, boolean brokerAcknowledges, int windowMax,
            long takenNanosMax, long acknowledgedNanosMax) {
        this(topics, software, platform, brokerAcknowledges, windowMax, takenNanosMax, acknowledgedNanosMax,
                DesiredDocuments.NONE);
    }

    /** What is listened to. */
    List<String> subscriptions() {
        return Stream.concat(topics.subscriptions().stream(), desired.names().stream().map(topics::desired)).toList();
    }

    /** The document that is desired on this topic; empty where none is. */
    Optional<String> desiredOn(String topic) {
        return desired.names().stream().filter(document -> topics.desired(document).equals(topic)).findFirst();
    }
}
