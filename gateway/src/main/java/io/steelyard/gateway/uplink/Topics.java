package io.steelyard.gateway.uplink;

/**
 * The topics of one gateway, under {@code steelyard/v1/{city}/{gateway}}.
 *
 * @param city the city's name in the topic
 * @param gateway the gateway's id
 */
public record Topics(String city, String gateway) {
    private String root() {
        return "steelyard/v1/" + city + "/" + gateway;
    }

    /** New facts, one a message. */
    String live(String type) {
        return root() + "/facts/live/" + type;
    }

    /** Retained: online or offline, and how it stands. */
    String status() {
        return root() + "/status";
    }

    /** Retained, from the platform: what it has committed. */
    String ack() {
        return root() + "/ack";
    }

    /** The CloudEvents {@code source} of this gateway's facts. */
    String source() {
        return "/steelyard/" + city + "/" + gateway;
    }
}
