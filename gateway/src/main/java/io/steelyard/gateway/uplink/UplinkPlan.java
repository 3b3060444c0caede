package io.steelyard.gateway.uplink;

import java.security.PublicKey;

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
 */
public record UplinkPlan(Topics topics, String software, PublicKey platform, boolean brokerAcknowledges, int windowMax,
        long takenNanosMax, long acknowledgedNanosMax) {}
