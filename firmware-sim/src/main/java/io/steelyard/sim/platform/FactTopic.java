package io.steelyard.sim.platform;

import java.util.Optional;

/** Where a live fact arrives: {@code steelyard/v1/{city}/{gateway}/facts/live/{type}}. */
record FactTopic(String city, String gateway, String type) {
    /** Every city, every gateway, live and not. */
    static final String FILTER = "steelyard/v1/+/+/facts/#";
    private static final int LEVELS = 7;

    static Optional<FactTopic> of(String topic) {
        String[] levels = topic.split("/", -1);
        boolean live = levels.length == LEVELS && topic.startsWith("steelyard/v1/") && levels[4].equals("facts")
                && levels[5].equals("live");
        return live ? Optional.of(new FactTopic(levels[2], levels[3], levels[6])) : Optional.empty();
    }

    /** Whether the fact is the one its topic speaks of; what routed it must not differ from what was signed. */
    boolean speaksOf(FactHeader header) {
        return gateway.equals(header.gateway()) && type.equals(header.type());
    }

    String ackTopic() {
        return "steelyard/v1/" + city + "/" + gateway + "/ack";
    }
}
