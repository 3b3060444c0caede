package io.steelyard.gateway.station;

import io.steelyard.gateway.weighing.Event;
import io.steelyard.gateway.weighing.Event.CommitFailed;
import io.steelyard.gateway.weighing.Event.Committed;
import io.steelyard.gateway.weighing.Event.Weight;
import io.steelyard.gateway.weighing.State.Faulted;
import io.steelyard.gateway.weighing.Weighed;
import io.steelyard.gateway.weighing.WeighingPoint;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A monitor round one weighing point: events in, drafts and views out. Any thread; never waits, never does I/O. */
public final class Station {
    private final StationPlan plan;
    private final Commits commits;
    private final Display display;

    // for the life of the process, guarded by this
    private WeighingPoint point;
    private @Nullable Weight latest;
    private @Nullable View shown;

    public Station(StationPlan plan, Commits commits, Display display, long nowNanos) {
        this.plan = plan;
        this.commits = commits;
        this.display = display;
        this.point = WeighingPoint.start(nowNanos);
    }

    /** Takes one event through the rules. */
    public synchronized void on(Event event) {
        var step = point.on(event, plan.rules());
        point = step.next();
        if (event instanceof Weight weight) {
            latest = weight;
        }
        step.commit().ifPresent(this::commit);
        publish(event.atNanos());
    }

    private void commit(Weighed weighed) {
        var draft = new Draft(FactType.WEIGHING, weighed.capturedNanos(), new WeighingData(plan, weighed));
        if (!commits.offer(draft, new Answer(weighed.capturedNanos()))) {
            on(new CommitFailed(weighed.capturedNanos(), weighed.capturedNanos(),
                    "the journal takes no more; weigh again in a moment"));
        }
    }

    /** Brings the journal's answer back as an event, so that a weighing's whole story is one sequence of events. */
    private final class Answer implements Commits.Completion {
        private final long capturedNanos;

        Answer(long capturedNanos) {
            this.capturedNanos = capturedNanos;
        }

        @Override
        public void committed(long atNanos, long seq, String id) {
            on(new Committed(atNanos, capturedNanos, seq, id));
        }

        @Override
        public void failed(long atNanos, String reason) {
            on(new CommitFailed(atNanos, capturedNanos, reason));
        }
    }

    private void publish(long nowNanos) {
        var view = view(nowNanos);
        if (!view.equals(shown)) {
            shown = view;
            display.show(view);
        }
    }

    private View view(long nowNanos) {
        var fault = point.state() instanceof Faulted faulted ? Optional.of(faulted.reason()) : Optional.<String>empty();
        return new View(plan.name(), View.phase(point.state()), fault, weight(nowNanos), point.outcome());
    }

    private Optional<String> weight(long nowNanos) {
        if (latest == null || nowNanos - latest.atNanos() > plan.rules().gapNanosMax()
                || point.state() instanceof Faulted) {
            return Optional.empty();
        }
        var reading = latest.reading();
        var unit = reading.unit() == null ? plan.rules().unit() : reading.unit();
        return Optional.of(reading.value().toPlainString() + " " + unit.text());
    }
}
