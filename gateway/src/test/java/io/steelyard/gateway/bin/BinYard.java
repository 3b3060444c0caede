package io.steelyard.gateway.bin;

import io.steelyard.gateway.catalog.Tariff;
import io.steelyard.gateway.deposit.Alarm;
import io.steelyard.gateway.deposit.BinRules;
import io.steelyard.gateway.deposit.Event;
import io.steelyard.gateway.deposit.Sounding;
import io.steelyard.gateway.deposit.Standing;
import io.steelyard.gateway.scale.Mode;
import io.steelyard.gateway.scale.ScaleValue;
import io.steelyard.gateway.scale.Truth;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.station.StationPlan.ScaleIdentity;
import io.steelyard.gateway.station.Tokens;
import io.steelyard.gateway.weighing.Event.Weight;
import io.steelyard.gateway.weighing.Rules;
import io.steelyard.gateway.weighing.Sentence;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A bin for paper and glass with all that is round it: what lies in it, its doors, a journal, a screen. Frames every 100 ms. */
final class BinYard {
    static final String PAPER = "paper";
    static final String GLASS = "glass";
    static final Sounding SMOKE = new Sounding(Alarm.SMOKE, "smoke-1");
    static final long SECOND = 1_000_000_000L;
    static final Tokens TOKENS = new Tokens(new byte[]{1, 2, 3});
    private static final long STEP_NANOS = 100_000_000L;
    private static final OpenHours HOURS = new OpenHours(LocalTime.of(6, 0), LocalTime.of(22, 0));

    private final List<String> log = new ArrayList<>();
    private final List<BinView> views = new ArrayList<>();
    private final BinJournal journal = new BinJournal(log::add);
    private final Map<String, BigDecimal> weights = new LinkedHashMap<>();
    private final Set<String> trembling = new HashSet<>();
    private final BinPlan plan;
    private SmartBin bin;
    private Optional<LocalTime> clock = Optional.of(LocalTime.NOON);
    private long nowNanos = 1000 * SECOND;
    private long frames;
    private boolean slow;

    BinYard() {
        this(plan(WeightUnit.KILOGRAM, "0.01", "0.20"));
    }

    BinYard(BinPlan plan) {
        this.plan = plan;
        plan.rules().compartments().keySet().forEach(name -> weights.put(name, new BigDecimal("0.00")));
        this.bin = started();
        wakes();
    }

    /** Half a point a kilogram of paper, in whole points; glass earns nothing. */
    static BinPlan plan(WeightUnit unit, String division, String least) {
        var parts = new LinkedHashMap<String, BinRules.Part>();
        parts.put(PAPER, part("0101", unit, division, least));
        parts.put(GLASS, part("0301", unit, division, least));
        return new BinPlan("bin-1",
                new BinRules(parts, 20 * SECOND, 5 * SECOND, 10 * SECOND, 30 * SECOND, 2 * SECOND, 10 * SECOND,
                        600 * SECOND, 5 * SECOND),
                Map.of(PAPER, new ScaleIdentity("bin-1-paper-scale", "hx711", Optional.empty()), GLASS,
                        new ScaleIdentity("bin-1-glass-scale", "hx711", Optional.of("SN-7"))),
                Optional.of(new Tariff("2026-11", 0, Map.of("0101", new BigDecimal("0.50")))), TOKENS, HOURS,
                8 * SECOND);
    }

    private static BinRules.Part part(String material, WeightUnit unit, String division, String least) {
        return new BinRules.Part(material,
                new Rules(unit, new BigDecimal(division), new BigDecimal(least), new BigDecimal("5000"), 5, SECOND,
                        SECOND / 2, 3 * SECOND, 10 * SECOND, 60 * SECOND, 30 * SECOND, Set.of()),
                Optional.empty(), 90);
    }

    /** How sessions ended since the last start. */
    Tally tally() {
        return bin.tally();
    }

