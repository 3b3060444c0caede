package io.steelyard.sim.platform;

import java.util.Optional;

/**
 * Where facts arrive: one a message on {@code steelyard/v1/{city}/{gateway}/facts/live/{type}}, many a message on
 * {@code …/facts/backfill}.
 */
sealed interface FactTopic {
    /** Every city, every gateway, live and not. */
    String FILTER = "steelyard/v1/+/+/facts/#";

    /** One fact a message. */
    record Live(String city, String gateway, String type) implements FactTopic {
        /** Whether the fact is the one its topic speaks of; what routed it must not differ from what was signed. */
        boolean speaksOf(FactHeader header) {
            return gateway.equals(header.gateway()) && type.equals(header.type());
        }
    }

    /** A batch a message. */
    record Backfill(String city, String gateway) implements FactTopic {}

    String city();

    String gateway();

    static Optional<FactTopic> of(String topic) {
        String[] levels = topic.split("/", -1);
        if (levels.length < 6 || !topic.startsWith("steelyard/v1/") || !levels[4].equals("facts")) {
            return Optional.empty();
        }
        if (levels.length == 7 && levels[5].equals("live")) {
            return Optional.of(new Live(levels[2], levels[3], levels[6]));
        }
        boolean backfill = levels.length == 6 && levels[5].equals("backfill");
        return backfill ? Optional.of(new Backfill(levels[2], levels[3])) : Optional.empty();
    }

    default String ackTopic() {
        return "steelyard/v1/" + city() + "/" + gateway() + "/ack";
    }
}
