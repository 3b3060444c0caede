package io.steelyard.sim.script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The events of a script in the order in which they fall due; repetitions are made as they come, so an endless script
 * takes no more room than a short one. At the same moment, the one written first comes first. Owned by one thread.
 */
public final class Timeline {
    private final PriorityQueue<Pending> pending = new PriorityQueue<>(
            Comparator.comparingLong((Pending next) -> next.event.atNanos()).thenComparingInt(Pending::order));

    /** The events of a script, none of which has happened. */
    public static Timeline of(Script script) {
        Timeline timeline = new Timeline();
        script.events().forEach(event -> timeline.pending.add(new Pending(event, timeline.pending.size())));
        return timeline;
    }

    /** Takes what has fallen due, in order. */
    public List<EventSpec> dueBy(long sinceStartNanos) {
        List<EventSpec> due = new ArrayList<>();
        for (Pending head = pending.peek(); head != null
                && head.event.atNanos() <= sinceStartNanos; head = pending.peek()) {
            pending.remove();
            due.add(head.event);
            if (head.event.times() > 1) {
                pending.add(new Pending(head.event.next(), head.order));
            }
        }
        return due;
    }

    /** Nothing more will ever happen. */
    public boolean ended() {
        return pending.isEmpty();
    }

    private record Pending(EventSpec event, int order) {}
}
