package io.steelyard.sim.bin;

import io.steelyard.sim.bin.Bin.Hazard;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * The people who come to one bin, one after the other, as a seed has it. They know what people know: whether the door gives way,
 * not what a gateway thinks. Stepped by the thread that steps the bin.
 */
public final class Visitor {
    /** Above this somebody has called the crew, who come when they come: a scale of 60 kg is not to be overloaded. */
    private static final BigDecimal CALLS_THE_CREW = new BigDecimal("40");
    private static final int GRAMS_MIN = 120;
    private static final int GRAMS_MAX = 8_000;
    private static final int GRAMS_TOO_LITTLE = 30;
    private static final int GRAMS_TOO_MUCH_MIN = 45_000;
    private static final int GRAMS_TOO_MUCH_MAX = 55_000;
    private static final int GRAMS_LEFT_BEHIND_MAX = 60;
    private static final int PLAYS_MAX = 5;
    private static final int ONE_IN_LEFT_FULL = 4;
    private static final BigDecimal LEANING_PART = new BigDecimal("0.2");
    private static final long SLIDES_EVERY_NANOS_MIN = millis(200);
    private static final long SLIDES_EVERY_NANOS_MAX = millis(1_200);

    private static final long WAITS_FOR_THE_DOOR_NANOS = TimeUnit.SECONDS.toNanos(12);
    private static final long CHOOSES_AFTER_NANOS = millis(700);
    private static final long MOMENT_NANOS_MIN = millis(400);
    private static final long MOMENT_NANOS_MAX = millis(2_000);
    private static final long REBOUND_NANOS_MIN = millis(60);
    private static final long REBOUND_NANOS_MAX = millis(600);

    /**
     * How long people take.
     *
     * @param pauseNanosMin between one and the next
     * @param pauseNanosMax between one and the next
     * @param leftOpenNanos until somebody shuts a door that was left open
     * @param hazardNanos until somebody has seen to the bin
     */
    public record Pace(long pauseNanosMin, long pauseNanosMax, long leftOpenNanos, long hazardNanos) {}

    private final Bin bin;
    private final Cards cards;
    private final Pace pace;
    private final RandomGenerator random;
    private final Deque<Conduct> awaited = new ArrayDeque<>();
    private Plan plan = new Plan(0);
    private long nextNanos;
    private boolean here;
    private boolean quiet;
    private boolean wellBehaved;

    public Visitor(Bin bin, Cards cards, Pace pace, RandomGenerator random) {
        this.bin = bin;
        this.cards = cards;
        this.pace = pace;
        this.random = random;
    }

    /** The first comes so long from now. */
    public void begin(long nowNanos) {
        nextNanos = nowNanos + pause();
    }

    /** The next to come are these, one after the other. */
    public void await(List<Conduct> inTurn) {
        awaited.addAll(inTurn);
    }

    /** From now on whoever comes behaves. */
    public void behave() {
        wellBehaved = true;
    }

    /** From now on nobody comes any more; who is there finishes. */
    public void closeTime() {
        quiet = true;
    }

    /** People come again. */
    public void openTime() {
        quiet = false;
    }

    /** Nobody is at the bin, every door is shut and nothing is wrong. */
    public boolean away() {
        return !here;
    }

    /** Lets time move on. */
    public void step(long nowNanos) {
        plan.step(nowNanos);
        if (here && plan.done()) {
            leave(nowNanos);
        } else if (!here && !quiet && nowNanos >= nextNanos) {
            here = true;
            plan = new Plan(nowNanos);
            come(conduct());
        }
    }

    private Conduct conduct() {
        if (!awaited.isEmpty()) {
            return awaited.remove();
        }
        boolean full = bin.compartments().stream().anyMatch(one -> one.inside().compareTo(CALLS_THE_CREW) > 0);
        return full && random.nextBoolean() ? Conduct.EMPTIES : wellBehaved ? Conduct.DEPOSITS : Conduct.draw(random);
    }

    /** What was left open is shut by whoever passes by, and what is wrong is seen to. */
    private void leave(long nowNanos) {
        bin.compartments().forEach(Compartment::shut);
        for (Hazard hazard : Hazard.values()) {
            bin.isOver(hazard);
        }
        here = false;
        nextNanos = nowNanos + pause();
    }

