package io.steelyard.sim.history;

import java.util.Optional;

/**
 * A session or a visit of the crew at a bin: from the fact that it has begun to the one that it has ended.
 *
 * @param ended empty while it lasts
 */
record Episode(Fact begun, Optional<Fact> ended) {
    String bin() {
        return begun.content().text("bin").orElse("");
    }

    /** Whether it is about this compartment: a visit opens all of them. */
    boolean isOf(CompartmentStory story) {
        return bin().equals(story.bin()) && (begun.type().equals(Episodes.HANDOVER)
                || begun.content().says("compartment", story.name()));
    }

    boolean lasts(long atMillis, Boots boots, long slackMillis) {
        return atMillis >= begun.happened(boots).toEpochMilli() && ended
                .map(end -> atMillis <= end.happened(boots).toEpochMilli() + slackMillis).orElse(true);
    }
}
