package io.steelyard.gateway.uplink;

import java.util.List;

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

    /** New facts, one a message, and such as were asked for. */
    String live(String type) {
        return root() + "/facts/live/" + type;
    }

    /** Facts of a backlog or of a replay, many a message. */
    String backfill() {
        return root() + "/facts/backfill";
    }

    /** Retained: online or offline, and how it stands. */
    String status() {
        return root() + "/status";
    }

    /** Retained, from the platform: what it has committed. */
    String ack() {
        return root() + "/ack";
    }

    /** From the platform: send these facts again. */
    String replay() {
        return root() + "/command/replay";
    }

    /** Retained, from the platform: a document that it wants in force. */
    String desired(String document) {
        return root() + "/desired/" + document;
    }

    /** What the platform says to every gateway. */
    List<String> subscriptions() {
        return List.of(ack(), replay());
    }

    /** The CloudEvents {@code source} of this gateway's facts. */
    String source() {
        return "/steelyard/" + city + "/" + gateway;
    }
}
