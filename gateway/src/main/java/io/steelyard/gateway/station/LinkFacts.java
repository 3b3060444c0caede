package io.steelyard.gateway.station;

import java.util.Optional;

/** Writes a device's link changes down as {@code device} facts: gaps in the evidence are evidence too. */
record LinkFacts(String device, String address, Commits commits) {
    void up(long atNanos) {
        write(atNanos, "link-up", Optional.empty());
    }

    void lost(long atNanos, String reason) {
        write(atNanos, "link-lost", Optional.of(reason));
    }

    /** Not retried when the journal takes no more: a weighing must never wait behind a link's flapping. */
    private void write(long atNanos, String event, Optional<String> reason) {
        commits.offer(new Draft(FactType.DEVICE, atNanos, json -> {
            json.writeStringProperty("device", device);
            json.writeStringProperty("event", event);
            json.writeStringProperty("address", address);
            reason.ifPresent(text -> json.writeStringProperty("reason", text));
        }), Commits.Completion.IGNORED);
    }
}
