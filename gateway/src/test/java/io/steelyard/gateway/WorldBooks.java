package io.steelyard.gateway;

import io.steelyard.gateway.ledger.Ledger;
import io.steelyard.gateway.ledger.Totals;
import io.steelyard.sim.platform.SignedFact;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The books of one journal, kept by the words of the contract and by nobody's code but this: what counts, by its own
 * adding up, against what closed shifts say and what the gateway shows.
 */
final class WorldBooks {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> WEIGHTS = Set.of("weighing", "manual");

    private final List<JsonNode> facts;
    private final List<byte[]> bytes;

    /** @param arrived the facts of any journals, each once, in order */
    WorldBooks(List<SignedFact> arrived, String journal) {
        var read = new ArrayList<JsonNode>();
        var kept = new ArrayList<byte[]>();
        for (var fact : arrived) {
            var node = JSON.readTree(fact.bytes());
            if (node.get("journal").asString().equals(journal)) {
                read.add(node);
                kept.add(fact.bytes());
            }
        }
        this.facts = List.copyOf(read);
        this.bytes = List.copyOf(kept);
    }

    /** By group, what the records after the one number and through the other came to by then. */
    private Map<String, BigDecimal> sums(long after, long through) {
        var counting = new TreeMap<Long, JsonNode>();
        var weights = new TreeMap<Long, BigDecimal>();
        var voided = new HashSet<Long>();
        for (var fact : facts) {
            long seq = fact.get("seq").asLong();
            if (seq > through) {
                break;
            }
            var data = fact.get("data");
            var type = fact.get("type").asString();
            if (WEIGHTS.contains(type) && seq > after) {
                counting.put(seq, data);
                weights.put(seq, new BigDecimal(data.get("net").asString()));
            } else if (type.equals("void")) {
                voided.add(data.get("refers").get("seq").asLong());
            } else if (type.equals("correction") && !voided.contains(data.get("refers").get("seq").asLong())) {
                counting.computeIfPresent(data.get("refers").get("seq").asLong(), (_, _) -> data);
            }
        }
        counting.keySet().removeAll(voided);
        var sums = new TreeMap<String, BigDecimal>();
        counting.forEach((seq, data) -> {
            var material = data.get("material").asString();
            var group = material.matches("[0-9]{4}") ? material.substring(0, 2) : material.substring(0, 1);
            add(sums, group + " net", Objects.requireNonNull(weights.get(seq)));
            add(sums, group + " paid", new BigDecimal(data.get("paid").asString()));
            var points = data.get("points");
            add(sums, group + " points",
                    points.isNull() ? BigDecimal.ZERO : new BigDecimal(points.get("value").asString()));
            add(sums, group + " count", BigDecimal.ONE);
        });
        return plain(sums);
    }

    private static void add(Map<String, BigDecimal> sums, String name, BigDecimal more) {
        sums.merge(name, more, BigDecimal::add);
    }

    private static Map<String, BigDecimal> plain(Map<String, BigDecimal> sums) {
        return sums.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, sum -> sum.getValue().stripTrailingZeros(), (a, _) -> a,
                        TreeMap::new));
    }

    private static void add(Map<String, BigDecimal> sums, Totals totals) {
        totals.groups().forEach(group -> {
            add(sums, group.group() + " net", group.net());
            add(sums, group.group() + " paid", group.paid());
            add(sums, group.group() + " points", group.points());
            add(sums, group.group() + " count", BigDecimal.valueOf(group.count()));
        });
    }

    /** What is wrong with the totals of closed shifts. */
    List<String> shifts() {
        var findings = new ArrayList<String>();
        for (var fact : facts) {
            var data = fact.get("data");
            if (fact.get("type").asString().equals("shift") && data.has("totals")) {
                var said = new TreeMap<String, BigDecimal>();
                data.get("totals").get("groups").forEach(group -> List.of("net", "paid", "points", "count").forEach(
                        name -> add(said, group.get("group").asString() + " " + name,
                                new BigDecimal(group.get(name).asString()))));
                var sums = sums(data.get("opened").get("seq").asLong(), data.get("through").asLong());
                if (!sums.equals(plain(said))) {
                    findings.add(
                            "shift " + fact.get("seq") + " says " + plain(said) + ", its records add up to " + sums);
                }
            }
        }
        return findings;
    }

    /** What clerks confirmed is what was recorded. */
    List<String> confirmed(List<Clerk.Confirmation> confirmations) {
        var findings = new ArrayList<String>();
        for (var confirmation : confirmations) {
            facts.stream().filter(fact -> fact.get("seq").asLong() == confirmation.seq()
                    && fact.get("journal").asString().equals(confirmation.journal()))
                    .map(fact -> new BigDecimal(fact.get("data").get("net").asString()))
                    .filter(net -> net.compareTo(confirmation.net()) != 0)
                    .forEach(net -> findings.add("weighing " + confirmation.seq() + " says " + net + ", but "
                            + confirmation.net() + " was confirmed"));
        }
        return findings;
    }

    /** What is wrong with the gateway's ledger, which may begin later: its first facts may have been pruned at the start. */
    List<String> ledger(Ledger shown) {
        var findings = new ArrayList<String>();
        var rebuilt = new Ledger(ZoneOffset.UTC);
        bytes.forEach(rebuilt::add);
        long after = 0;
        for (long seq = 1; seq <= rebuilt.head(); seq++) {
            if (shown.entry(seq).isEmpty() && shown.letGo(seq)) {
                after = seq;
            } else if (!shown.entry(seq).equals(rebuilt.entry(seq))) {
                findings.add("record " + seq + " is shown as " + shown.entry(seq) + ", what arrived makes "
                        + rebuilt.entry(seq));
            }
        }
        var totals = new TreeMap<String, BigDecimal>();
        var days = new HashSet<LocalDate>();
        for (long seq = 1; seq <= rebuilt.head(); seq++) {
            shown.entry(seq).ifPresent(entry -> days.add(entry.at().atZone(ZoneOffset.UTC).toLocalDate()));
        }
        days.forEach(day -> add(totals, shown.day(day).totals()));
        var sums = sums(after, rebuilt.head());
        if (!sums.equals(plain(totals))) {
            findings.add("the days' totals are " + plain(totals) + ", the records add up to " + sums);
        }
        return findings;
    }
}
