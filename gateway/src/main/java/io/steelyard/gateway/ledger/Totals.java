package io.steelyard.gateway.ledger;

import java.math.BigDecimal;
import java.util.List;

/**
 * What records add up to. Weights are in kilograms, exact; what is void counts nowhere but in {@code voids}.
 *
 * @param groups by group of materials, in the order of the catalog; those with records
 * @param voids so many facts made a record void
 * @param corrections so many facts corrected one
 * @param typed so many of the counted records were typed by an operator
 */
public record Totals(List<Group> groups, int voids, int corrections, int typed) {
    /** @param group {@code 01} to {@code 09}, {@code H}, {@code R}, or {@code U} for what is unsorted */
    public record Group(String group, int count, BigDecimal net, BigDecimal paid, BigDecimal points) {}
}
