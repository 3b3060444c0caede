package io.steelyard.gateway.station;

import io.steelyard.gateway.ledger.Ledger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Commits that number what they are given, tell the ledger and then whoever offered it; now, or when the test says so. */
final class BookedJournal implements Commits {
    static final String ID = "910a2dec-8902-5cc1-beeb-8da1658eec67";

    private record Waiting(Draft draft, Completion whenDone) {}

    private final Ledger ledger;
    private final List<String> facts = new ArrayList<>();
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private boolean waits;
    private boolean refuses;

    BookedJournal(Ledger ledger) {
        this.ledger = ledger;
    }

    void waits() {
        waits = true;
    }

    void refuses() {
        refuses = true;
    }

    @Override
    public boolean offer(Draft draft, Completion whenDone) {
        if (refuses) {
            return false;
        }
        waiting.add(new Waiting(draft, whenDone));
        if (!waits) {
            commits();
        }
        return true;
    }

    /** The oldest draft that waits is durable. */
    void commits() {
        var next = waiting.remove();
        long seq = facts.size() + 1L;
        facts.add(next.draft().type().text() + " " + Json.text(next.draft().data()));
        ledger.add(("{\"id\":\"id-" + seq + "\",\"type\":\"" + next.draft().type().text() + "\",\"journal\":\"" + ID
                + "\",\"seq\":" + seq + ",\"at\":\"2026-11-21T08:00:00Z\",\"data\":" + Json.text(next.draft().data())
                + "}").getBytes(StandardCharsets.UTF_8));
        next.whenDone().committed(next.draft().capturedNanos(), seq, "id-" + seq);
    }

    void fails(String reason) {
        var next = waiting.remove();
        next.whenDone().failed(next.draft().capturedNanos(), reason);
    }

    /** As {@code type content}. */
    List<String> facts() {
        return facts;
    }
}
