package io.steelyard.gateway.kiosk;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request that may be answered.
 *
 * @param address by which the browser came, as {@code http://127.0.0.1:8480}
 * @param stars what stood in the path for the route's stars
 * @param query the parameters behind the question mark
 * @param body the members of the JSON object sent, as texts; empty for a request without one
 * @param session who asks, if signed in
 */
record Call(String address, List<String> stars, Map<String, String> query, Map<String, String> body,
        Optional<Session> session) {
    String star(int index) {
        return stars.get(index);
    }

    /** A member that must be there. */
    String text(String name) throws Refusal {
        var value = body.get(name);
        if (value == null || value.isEmpty()) {
            throw new Refusal(400, "incomplete", "the request lacks \"" + name + "\"; send it");
        }
        return value;
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(body.get(name)).filter(value -> !value.isEmpty());
    }
}
