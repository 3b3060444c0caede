package io.steelyard.gateway.station;

import io.steelyard.gateway.catalog.Tariff;
import io.steelyard.gateway.ledger.Ledger;
import io.steelyard.gateway.weighing.Sentence.Code;
import io.steelyard.gateway.weighing.Sentence;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What operators have written: voids, corrections, typed weights, shifts. Each is a fact of its own that refers to an earlier
 * one; nothing is edited. Any thread; never waits.
 */
public final class Bookings {
    private final Ledger ledger;
    private final List<StationPlan> stations;
    private final Optional<Tariff> tariff;
    private final Tokens tokens;
    private final Commits commits;

    public Bookings(Ledger ledger, List<StationPlan> stations, Optional<Tariff> tariff, Tokens tokens,
            Commits commits) {
        this.ledger = ledger;
        this.stations = List.copyOf(stations);
        this.tariff = tariff;
        this.tokens = tokens;
        this.commits = commits;
    }

    /**
     * Who wants it, when and why.
     *
     * @param operator who signed in, by the name in the operators' file; empty where nobody has to
     * @param reason in the operator's words
     */
    public record Wish(long atNanos, Optional<String> operator, String reason) {}

    /**
     * What is to be booked instead; what is empty stays as it is.
     *
     * @param household the household's code as presented; its token is recorded
     */
    public record Change(Optional<String> material, Optional<String> bag, Optional<String> household,
            Optional<BigDecimal> unpaid) {}

    /** A weight that an operator typed, in the station's unit. */
    public record Typed(String station, BigDecimal net, String material, Optional<String> bag) {}

    /** Makes a record void: it happened, and counts nowhere. */
    public void makeVoid(Wish wish, long seq, Answer answer) {
        refuse(wish, seq, answer);
    }

    /** Books a record differently. Its weight stays. */
    public void correct(Wish wish, long seq, Change change, Answer answer) {
        refuse(wish, seq, answer);
    }

    /** Records a typed weight, where the site allows it. */
    public void type(Wish wish, Typed typed, Answer answer) {
        refuse(wish, typed.net().longValue(), answer);
    }

    /** Opens a shift; the reason is not asked for. */
    public void openShift(Wish wish, Answer answer) {
        refuse(wish, 0, answer);
    }

    /** Closes the open shift with its totals. */
    public void closeShift(Wish wish, Answer answer) {
        refuse(wish, 0, answer);
    }

    private void refuse(Wish wish, long seq, Answer answer) {
        var text = wish + " on " + seq + " of " + ledger + stations + tariff + tokens + commits;
        answer.refused(new Sentence(Code.UNKNOWN_RECORD, text));
    }
}
