package io.steelyard.gateway.bin;

import io.steelyard.gateway.deposit.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How sessions ended since the start, and how often something was noticeable about them: durable ones only. Any thread. */
public final class Tally {
    private final Map<Outcome, LongAdder> outcomes = new EnumMap<>(Outcome.class);
    private final Map<Notice, LongAdder> notices = new EnumMap<>(Notice.class);

    public Tally() {
        for (var outcome : Outcome.values()) {
            outcomes.put(outcome, new LongAdder());
        }
        for (var notice : Notice.values()) {
            notices.put(notice, new LongAdder());
        }
    }

    void ended(Outcome outcome, Iterable<Notice> noticed) {
        outcomes.getOrDefault(outcome, new LongAdder()).increment();
        noticed.forEach(notice -> notices.getOrDefault(notice, new LongAdder()).increment());
    }

    /** So many sessions ended so. */
    public long sessions(Outcome outcome) {
        return outcomes.getOrDefault(outcome, new LongAdder()).sum();
    }

    /** About so many of them this was noticeable. */
    public long noticed(Notice notice) {
        return notices.getOrDefault(notice, new LongAdder()).sum();
    }
}
