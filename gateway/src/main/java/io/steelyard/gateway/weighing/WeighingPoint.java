package io.steelyard.gateway.weighing;

import io.steelyard.gateway.weighing.Event.Chosen;
import io.steelyard.gateway.weighing.Event.CodeSeen;
import io.steelyard.gateway.weighing.Event.CommitFailed;
import io.steelyard.gateway.weighing.Event.Committed;
import io.steelyard.gateway.weighing.Event.Confirmed;
import io.steelyard.gateway.weighing.Event.Held;
import io.steelyard.gateway.weighing.Event.LinkLost;
import io.steelyard.gateway.weighing.Event.LinkUp;
import io.steelyard.gateway.weighing.Event.NoWeight;
import io.steelyard.gateway.weighing.Event.Released;
import io.steelyard.gateway.weighing.Event.Tick;
import io.steelyard.gateway.weighing.Event.Weight;
import io.steelyard.gateway.weighing.Sentence.Code;
import io.steelyard.gateway.weighing.State.Clearing;
import io.steelyard.gateway.weighing.State.Committing;
import io.steelyard.gateway.weighing.State.Faulted;
import io.steelyard.gateway.weighing.State.Identifying;
import io.steelyard.gateway.weighing.State.Idle;
import io.steelyard.gateway.weighing.State.Ready;
import io.steelyard.gateway.weighing.State.Settling;
import java.util.Optional;
import java.util.function.Function;

/**
 * One weighing point as a value: events in, the next value and at most one weighing to commit out.
 *
 * <pre>
 *   Clearing ──pan seen empty──▶ Idle ──load──▶ Settling ──agreed──▶ Identifying ──codes──▶ Ready ──confirmed──▶ Committing
 *      ▲                          ▲                │  ▲                   │                   │ (or at once)         │
 *      │                          └───pan empty────┘  └──load changed─────┴───────────────────┘                      │
 *      └────────────── committed, refused, given up ─────────────────────────────────────────────────────────────────┘
 *   any ──link lost, silence──▶ Faulted ──weights again──▶ Clearing
 *   any ──held for a check──▶ Faulted ──released──▶ Clearing
 * </pre>
 *
 * One bag, at most one record: after a capture, a fault or a restart the only way on leads through <em>Clearing</em>. What is
 * confirmed is what was shown: a confirmation quotes the weight.
 *
 * @param state where it stands
 * @param presented codes and a choice for the next weighing
 * @param outcome how the latest attempt ended
 * @param heardNanos when the scale last sent anything good, or the link last changed
 */
public record WeighingPoint(State state, Presented presented, Outcome outcome, long heardNanos) {
    private static final Sentence CHECKED = new Sentence(Code.BEING_CHECKED,
            "the scale is being checked; weigh again when that is over");

    /** A point whose gateway has just started: it has seen nothing, so a bag may lie there that was weighed before. */
    public static WeighingPoint start(long nowNanos) {
        return new WeighingPoint(Clearing.START, Presented.NONE, new Outcome.None(), nowNanos);
    }

    /** What follows from one event. Pure: the same arguments give the same answer. */
    public Step on(Event event, Rules rules) {
        return switch (event) {
            case Weight weight -> heard(weight.atNanos()).weight(weight, rules);
            case NoWeight none -> stay(heard(none.atNanos()).restarted(none.atNanos()));
            case CodeSeen code -> identified(code, rules);
            case Chosen chosen -> chosen(chosen);
            case Confirmed confirmed -> confirmed(confirmed, rules);
            case LinkUp up -> stay(heard(up.atNanos()));
            case LinkLost lost -> stay(heard(lost.atNanos()).faulted(new Sentence(Code.LINK_LOST, lost.reason())));
            case Held held -> stay(heard(held.atNanos()).with(Presented.NONE).faulted(CHECKED));
            case Released released -> stay(heard(released.atNanos()).released());
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
            case Identifying identifying -> loaded(identifying.window(), weight, rules,
                    window -> new Identifying(identifying.sinceNanos(), window));
            case Ready ready -> loaded(ready.window(), weight, rules,
                    window -> new Ready(ready.sinceNanos(), window, ready.shown()));
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
            return stay(new WeighingPoint(new Idle(), afterwards(sinceNanos, window), outcome, heardNanos));
        }
        if (refusal(window, rules).isPresent()) {
            return stay(with(new Settling(sinceNanos, window)));
        }
        return capture(new Identifying(window.lastNanos(), window), window.lastNanos(), rules);
    }

