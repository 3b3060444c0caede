package io.steelyard.gateway.weighing;

import io.steelyard.gateway.weighing.Event.CodeSeen;
import io.steelyard.gateway.weighing.Event.CommitFailed;
import io.steelyard.gateway.weighing.Event.Committed;
import io.steelyard.gateway.weighing.Event.LinkLost;
import io.steelyard.gateway.weighing.Event.LinkUp;
import io.steelyard.gateway.weighing.Event.NoWeight;
import io.steelyard.gateway.weighing.Event.Tick;
import io.steelyard.gateway.weighing.Event.Weight;
import io.steelyard.gateway.weighing.State.Clearing;
import io.steelyard.gateway.weighing.State.Committing;
import io.steelyard.gateway.weighing.State.Faulted;
import io.steelyard.gateway.weighing.State.Identifying;
import io.steelyard.gateway.weighing.State.Idle;
import io.steelyard.gateway.weighing.State.Settling;
import java.util.Optional;

/**
 * One weighing point as a value: events in, the next value and at most one weighing to commit out.
 *
 * <pre>
 *   Clearing ──pan seen empty──▶ Idle ──load──▶ Settling ──agreed──▶ Identifying ──codes──▶ Committing
 *      ▲                          ▲                │  ▲                   │                     │
 *      │                          └───pan empty────┘  └──load changed─────┘                     │
 *      └────────────── committed, refused, given up ────────────────────────────────────────────┘
 *   any ──link lost, silence──▶ Faulted ──weights again──▶ Clearing
 * </pre>
 *
 * One bag, at most one record: after a capture, a fault or a restart the only way on leads through <em>Clearing</em>.
 *
 * @param state where it stands
 * @param codes what was presented for the next weighing
 * @param outcome how the latest attempt ended
 * @param heardNanos when the scale last sent anything good, or the link last changed
 */
public record WeighingPoint(State state, Codes codes, Outcome outcome, long heardNanos) {
    /** A point whose gateway has just started: it has seen nothing, so a bag may lie there that was weighed before. */
    public static WeighingPoint start(long nowNanos) {
        return new WeighingPoint(Clearing.START, Codes.NONE, new Outcome.None(), nowNanos);
    }

    /** What follows from one event. Pure: the same arguments give the same answer. */
    public Step on(Event event, Rules rules) {
        return switch (event) {
            case Weight weight -> heard(weight.atNanos()).weight(weight, rules);
            case NoWeight none -> stay(heard(none.atNanos()).restarted(none.atNanos()));
            case CodeSeen code -> identified(code, rules);
            case LinkUp up -> stay(heard(up.atNanos()));
            case LinkLost lost -> stay(heard(lost.atNanos()).faulted(lost.reason()));
            case Committed committed -> stay(committed(committed));
            case CommitFailed failed -> stay(failed(failed));
            case Tick tick -> stay(waited(tick.atNanos(), rules));
        };
    }

    private Step weight(Weight weight, Rules rules) {
        return switch (state) {
            case Clearing clearing -> stay(clearing(clearing.emptied().plus(weight, rules), rules));
            case Idle _ -> rules.empty(weight.reading().value())
                    ? stay(this)
                    : settling(weight.atNanos(), Window.NONE.plus(weight, rules), rules);
            case Settling settling -> settling(settling.sinceNanos(), settling.window().plus(weight, rules), rules);
            case Identifying identifying -> loaded(identifying, weight, rules);
            case Committing _ -> stay(this);
            case Faulted faulted -> stay(faulted.committing().map(weighed -> with(new Committing(weighed)))
                    .orElseGet(() -> clearing(Window.NONE.plus(weight, rules), rules)));
        };
    }

    private WeighingPoint clearing(Window window, Rules rules) {
        var emptied = window.empty(rules) ? window : Window.NONE;
        return with(emptied.settled(rules) ? new Idle() : new Clearing(emptied));
    }

    private Step settling(long sinceNanos, Window window, Rules rules) {
        if (!window.settled(rules)) {
            return stay(with(new Settling(sinceNanos, window)));
        }
        if (rules.empty(window.modal().reading().value())) {
            return stay(new WeighingPoint(new Idle(), codesAfter(sinceNanos, window), outcome, heardNanos));
        }
        if (refusal(window, rules).isPresent()) {
            return stay(with(new Settling(sinceNanos, window)));
        }
        return capture(new Identifying(window.lastNanos(), window), window.lastNanos(), rules);
    }

    /** Taken away again, what was presented for a load goes with it. A mere flicker beside zero was no load. */
    private Codes codesAfter(long sinceNanos, Window emptied) {
        return emptied.firstNanos() > sinceNanos ? codes.since(emptied.firstNanos()) : codes;
    }

    /** Why a settled load may not be captured: outside the range for which the scale may be used. */
    private static Optional<String> refusal(Window window, Rules rules) {
        var value = window.modal().reading().value();
        if (value.compareTo(rules.least()) < 0) {
            return Optional.of(
                    value.toPlainString() + " is below the least capturable load " + rules.least().toPlainString());
        }
        if (value.compareTo(rules.most()) > 0) {
            return Optional.of(value.toPlainString() + " is above the scale's maximum " + rules.most().toPlainString());
        }
        return Optional.empty();
    }

