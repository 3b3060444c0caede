package io.steelyard.gateway.ledger;

import io.steelyard.gateway.catalog.Materials;
import io.steelyard.gateway.catalog.Tariff;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What records add up to. Weights are in kilograms, exact; what is void counts nowhere but in {@code voids}.
 *
 * @param groups by group of materials; those with records that count
 * @param voids so many of the records are void
 * @param corrections so many of those that count are corrected
 * @param typed so many of those that count were typed by an operator
 */
public record Totals(List<Group> groups, int voids, int corrections, int typed) {
    /** Of nothing. */
    public static final Totals NONE = new Totals(List.of(), 0, 0, 0);

    /** @param group {@code 01} to {@code 09}, {@code H}, {@code R}, or {@code U} for what is unsorted */
    public record Group(String group, int count, BigDecimal net, BigDecimal paid, BigDecimal points) {
        Group plus(Group more) {
            return new Group(group, count + more.count, net.add(more.net), paid.add(more.paid),
                    points.add(more.points));
        }
    }

    static Totals of(Collection<Entry> entries) {
        var totals = NONE;
        for (var entry : entries) {
            totals = totals.plus(of(entry));
        }
        return totals;
    }

    private static Totals of(Entry entry) {
        if (!entry.counts()) {
            return new Totals(List.of(), 1, 0, 0);
        }
        var booking = entry.booking();
        var group = new Group(Materials.group(booking.material()), 1, entry.netKilograms(), entry.paidKilograms(),
                booking.points().map(Tariff.Points::value).orElse(BigDecimal.ZERO));
        return new Totals(List.of(group), 0, entry.correctedBy().isPresent() ? 1 : 0, entry.typed() ? 1 : 0);
    }

    Totals plus(Totals more) {
        SortedMap<String, Group> sums = new TreeMap<>();
        groups.forEach(group -> sums.put(group.group(), group));
        more.groups.forEach(group -> sums.merge(group.group(), group, Group::plus));
        return new Totals(List.copyOf(sums.values()), voids + more.voids, corrections + more.corrections,
                typed + more.typed);
    }
}