    /** Taken away again, what was presented for a load goes with it. A mere flicker beside zero was no load. */
    private Presented afterwards(long sinceNanos, Window emptied) {
        return emptied.firstNanos() > sinceNanos
                ? presented.codesSince(emptied.firstNanos()).choiceSince(emptied.firstNanos())
                : presented;
    }

    private static Optional<Sentence> refusal(Window window, Rules rules) {
        return rules.refusal(window.modal().reading().value());
    }

    /** While a code or the clerk is awaited the load must stay what it was. */
    private Step loaded(Window before, Weight weight, Rules rules, Function<Window, State> still) {
        var window = before.plus(weight, rules);
        boolean changed = window.frames() <= before.frames(); // it started anew
        if (changed || refusal(window, rules).isPresent()) {
            return settling(before.lastNanos(), window, rules); // unsettled since it last agreed
        }
        return stay(with(still.apply(window)));
    }

    private Step identified(CodeSeen code, Rules rules) {
        var known = with(presented.plus(code));
        return state instanceof Identifying identifying && heardLately(identifying.window(), code.atNanos(), rules)
                ? known.capture(identifying, code.atNanos(), rules)
                : stay(known);
    }

    /** A weight has an age: of a scale that fell silent nobody knows what lies on it now. */
    private static boolean heardLately(Window window, long nowNanos, Rules rules) {
        return nowNanos - window.lastNanos() <= rules.gapNanosMax();
    }

    /** Goes on if every demanded code is there, else waits for it. */
    private Step capture(Identifying identifying, long nowNanos, Rules rules) {
        var fresh = presented.codesSince(nowNanos - rules.codeKeepNanos());
        if (!fresh.codes().cover(rules.needs())) {
            return stay(with(identifying));
        }
        var window = identifying.window();
        if (rules.commit() == Rules.Commit.CONFIRM) {
            return stay(with(fresh).with(new Ready(nowNanos, window, window.modal())));
        }
        return unpaidAbove(window.modal()).map(above -> stay(notRecorded(above)))
                .orElseGet(() -> with(fresh).commit(window, window.modal(), nowNanos, Optional.empty()));
    }

    private Step commit(Window window, Weight shown, long nowNanos, Optional<String> operator) {
        var weighed = new Weighed(nowNanos, shown.reading(), shown.frame(), window.frames(), window.spanNanos(),
                presented.codes(), presented.choice(), operator);
        return new Step(with(Presented.NONE).with(new Committing(weighed)), Optional.of(weighed), Optional.empty());
    }

    /** More cannot earn nothing than there is. */
    private Optional<Sentence> unpaidAbove(Weight shown) {
        var unpaid = presented.choice().unpaid();
        var net = shown.reading().value();
        return unpaid.compareTo(net) <= 0
                ? Optional.empty()
                : Optional.of(new Sentence(Code.UNPAID_ABOVE_NET, "the unpaid part " + unpaid.toPlainString()
                        + " is more than the weight " + net.toPlainString() + "; choose a smaller part"));
    }

    private Step chosen(Chosen chosen) {
        var with = with(presented.plus(chosen));
        return switch (state) {
            case Ready ready -> with.unpaidAbove(ready.shown()).map(this::refuse).orElseGet(() -> stay(with));
            case Committing _ -> refuse(new Sentence(Code.BEING_SAVED, "the load is being saved; choose for the next"));
            case Faulted faulted -> refuse(faulted.why());
            case Clearing _,Idle _,Settling _,Identifying _ -> stay(with);
        };
    }

    private Step confirmed(Confirmed confirmed, Rules rules) {
        return switch (state) {
            case Ready ready -> confirmed(ready, confirmed, rules);
            case Committing _ -> refuse(new Sentence(Code.BEING_SAVED, "the load is being saved already"));
            case Faulted faulted -> refuse(faulted.why());
            case Clearing _,Idle _,Settling _,Identifying _ -> refuse(new Sentence(Code.NOTHING_TO_CONFIRM,
                    "no load waits for a confirmation; wait until the weight is steady and every code is there"));
        };
    }

    private Step confirmed(Ready ready, Confirmed confirmed, Rules rules) {
        var shown = ready.shown();
        if (confirmed.net().compareTo(shown.reading().value()) != 0) {
            return refuse(new Sentence(Code.ANOTHER_WEIGHT, confirmed.net().toPlainString() + " was confirmed, but "
                    + shown.reading().value().toPlainString() + " lies on the scale; look again and confirm that"));
        }
        if (!heardLately(ready.window(), confirmed.atNanos(), rules)) {
            return refuse(new Sentence(Code.WEIGHT_TOO_OLD,
                    "the scale has not been heard since; wait until it shows a weight again"));
        }
        return unpaidAbove(shown).map(this::refuse)
                .orElseGet(() -> commit(ready.window(), shown, confirmed.atNanos(), confirmed.operator()));
    }