    private SmartBin started() {
        return new SmartBin(plan, BinJournal.ID, journal.ledger(), new Cards() {
            @Override
            public Standing judge(String code) {
                return switch (code.charAt(0)) {
                    case 'R' -> Standing.RESIDENT;
                    case 'Q' -> Standing.QUARANTINE;
                    case 'C' -> Standing.CREW;
                    case 'D' -> Standing.DENIED;
                    default -> Standing.UNKNOWN;
                };
            }

            @Override
            public Optional<Edition> edition() {
                return Optional.of(new Edition("7", 3));
            }
        }, journal, new Doors() {
            @Override
            public boolean unlock(String compartment) {
                log.add("unlock " + compartment);
                return true;
            }

            @Override
            public void lock() {
                log.add("lock");
            }
        }, views::add, () -> clock, nowNanos);
    }

    /** Doors are shut and scales at rest. */
    private void wakes() {
        weights.keySet().forEach(this::shuts);
        passes(1.5);
    }

    /** The process ends and another one starts, on another boot. */
    BinYard restarts() {
        nowNanos = 5 * SECOND;
        journal.restarts();
        bin = started();
        log.add("start");
        return this;
    }

    BinYard and_wakes() {
        wakes();
        return this;
    }

    BinYard card(String code) {
        bin.card(nowNanos, code);
        return then();
    }

    Optional<Sentence> choose(String compartment) {
        var refused = bin.choose(compartment, nowNanos);
        then();
        return refused;
    }

    /** A resident whose door is unlocked. */
    BinYard comes(String code, String compartment) {
        card(code);
        choose(compartment);
        return passes(0.2);
    }

    BinYard opens(String compartment) {
        return event(new Event.Door(nowNanos, compartment, Optional.of(false)));
    }

    BinYard shuts(String compartment) {
        return event(new Event.Door(nowNanos, compartment, Optional.of(true)));
    }

    /** So much more lies in it. */
    BinYard adds(String compartment, String weight) {
        weights.merge(compartment, new BigDecimal(weight), BigDecimal::add);
        return this;
    }

    BinYard empties(String compartment, String weight) {
        weights.put(compartment, new BigDecimal(weight));
        return this;
    }

    BinYard trembles(String compartment, boolean trembles) {
        if (trembles) {
            trembling.add(compartment);
        } else {
            trembling.remove(compartment);
        }
        return this;
    }

    /** A whole deposit, from the card to the thanks. */
    BinYard deposits(String code, String compartment, String weight) {
        return comes(code, compartment).opens(compartment).adds(compartment, weight).shuts(compartment).passes(3);
    }

    BinYard alarms(Sounding sounding, boolean raised) {
        return event(new Event.Alarmed(nowNanos, sounding, raised));
    }

    BinYard event(Event event) {
        bin.on(event);
        return then();
    }

    BinYard passes(double seconds) {
        long until = nowNanos + (long) (seconds * SECOND);
        while (nowNanos < until) {
            nowNanos += STEP_NANOS;
            frames++;
            weights.forEach((name, weight) -> bin.on(weighed(name, weight)));
            bin.on(new Event.Tick(nowNanos));
            writes();
        }
        return this;
    }

    private Event.Weighed weighed(String name, BigDecimal weight) {
        var rules = plan.part(name).orElseThrow().weighing();
        var shown = trembling.contains(name)
                ? weight.add(rules.division().multiply(BigDecimal.valueOf(10 * (frames % 3))))
                : weight;
        return new Event.Weighed(name, new Weight(nowNanos,
                ScaleValue.reading(shown, rules.unit(), Truth.UNKNOWN, Mode.GROSS, Set.of()),
                shown.toPlainString().getBytes(StandardCharsets.US_ASCII)));
    }

    /** The journal answers when told to. */
    BinYard slow(boolean slow) {
        this.slow = slow;
        writes();
        return this;
    }

    BinYard clock(Optional<LocalTime> clock) {
        this.clock = clock;
        return this;
    }

    private BinYard then() {
        writes();
        nowNanos += STEP_NANOS / 10;
        return this;
    }

    private void writes() {
        while (!slow && journal.waits()) {
            journal.commits(nowNanos);
        }
    }

    BigDecimal weight(String compartment) {
        return Optional.ofNullable(weights.get(compartment)).orElseThrow();
    }

    BinJournal journal() {
        return journal;
    }

    /** What was written and done to the locks, in order. */
    List<String> log() {
        return log;
    }

    BinView view() {
        return views.getLast();
    }

    BinView.Phase phase() {
        return view().phase();
    }

    BinPlan plan() {
        return plan;
    }

    long nowNanos() {
        return nowNanos;
    }
}
