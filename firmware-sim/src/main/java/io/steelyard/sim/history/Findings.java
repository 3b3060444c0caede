package io.steelyard.sim.history;

import java.util.ArrayList;
import java.util.List;

/** What was found against a history: the first few in words, the rest as a number. One owner. */
final class Findings {
    private final List<String> violations = new ArrayList<>();
    private int further;

    void add(String violation) {
        if (violations.size() < History.VIOLATIONS_MAX) {
            violations.add(violation);
        } else {
            further++;
        }
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    int further() {
        return further;
    }
}