    private WeighingPoint committed(Committed committed) {
        return withJournal(committed.capturedNanos())
                .map(weighed -> ended(new Outcome.Recorded(weighed, committed.seq(), committed.id()), presented))
                .orElse(this);
    }

    private WeighingPoint failed(CommitFailed failed) {
        return withJournal(failed.capturedNanos())
                .map(_ -> notRecorded(new Sentence(Code.NOT_WRITTEN, failed.reason()))).orElse(this);
    }

    /** The draft that is with the journal, if it is the one captured at that moment. */
    private Optional<Weighed> withJournal(long capturedNanos) {
        return withJournal().filter(weighed -> weighed.capturedNanos() == capturedNanos);
    }

    private Optional<Weighed> withJournal() {
        return switch (state) {
            case Committing committing -> Optional.of(committing.weighed());
            case Faulted faulted -> faulted.committing();
            case Clearing _,Idle _,Settling _,Identifying _,Ready _ -> Optional.empty();
        };
    }

    /** What was presented for the load on the pan goes with it: nobody sees whether it is lifted meanwhile. */
    private WeighingPoint faulted(Sentence why) {
        var loaded = state instanceof Settling || state instanceof Identifying || state instanceof Ready;
        return with(loaded ? Presented.NONE : presented.withoutChoice()).with(new Faulted(why, withJournal()));
    }

    /** The reference mass may still lie there. A link lost meanwhile stays lost. */
    private WeighingPoint released() {
        return state instanceof Faulted faulted && faulted.why().equals(CHECKED)
                ? with(faulted.committing().<State>map(Committing::new).orElse(Clearing.START))
                : this;
    }

    private WeighingPoint waited(long nowNanos, Rules rules) {
        if (!(state instanceof Committing) && !(state instanceof Faulted)
                && nowNanos - heardNanos > rules.silenceNanosMax()) {
            return faulted(new Sentence(Code.SCALE_SILENT,
                    "the scale is silent; check its power, cable and output format"));
        }
        return switch (state) {
            case Clearing _,Idle _ -> with(presented.choiceSince(nowNanos - rules.codeKeepNanos()));
            case Settling settling when nowNanos - settling.sinceNanos() > rules.settleWaitNanosMax() ->
                notRecorded(unsettled(settling.window(), rules));
            case Identifying identifying when nowNanos - identifying.sinceNanos() > rules.codeWaitNanosMax() ->
                notRecorded(new Sentence(Code.NO_CODE, "no code was presented in time"));
            case Ready ready when nowNanos - ready.sinceNanos() > rules.codeWaitNanosMax() ->
                notRecorded(new Sentence(Code.NOT_CONFIRMED, "nobody confirmed in time"));
            default -> this;
        };
    }

    private static Sentence unsettled(Window window, Rules rules) {
        return window.settled(rules)
                ? refusal(window, rules).orElse(new Sentence(Code.UNSETTLED, "no stable weight"))
                : new Sentence(Code.UNSETTLED, "the load did not settle");
    }

    private WeighingPoint restarted(long nowNanos) {
        return switch (state) {
            case Clearing _ -> with(Clearing.START);
            case Settling settling -> with(new Settling(settling.sinceNanos(), Window.NONE));
            case Identifying _,Ready _ -> with(new Settling(nowNanos, Window.NONE));
            case Idle _,Committing _,Faulted _ -> this;
        };
    }

    /** What was presented for a failed attempt is presented again with the next. */
    private WeighingPoint notRecorded(Sentence why) {
        return ended(new Outcome.NotRecorded(why), Presented.NONE);
    }

    private WeighingPoint ended(Outcome ended, Presented kept) {
        var next = state instanceof Faulted faulted ? new Faulted(faulted.why(), Optional.empty()) : Clearing.START;
        return new WeighingPoint(next, kept, ended, heardNanos);
    }

    private WeighingPoint with(State next) {
        return new WeighingPoint(next, presented, outcome, heardNanos);
    }

    private WeighingPoint with(Presented now) {
        return new WeighingPoint(state, now, outcome, heardNanos);
    }

    private WeighingPoint heard(long atNanos) {
        return new WeighingPoint(state, presented, outcome, atNanos);
    }

    private static Step stay(WeighingPoint next) {
        return new Step(next, Optional.empty(), Optional.empty());
    }

    private Step refuse(Sentence why) {
        return new Step(this, Optional.empty(), Optional.of(why));
    }
}
