package io.steelyard.sim.history;

import io.steelyard.sim.history.Fact.Unreadable;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a bin's books are exact: what was put in less what the crew took less what was found missing is what each compartment
 * weighs, wherever a fact says so. A journal that begins anew begins new books.
 */
final class Books {
    private record Account(String journal, String bin, String compartment) {}

    private final Map<Account, BigDecimal> inside = new HashMap<>();
    private final Map<Account, BigDecimal> sinceVisit = new HashMap<>();
    private final Findings findings;

    private Books(Findings findings) {
        this.findings = findings;
    }

    /** Judges what is journaled, in its order. */
    static void judge(List<Fact> journaled, List<Episode> episodes, Findings findings) {
        Books books = new Books(findings);
        Set<Fact> endsOfVisits = new HashSet<>();
        episodes.forEach(episode -> episode.ended().ifPresent(endsOfVisits::add));
        for (Fact fact : journaled) {
            try {
                switch (fact.type()) {
                    case Episodes.DEPOSIT -> books.deposit(fact);
                    case "difference" -> books.difference(fact);
                    case Episodes.HANDOVER -> books.handover(fact, endsOfVisits.contains(fact));
                    default -> {
                        continue;
                    }
                }
            } catch (Unreadable e) {
                findings.add(Episodes.name(fact) + " cannot be booked: " + e.getMessage());
            }
        }
    }

    private void deposit(Fact fact) throws Unreadable {
        Content data = fact.content();
        if (!Deposits.isEnd(fact) || data.text("compartment").isEmpty()) {
            return;
        }
        Account account = account(fact, data.needed("compartment"));
        BigDecimal before = booked(account);
        Optional<BigDecimal> drift = data.decimal("evidence.drift");
        if (drift.isPresent()) {
            same(fact, account, "drift", drift.get(), data.neededDecimal("before.net").subtract(before));
        }
        BigDecimal delta = data.decimal("delta").orElse(BigDecimal.ZERO);
        inside.put(account, before.add(delta));
        sinceVisit.merge(account, delta, BigDecimal::add);
        Optional<BigDecimal> books = data.decimal("books");
        if (books.isPresent()) {
            same(fact, account, "books", books.get(), booked(account));
        }
    }

    private void difference(Fact fact) throws Unreadable {
        for (Content part : fact.content().named("compartments")) {
            Account account = account(fact, part.needed("name"));
            BigDecimal difference = part.neededDecimal("difference");
            BigDecimal found = part.neededDecimal("found");
            same(fact, account, "expected", part.neededDecimal("expected"), booked(account));
            same(fact, account, "difference", difference, part.neededDecimal("expected").subtract(found));
            inside.put(account, booked(account).subtract(difference));
        }
    }

    private void handover(Fact fact, boolean endsAVisit) throws Unreadable {
        List<Content> parts = parts(fact);
        if (fact.content().says("event", "begun")) {
            return;
        }
        boolean emptied = fact.content().says("outcome", "emptied");
        if (emptied && !endsAVisit) {
            findings.add(Episodes.name(fact) + " empties in a visit that never began");
        }
        for (Content part : parts) {
            Account account = account(fact, part.needed("name"));
            Optional<BigDecimal> before = weight(part, "before");
            Optional<BigDecimal> after = weight(part, "after");
            Optional<BigDecimal> taken = part.decimal("taken");
            Optional<BigDecimal> less = before.flatMap(from -> after.map(from::subtract));
            if (!taken.equals(less) || taken.isPresent() && !emptied) {
                findings.add(
                        Episodes.name(fact) + " says that " + taken.map(BigDecimal::toPlainString).orElse("nothing")
                                + " was taken from " + account.compartment() + ", but before less after is "
                                + less.map(BigDecimal::toPlainString).orElse("nothing"));
            }
            Optional<BigDecimal> deposited = part.decimal("deposited");
            if (deposited.isPresent()) {
                same(fact, account, "deposited", deposited.get(),
                        sinceVisit.getOrDefault(account, BigDecimal.ZERO));
            }
            if (taken.isPresent()) {
                inside.put(account, booked(account).subtract(taken.get()));
                same(fact, account, "after", after.orElseThrow(), booked(account));
            }
            sinceVisit.remove(account);
        }
    }

    private static List<Content> parts(Fact fact) throws Unreadable {
        List<Content> parts = fact.content().named("compartments");
        if (parts.isEmpty()) {
            throw new Unreadable("it names no compartment");
        }
        return parts;
    }

    /** Written as a number or as what the scale said. */
    private static Optional<BigDecimal> weight(Content part, String name) throws Unreadable {
        Optional<BigDecimal> net = part.decimal(name + ".net");
        return net.isPresent() ? net : part.decimal(name);
    }

    private static Account account(Fact fact, String compartment) throws Unreadable {
        return new Account(fact.identity().journal(), fact.content().needed("bin"), compartment);
    }

    private BigDecimal booked(Account account) {
        return inside.getOrDefault(account, BigDecimal.ZERO);
    }

    private void same(Fact fact, Account account, String what, BigDecimal said, BigDecimal reckoned) {
        if (said.compareTo(reckoned) != 0) {
            findings.add(Episodes.name(fact) + " says " + what + " " + said.toPlainString() + " of "
                    + account.compartment() + ", the facts before it come to " + reckoned.toPlainString());
        }
    }
}