    /** While a code is awaited the load must stay what it was. */
    private Step loaded(Identifying identifying, Weight weight, Rules rules) {
        var window = identifying.window().plus(weight, rules);
        boolean changed = window.frames() <= identifying.window().frames(); // it started anew
        if (changed || refusal(window, rules).isPresent()) {
            return settling(identifying.window().lastNanos(), window, rules); // unsettled since it last agreed
        }
        return stay(with(new Identifying(identifying.sinceNanos(), window)));
    }

    private Step identified(CodeSeen code, Rules rules) {
        var known = new WeighingPoint(state, codes.plus(code), outcome, heardNanos);
        return state instanceof Identifying identifying && heardLately(identifying, code.atNanos(), rules)
                ? known.capture(identifying, code.atNanos(), rules)
                : stay(known);
    }

    /** A weight has an age: of a scale that fell silent nobody knows what lies on it now. */
    private static boolean heardLately(Identifying identifying, long nowNanos, Rules rules) {
        return nowNanos - identifying.window().lastNanos() <= rules.gapNanosMax();
    }

    /** Commits if every demanded code is there, else waits for it. */
    private Step capture(Identifying identifying, long nowNanos, Rules rules) {
        var fresh = codes.since(nowNanos - rules.codeKeepNanos());
        if (!fresh.cover(rules.needs())) {
            return stay(with(identifying));
        }
        var window = identifying.window();
        var modal = window.modal();
        var weighed = new Weighed(nowNanos, modal.reading(), modal.frame(), window.frames(), window.spanNanos(), fresh);
        return new Step(new WeighingPoint(new Committing(weighed), Codes.NONE, outcome, heardNanos),
                Optional.of(weighed));
    }

    private WeighingPoint committed(Committed committed) {
        return withJournal(committed.capturedNanos())
                .map(weighed -> ended(new Outcome.Recorded(weighed, committed.seq(), committed.id()), codes))
                .orElse(this);
    }

    private WeighingPoint failed(CommitFailed failed) {
        return withJournal(failed.capturedNanos()).map(_ -> notRecorded(failed.reason())).orElse(this);
    }

    /** The draft that is with the journal, if it is the one captured at that moment. */
    private Optional<Weighed> withJournal(long capturedNanos) {
        return withJournal().filter(weighed -> weighed.capturedNanos() == capturedNanos);
    }

    private Optional<Weighed> withJournal() {
        return switch (state) {
            case Committing committing -> Optional.of(committing.weighed());
            case Faulted faulted -> faulted.committing();
            case Clearing _,Idle _,Settling _,Identifying _ -> Optional.empty();
        };
    }

    /** What was presented for the load on the pan goes with it: nobody sees whether it is lifted meanwhile. */
    private WeighingPoint faulted(String reason) {
        var kept = state instanceof Settling || state instanceof Identifying ? Codes.NONE : codes;
        return new WeighingPoint(new Faulted(reason, withJournal()), kept, outcome, heardNanos);
    }

    private WeighingPoint waited(long nowNanos, Rules rules) {
        if (!(state instanceof Committing) && !(state instanceof Faulted)
                && nowNanos - heardNanos > rules.silenceNanosMax()) {
            return faulted("the scale is silent; check its power, cable and output format");
        }
        return switch (state) {
            case Settling settling when nowNanos - settling.sinceNanos() > rules.settleWaitNanosMax() ->
                notRecorded(unsettled(settling.window(), rules));
            case Identifying identifying when nowNanos - identifying.sinceNanos() > rules.codeWaitNanosMax() ->
                notRecorded("no code was presented in time");
            default -> this;
        };
    }

    private static String unsettled(Window window, Rules rules) {
        return window.settled(rules) ? refusal(window, rules).orElse("no stable weight") : "the load did not settle";
    }

    private WeighingPoint restarted(long nowNanos) {
        return switch (state) {
            case Clearing _ -> with(Clearing.START);
            case Settling settling -> with(new Settling(settling.sinceNanos(), Window.NONE));
            case Identifying _ -> with(new Settling(nowNanos, Window.NONE));
            case Idle _,Committing _,Faulted _ -> this;
        };
    }

    /** What was presented for a failed attempt is presented again with the next. */
    private WeighingPoint notRecorded(String reason) {
        return ended(new Outcome.NotRecorded(reason), Codes.NONE);
    }

    private WeighingPoint ended(Outcome ended, Codes kept) {
        var next = state instanceof Faulted faulted ? new Faulted(faulted.reason(), Optional.empty()) : Clearing.START;
        return new WeighingPoint(next, kept, ended, heardNanos);
    }

    private WeighingPoint with(State next) {
        return new WeighingPoint(next, codes, outcome, heardNanos);
    }

    private WeighingPoint heard(long atNanos) {
        return new WeighingPoint(state, codes, outcome, atNanos);
    }

    private static Step stay(WeighingPoint next) {
        return new Step(next, Optional.empty());
    }
}
