package io.steelyard.gateway.bin;

import io.steelyard.gateway.catalog.Tariff;
import io.steelyard.gateway.deposit.Ended;
import io.steelyard.gateway.ledger.BinLedger;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/**
 * What is noticeable about a deposit. Never hidden and never acted on: whoever reads the facts judges.
 *
 * @param identicalInARow so many sessions in a row at this compartment, this one among them, changed its weight by the same
 * @param justAboveLeast a step less would not have counted
 * @param justAboveStep a step less would have earned less, though the step below that would not
 * @param sessionsOfCard so many of the latest {@value BinLedger#RECENT_MAX} sessions, this one among them, were this card's
 * @param outOfHours at a time when nobody is expected; empty while nobody trusts the calendar
 * @param drift the weight before, less what it should have been by the facts
 */
record Evidence(int identicalInARow, boolean justAboveLeast, boolean justAboveStep, long sessionsOfCard,
        Optional<Boolean> outOfHours, BigDecimal drift) {

    /** So many alike in a row are counted as noticeable. */
    static final int IN_A_ROW_MIN = 3;
    /** So many of one card among the latest are. */
    static final int OF_A_CARD_MIN = 10;

    /** What of it is noticeable enough to be counted, on a scale with this step. */
    Set<Notice> notices(BigDecimal division) {
        var noticed = EnumSet.noneOf(Notice.class);
        note(noticed, Notice.IDENTICAL, identicalInARow >= IN_A_ROW_MIN);
        note(noticed, Notice.JUST_ABOVE_LEAST, justAboveLeast);
        note(noticed, Notice.JUST_ABOVE_STEP, justAboveStep);
        note(noticed, Notice.MANY_OF_ONE_CARD, sessionsOfCard >= OF_A_CARD_MIN);
        note(noticed, Notice.OUT_OF_HOURS, outOfHours.orElse(false));
        note(noticed, Notice.DRIFT, drift.abs().compareTo(division) > 0);
        return noticed;
    }

    private static void note(Set<Notice> noticed, Notice notice, boolean so) {
        if (so) {
            noticed.add(notice);
        }
    }

    /** Of a session with both weights; empty for every other. */
    static Optional<Evidence> of(Ended ended, BinPlan plan, BinLedger ledger, Optional<LocalTime> clock) {
        var name = ended.compartment().filter(compartment -> plan.part(compartment).isPresent());
        if (name.isEmpty() || ended.delta().isEmpty()) {
            return Optional.empty();
        }
        var delta = ended.delta().get();
        var weighing = plan.part(name.get()).orElseThrow().weighing();
        var least = weighing.least();
        return Optional.of(new Evidence(ledger.inARow(name.get(), delta) + 1,
                delta.compareTo(least) >= 0 && delta.subtract(weighing.division()).compareTo(least) < 0,
                ended.credited().isPresent() && justAboveStep(plan, name.get(), delta, weighing.division()),
                ledger.sessionsOf(ended.holder().token()) + 1, clock.map(now -> !plan.hours().contain(now)),
                ended.before().orElseThrow().value().subtract(plan.contents(ledger, name.get()).weight())));
    }

    private static boolean justAboveStep(BinPlan plan, String compartment, BigDecimal delta, BigDecimal step) {
        var stepLess = delta.subtract(step);
        var earns = earns(plan, compartment, stepLess);
        return earns.compareTo(earns(plan, compartment, delta)) < 0
                && earns.compareTo(earns(plan, compartment, stepLess.subtract(step))) == 0;
    }

    private static BigDecimal earns(BinPlan plan, String compartment, BigDecimal weight) {
        return plan.points(compartment, weight.max(BigDecimal.ZERO)).map(Tariff.Points::value).orElse(BigDecimal.ZERO);
    }

    void writeTo(JsonGenerator json) {
        json.writeNumberProperty("identicalInARow", identicalInARow);
        json.writeBooleanProperty("justAboveLeast", justAboveLeast);
        json.writeBooleanProperty("justAboveStep", justAboveStep);
        json.writeNumberProperty("sessionsOfCard", sessionsOfCard);
        if (outOfHours.isPresent()) {
            json.writeBooleanProperty("outOfHours", outOfHours.get());
        } else {
            json.writeNullProperty("outOfHours");
        }
        json.writeStringProperty("drift", drift.toPlainString());
    }
}