    private void come(Conduct conduct) {
        Compartment one = any(bin.compartments());
        String card = any(cards.residents());
        switch (conduct) {
            case DEPOSITS ->
                opens(card, one).after(moment(), now -> one.put(now, weight())).after(moment(), _ -> one.shut());
            case LEANS -> opens(card, one).after(moment(), now -> lean(now, one)).after(moment(), _ -> one.shut());
            case REBOUNDS -> {
                opens(card, one).after(moment(), now -> one.put(now, weight())).after(moment(), _ -> one.shut());
                again(one);
            }
            case PLAYS -> {
                opens(card, one).after(moment(), _ -> one.shut());
                for (int times = random.nextInt(1, PLAYS_MAX); times > 0; times--) {
                    again(one);
                }
            }
            case NEVER_CHOOSES -> plan.after(moment(), now -> cards.reader().present(now, card));
            case NEVER_OPENS -> card(card, one);
            case LEAVES_OPEN -> opens(card, one).after(moment(), now -> one.put(now, weight()))
                    .after(pace.leftOpenNanos(), _ -> one.shut());
            case TAKES_OUT -> opens(card, one).after(moment(), now -> one.take(now, weight())).after(moment(),
                    _ -> one.shut());
            case TAKES_BACK -> takesBack(card, one);
            case TOO_LITTLE -> opens(card, one).after(moment(), now -> one.put(now, grams(1, GRAMS_TOO_LITTLE)))
                    .after(moment(), _ -> one.shut());
            case OVERLOADS -> opens(card, one)
                    .after(moment(), now -> one.put(now, grams(GRAMS_TOO_MUCH_MIN, GRAMS_TOO_MUCH_MAX)))
                    .after(moment(), _ -> one.shut());
            case INTERRUPTED -> opens(card, one).after(moment(), now -> cards.reader().present(now, another(card)))
                    .after(moment(), now -> one.put(now, weight())).after(moment(), _ -> one.shut());
            case IS_A_STRANGER -> card(cards.stranger(), one);
            case IS_DENIED -> card(cards.denied(), one);
            case FORCES -> plan.after(moment(), _ -> one.force()).after(moment(), now -> one.take(now, weight()))
                    .after(moment(), _ -> one.shut());
            case HAZARD -> {
                Hazard hazard = any(List.of(Hazard.values()));
                opens(card, one).after(moment(), now -> one.put(now, weight())).after(moment(), _ -> bin.begins(hazard))
                        .after(moment(), _ -> one.shut()).after(pace.hazardNanos(), _ -> bin.isOver(hazard));
            }
            case EMPTIES -> empties();
        }
    }

    private Plan card(String card, Compartment one) {
        return plan.after(moment(), now -> cards.reader().present(now, card))
                .after(CHOOSES_AFTER_NANOS, one::press);
    }

    /** Who has a card, has chosen and hears the click opens the door; who hears none goes. */
    private Plan opens(String card, Compartment one) {
        return card(card, one).once(one::free, WAITS_FOR_THE_DOOR_NANOS, moment(), _ -> one.pull());
    }

    /** Shut a moment ago, the door is thrown back before it has caught, and is pushed once more. */
    private void again(Compartment one) {
        plan.after(random.nextLong(REBOUND_NANOS_MIN, REBOUND_NANOS_MAX), _ -> one.force()).after(moment(),
                _ -> one.shut());
    }

    private void takesBack(String card, Compartment one) {
        BigDecimal shown = weight();
        opens(card, one).after(moment(), now -> one.put(now, shown)).after(moment(), now -> one.take(now, shown))
                .after(moment(), _ -> one.shut());
    }

    private void lean(long nowNanos, Compartment one) {
        BigDecimal kilograms = weight();
        one.putLeaning(nowNanos, kilograms, kilograms.multiply(LEANING_PART),
                random.nextLong(SLIDES_EVERY_NANOS_MIN, SLIDES_EVERY_NANOS_MAX));
    }

    /** The crew opens one compartment after the other, with its card each time, and now and then leaves one as it is. */
    private void empties() {
        for (Compartment one : bin.compartments()) {
            plan.after(moment(), now -> cards.reader().present(now, cards.crew()));
            boolean leftFull = random.nextInt(ONE_IN_LEFT_FULL) == 0;
            plan.once(one::free, WAITS_FOR_THE_DOOR_NANOS, moment(), _ -> one.pull());
            if (!leftFull) {
                plan.after(moment(), now -> one.empty(now, grams(0, GRAMS_LEFT_BEHIND_MAX)));
            }
            plan.after(moment(), _ -> one.shut());
        }
    }

    private BigDecimal weight() {
        return grams(GRAMS_MIN, GRAMS_MAX);
    }

    private BigDecimal grams(int from, int to) {
        return BigDecimal.valueOf(random.nextInt(from, to), 3);
    }

    private String another(String card) {
        return cards.residents().stream().filter(other -> !other.equals(card)).findFirst().orElseThrow();
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private long moment() {
        return random.nextLong(MOMENT_NANOS_MIN, MOMENT_NANOS_MAX);
    }

    private long pause() {
        return random.nextLong(pace.pauseNanosMin(), pace.pauseNanosMax());
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
