package io.steelyard.gateway.bin;

import io.steelyard.gateway.deposit.Alarm;
import io.steelyard.gateway.deposit.Bin;
import io.steelyard.gateway.deposit.Captured;
import io.steelyard.gateway.deposit.Effect;
import io.steelyard.gateway.deposit.Event;
import io.steelyard.gateway.deposit.Holder;
import io.steelyard.gateway.deposit.Outcome;
import io.steelyard.gateway.deposit.Recorded;
import io.steelyard.gateway.deposit.Sounding;
import io.steelyard.gateway.deposit.Standing;
import io.steelyard.gateway.ledger.BinLedger;
import io.steelyard.gateway.station.Commits;
import io.steelyard.gateway.station.Draft;
import io.steelyard.gateway.station.FactData;
import io.steelyard.gateway.station.FactType;
import io.steelyard.gateway.weighing.Sentence;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A monitor round one bin: events in; drafts, doors and views out. Any thread; never waits, never does I/O. */
public final class SmartBin {
    private static final String BUSY = "the journal takes no more";

    private final BinPlan plan;
    private final BinLedger ledger;
    private final Cards cards;
    private final Commits commits;
    private final Doors doors;
    private final BinDisplay display;
    private final Supplier<Optional<LocalTime>> clock;
    private final DepositData deposits;
    private final VisitData visits;
    private final AlarmFacts alarms;
    private final Tally tally = new Tally();

    // for the life of the process, guarded by this
    private Bin bin;
    private int credits;
    private @Nullable BinView shown;

    /**
     * @param journal its id: facts refer to others of it
     * @param ledger knows of every fact that the journal wrote before the journal answers whoever offered it
     * @param clock what the clock on the wall says; empty while nobody trusts it
     */
    public SmartBin(BinPlan plan, String journal, BinLedger ledger, Cards cards, Commits commits, Doors doors,
            BinDisplay display, Supplier<Optional<LocalTime>> clock, long nowNanos) {
        this.plan = plan;
        this.ledger = ledger;
        this.cards = cards;
        this.commits = commits;
        this.doors = doors;
        this.display = display;
        this.clock = clock;
        this.deposits = new DepositData(plan, journal);
        this.visits = new VisitData(plan, deposits, ledger);
        this.alarms = new AlarmFacts(plan.name(), commits);
        this.bin = Bin.start(nowNanos, plan.rules(), ledger.unfinished().map(SmartBin::unfinished))
                .amid(lasting(ledger));
    }

    private static Set<Sounding> lasting(BinLedger ledger) {
        return ledger.lasting().stream()
                .flatMap(one -> Alarm.named(one.alarm()).map(alarm -> new Sounding(alarm, one.source())).stream())
                .collect(Collectors.toSet());
    }

    /** The alarms that last. */
    public synchronized Set<Sounding> soundings() {
        return bin.soundings();
    }

    private static Bin.Unfinished unfinished(BinLedger.Begun begun) {
        var fact = new Recorded(begun.seq(), begun.id());
        return begun.handover()
                ? new Bin.Unfinished.OfVisit(new Holder(begun.card(), Standing.CREW), fact)
                : new Bin.Unfinished.OfSession(new Holder(begun.card(), DepositData.standing(begun.account())),
                        begun.compartment().orElseThrow(), fact);
    }

    /** How sessions ended since the start. */
    public Tally tally() {
        return tally;
    }

    /** As configured. */
    public String name() {
        return plan.name();
    }

    /** A card was presented. */
    public void card(long atNanos, String code) {
        on(new Event.Card(atNanos, new Holder(plan.tokens().of(code), cards.judge(code))));
    }

    /** The resident chose where to. Says why not. */
    public Optional<Sentence> choose(String compartment, long atNanos) {
        return on(new Event.Chosen(atNanos, compartment));
    }

