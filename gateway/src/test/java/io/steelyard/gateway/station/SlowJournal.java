package io.steelyard.gateway.station;

import java.util.ArrayList;
import java.util.List;

/** Commits that are answered when the test says so, or refused from the start. */
final class SlowJournal implements Commits {
    private final List<Draft> drafts = new ArrayList<>();
    private final List<Completion> waiting = new ArrayList<>();
    private boolean refuses;

    void refuses() {
        refuses = true;
    }

    @Override
    public boolean offer(Draft draft, Completion whenDone) {
        if (refuses) {
            return false;
        }
        drafts.add(draft);
        waiting.add(whenDone);
        return true;
    }

    List<Draft> drafts() {
        return drafts;
    }

    /** The oldest draft that waits is durable. */
    void commits(long atNanos, long seq, String id) {
        waiting.removeFirst().committed(atNanos, seq, id);
    }

    void fails(long atNanos, String reason) {
        waiting.removeFirst().failed(atNanos, reason);
    }

    /** Everything that waits is durable. */
    void answerAll(long atNanos) {
        while (!waiting.isEmpty()) {
            commits(atNanos, 1, "id");
        }
    }

    /** The facts as {@code type: content}. */
    List<String> facts() {
        return drafts.stream().map(draft -> draft.type().text() + ": " + Json.text(draft.data())).toList();
    }
}
