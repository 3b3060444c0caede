package io.steelyard.sim.history;

import io.steelyard.sim.history.Fact.Unreadable;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Whether what a deposit's end says follows from itself and from its begin: the change is after less before to the last digit, and
 * only a credited one earns anything.
 */
final class Deposits {
    /** What an end says of these is what its begin said. */
    private static final List<String> KEPT = List.of("bin", "compartment", "material", "card", "account", "before.net",
            "unit", "division");
    /** The account of whoever earns nothing. */
    private static final String NOBODYS = "none";
    private static final Set<String> ACCOUNTS = Set.of("resident", "quarantine");

    private final Map<Fact, Fact> begunByEnd = new HashMap<>();
    private final Findings findings;

    private Deposits(List<Episode> episodes, Findings findings) {
        this.findings = findings;
        episodes.forEach(episode -> episode.ended().ifPresent(end -> begunByEnd.put(end, episode.begun())));
    }

    /** Judges all ends and returns how many were credited. */
    static int judge(List<Fact> journaled, List<Episode> episodes, Findings findings) {
        Deposits deposits = new Deposits(episodes, findings);
        int credited = 0;
        for (Fact fact : journaled) {
            if (isEnd(fact)) {
                credited += isCredited(fact) ? 1 : 0;
                deposits.judge(fact);
            }
        }
        return credited;
    }

    static boolean isEnd(Fact fact) {
        return fact.type().equals(Episodes.DEPOSIT) && fact.content().says("event", "ended");
    }

    static boolean isCredited(Fact end) {
        return end.content().says("outcome", "credited");
    }

    private void judge(Fact end) {
        try {
            follows(end, end.content());
            if (isCredited(end)) {
                credited(end, end.content());
            } else {
                require(end.content().text("credited").isEmpty() && end.content().text("points.value").isEmpty(), end,
                        "earns something as " + end.content().needed("outcome"));
            }
        } catch (Unreadable e) {
            findings.add(Episodes.name(end) + " cannot be judged: " + e.getMessage());
        }
        Fact begun = begunByEnd.get(end);
        if (begun != null) {
            KEPT.forEach(path -> end.content().text(path).filter(said -> !said.equals(NOBODYS))
                    .ifPresent(said -> require(begun.content().says(path, said), end, "says " + path + " " + said
                            + ", its begin " + begun.content().text(path).orElse("nothing"))));
        }
    }

    private void follows(Fact end, Content data) throws Unreadable {
        Optional<BigDecimal> before = data.decimal("before.net");
        Optional<BigDecimal> after = data.decimal("after.net");
        Optional<BigDecimal> delta = data.decimal("delta");
        Optional<BigDecimal> change = before.flatMap(from -> after.map(to -> to.subtract(from)));
        require(delta.equals(change), end, "says a change of " + delta.map(BigDecimal::toPlainString).orElse("nothing")
                + ", but " + data.text("after.net").orElse("nothing") + " less "
                + data.text("before.net").orElse("nothing") + " is "
                + change.map(BigDecimal::toPlainString).orElse("nothing"));
        Optional<BigDecimal> uncertainty = data.decimal("uncertainty");
        require(uncertainty.isEmpty() || uncertainty.equals(data.decimal("division")), end,
                "says an uncertainty of other than its division");
    }

    private void credited(Fact end, Content data) throws Unreadable {
        require(begunByEnd.containsKey(end), end, "credits what never began");
        require(data.number("before.readings") > 0 && data.number("after.readings") > 0, end,
                "credits without readings before and after");
        require(data.text("door.openedMs").isPresent() && data.number("door.openMs") > 0, end,
                "credits without a door that was opened and shut");
        require(ACCOUNTS.contains(data.needed("account")), end, "credits to account " + data.needed("account"));
        Optional<BigDecimal> credited = data.decimal("credited");
        require(Objects.equals(credited, data.decimal("delta")), end,
                "credits " + data.text("credited").orElse("nothing") + ", not its change of "
                        + data.text("delta").orElse("nothing"));
        require(data.decimal("delta").filter(delta -> delta.signum() > 0).isPresent(), end,
                "credits a change that is not above zero");
    }

    private void require(boolean holds, Fact end, String otherwise) {
        if (!holds) {
            findings.add(Episodes.name(end) + " " + otherwise);
        }
    }
}