    /** Takes one event through the rules. Says why nothing follows from what somebody asked for. */
    public synchronized Optional<Sentence> on(Event event) {
        var step = bin.on(event, plan.rules());
        var before = bin.told();
        bin = step.next();
        if (!bin.told().equals(before) && bin.told().orElseThrow().ended().outcome() == Outcome.CREDITED) {
            credits++;
        }
        var refusal = Optional.<Sentence>empty();
        for (var effect : step.effects()) {
            switch (effect) {
                case Effect.Lock _ -> doors.lock();
                case Effect.Unlock(var compartments) -> plan.rules().compartments().keySet().stream()
                        .filter(compartments::contains).forEach(doors::unlock);
                case Effect.Tell tell -> alarms.tell(tell);
                case Effect.Write write -> write(write, event.atNanos());
                case Effect.Refuse(Sentence why) -> refusal = Optional.of(why);
            }
        }
        alarms.goOn(event.atNanos());
        publish(event.atNanos());
        return refusal;
    }

    private void write(Effect.Write write, long nowNanos) {
        boolean taken = switch (write) {
            case Effect.Begin begin ->
                offer(write, FactType.DEPOSIT, deposits.begun(begin.session(), cards.edition()));
            case Effect.End end -> {
                var ended = end.ended();
                var part = ended.compartment().flatMap(plan::part);
                var fill = part.flatMap(_ -> bin.compartment(ended.compartment().orElseThrow()).fillPercent());
                var evidence = Evidence.of(ended, plan, ledger, clock.get());
                var notices = evidence.map(found -> found.notices(part.orElseThrow().weighing().division()))
                        .orElse(Set.of());
                yield offer(write, FactType.DEPOSIT, deposits.ended(ended, ledger, fill, evidence),
                        new Answer(write.draft()) {
                            @Override
                            public void committed(long atNanos, long seq, String id) {
                                tally.ended(ended.outcome(), notices);
                                super.committed(atNanos, seq, id);
                            }
                        });
            }
            case Effect.BeginVisit begin ->
                offerFound(write, begin.visit().before(), visits.begun(begin.visit()));
            case Effect.EndVisit end -> {
                var foundLate = new HashMap<>(end.left().after());
                foundLate.keySet().removeAll(end.left().visit().before().keySet());
                yield offerFound(write, foundLate, visits.ended(end.left()));
            }
        };
        if (!taken) {
            on(new Event.CommitFailed(nowNanos, write.draft(), BUSY));
        }
    }

    /**
     * What was found where the books say something else comes first, and the handover only once that is durable: what was taken
     * counts from what was found.
     */
    private boolean offerFound(Effect.Write write, Map<String, Captured> found, FactData handover) {
        if (found.isEmpty()) {
            return offer(write, FactType.HANDOVER, handover);
        }
        var then = new Answer(write.draft()) {
            @Override
            public void committed(long atNanos, long seq, String id) {
                if (!offer(write, FactType.HANDOVER, handover)) {
                    failed(atNanos, BUSY);
                }
            }
        };
        return commits.offer(new Draft(FactType.DIFFERENCE, write.atNanos(), visits.difference(found)), then);
    }

    private boolean offer(Effect.Write write, FactType type, FactData data) {
        return offer(write, type, data, new Answer(write.draft()));
    }

    private boolean offer(Effect.Write write, FactType type, FactData data, Answer answer) {
        boolean begins = write instanceof Effect.Begin || write instanceof Effect.BeginVisit;
        return commits.offer(new Draft(type, write.atNanos(), data, begins), answer);
    }

    /** Brings the journal's answer back as an event, so that a session's whole story is one sequence of events. */
    private class Answer implements Commits.Completion {
        private final long draft;

        Answer(long draft) {
            this.draft = draft;
        }

        @Override
        public void committed(long atNanos, long seq, String id) {
            on(new Event.Committed(atNanos, draft, seq, id));
        }

        @Override
        public void failed(long atNanos, String reason) {
            on(new Event.CommitFailed(atNanos, draft, reason));
        }
    }

    private void publish(long nowNanos) {
        var view = Views.of(plan, bin, credits, nowNanos);
        if (!view.equals(shown)) {
            shown = view;
            display.show(view);
        }
    }
}
