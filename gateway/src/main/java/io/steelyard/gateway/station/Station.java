package io.steelyard.gateway.station;

import io.steelyard.gateway.calibration.ScaleCheck;
import io.steelyard.gateway.catalog.Materials;
import io.steelyard.gateway.weighing.Choice;
import io.steelyard.gateway.weighing.Event.CodeSeen;
import io.steelyard.gateway.weighing.Event.CommitFailed;
import io.steelyard.gateway.weighing.Event.Committed;
import io.steelyard.gateway.weighing.Event.Held;
import io.steelyard.gateway.weighing.Event.NoWeight;
import io.steelyard.gateway.weighing.Event.Released;
import io.steelyard.gateway.weighing.Event.Weight;
import io.steelyard.gateway.weighing.Event;
import io.steelyard.gateway.weighing.Sentence.Code;
import io.steelyard.gateway.weighing.Sentence;
import io.steelyard.gateway.weighing.State;
import io.steelyard.gateway.weighing.Weighed;
import io.steelyard.gateway.weighing.WeighingPoint;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A monitor round one weighing point: events in, drafts and views out. Any thread; never waits, never does I/O. */
public final class Station {
    /** Where nobody asked and the screen says it all. */
    private static final Answer UNASKED = new Answer() {
        @Override
        public void recorded(long seq, String id) {}

        @Override
        public void refused(Sentence why) {}
    };

    private final StationPlan plan;
    private final Commits commits;
    private final Display display;

    // for the life of the process, guarded by this
    private WeighingPoint point;
    private @Nullable Weight latest;
    private @Nullable View shown;
    private @Nullable UnderCheck underCheck;

    public Station(StationPlan plan, Commits commits, Display display, long nowNanos) {
        this.plan = plan;
        this.commits = commits;
        this.display = display;
        this.point = WeighingPoint.start(nowNanos);
    }

    /** As configured. */
    public String name() {
        return plan.name();
    }

    /** Its instrument. */
    public StationPlan.ScaleIdentity scale() {
        return plan.scale();
    }

    /** Takes one event through the rules. */
    public synchronized void on(Event event) {
        var running = underCheck;
        if (running == null) {
            take(event, UNASKED);
        } else {
            checking(running, event);
        }
    }

    /**
     * Begins a check of the scale. Until it ends nothing is weighed here: a reference mass is no bag. Says why not.
     *
     * @param end told when it ends by itself
     */
    public synchronized Optional<Sentence> check(long nowNanos, ScaleCheck check, CheckEnd end) {
        if (underCheck != null) {
            return Optional.of(new Sentence(Code.BEING_CHECKED,
                    "the scale is being checked already; go on with that check or end it"));
        }
        if (point.state() instanceof State.Faulted faulted) {
            return Optional.of(faulted.why());
        }
        underCheck = new UnderCheck(check, nowNanos, end);
        take(new Held(nowNanos), UNASKED);
        return Optional.empty();
    }

    /** Ends the check that is under way, without a result; false where none is. */
    public synchronized boolean endCheck(long nowNanos) {
        boolean ends = underCheck != null;
        if (ends) {
            release(nowNanos);
        }
        return ends;
    }

    private void release(long nowNanos) {
        underCheck = null;
        take(new Released(nowNanos), UNASKED);
    }

    /** How far the check is that is under way. */
    public synchronized Optional<ScaleCheck> check() {
        return Optional.ofNullable(underCheck).map(UnderCheck::check);
    }

    /** The number on the scale, also while it is checked; empty when it is older than a weight may be. */
    public synchronized Optional<View.Shown> weight(long nowNanos) {
        return View.shown(plan, latest, nowNanos);
    }

    /** What the scale shows goes to the check and not to the weighing point. A code that is shown meanwhile is of no load. */
    private void checking(UnderCheck running, Event event) {
        var next = running;
        switch (event) {
            case Weight weight -> {
                latest = weight;
                next = running.on(weight, plan.rules());
                take(new Held(weight.atNanos()), UNASKED);
            }
            case NoWeight none -> take(new Held(none.atNanos()), UNASKED);
            case CodeSeen _ -> {
                // whoever shows it shows it again
            }
            default -> take(event, UNASKED);
        }
        underCheck = next;
        var result = next.check().result();
        if (result.isPresent()) {
            release(event.atNanos());
            next.end().ended(result.get());
        } else if (next.forgotten(event.atNanos())) {
            release(event.atNanos());
            next.end().givenUp();
        }
    }

    /** Chooses for the next weighing, or for the load on the pan. Says why not. */
    public synchronized Optional<Sentence> choose(long nowNanos, Choice choice) {
        if (!choice.material().map(Materials::known).orElse(true)) {
            return Optional.of(new Sentence(Code.UNKNOWN_MATERIAL,
                    choice.material().orElse("") + " is no material code; choose one of the list"));
        }
        var unpaid = choice.unpaid();
        if (unpaid.signum() < 0 || unpaid.compareTo(plan.rules().most()) > 0 || !plan.rules().onGrid(unpaid)) {
            return Optional.of(new Sentence(Code.BAD_WEIGHT, "an unpaid part of " + unpaid.toPlainString()
                    + " is none that this scale could show; type it in steps of "
                    + plan.rules().division().toPlainString()));
        }
        return take(new Event.Chosen(nowNanos, choice), UNASKED);
    }

    /**
     * Confirms the load in {@link View.Phase#READY}.
     *
     * @param net the weight that the clerk was shown: nothing else is recorded
     * @param operator who signed in
     */
    public synchronized void confirm(long nowNanos, BigDecimal net, Optional<String> operator, Answer answer) {
        take(new Event.Confirmed(nowNanos, net, operator), answer).ifPresent(answer::refused);
    }

    private Optional<Sentence> take(Event event, Answer asked) {
        var step = point.on(event, plan.rules());
        point = step.next();
        if (event instanceof Weight weight) {
            latest = weight;
        }
        step.commit().ifPresent(weighed -> commit(weighed, asked));
        publish(event.atNanos());
        return step.refusal();
    }

    private void commit(Weighed weighed, Answer asked) {
        var draft = new Draft(FactType.WEIGHING, weighed.capturedNanos(), new WeighingData(plan, weighed));
        var ending = new Ending(weighed.capturedNanos(), asked);
        if (!commits.offer(draft, ending)) {
            ending.failed(weighed.capturedNanos(), "the journal takes no more; weigh again in a moment");
        }
    }

    /** Brings the journal's answer back as an event, so that a weighing's whole story is one sequence of events. */
    private final class Ending implements Commits.Completion {
        private final long capturedNanos;
        private final Answer asked;

        Ending(long capturedNanos, Answer asked) {
            this.capturedNanos = capturedNanos;
            this.asked = asked;
        }

        @Override
        public void committed(long atNanos, long seq, String id) {
            on(new Committed(atNanos, capturedNanos, seq, id));
            asked.recorded(seq, id);
        }

        @Override
        public void failed(long atNanos, String reason) {
            on(new CommitFailed(atNanos, capturedNanos, reason));
            asked.refused(new Sentence(Code.NOT_WRITTEN, reason));
        }
    }

    private void publish(long nowNanos) {
        var view = View.of(plan, point, latest, nowNanos);
        if (!view.equals(shown)) {
            shown = view;
            display.show(view);
        }
    }
}
