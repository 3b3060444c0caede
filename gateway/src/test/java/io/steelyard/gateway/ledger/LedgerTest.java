package io.steelyard.gateway.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);

    private final Facts facts = new Facts();

    private Ledger ledger(int entriesMax) {
        var ledger = new Ledger(ZoneOffset.UTC, entriesMax);
        facts.all().forEach(ledger::add);
        return ledger;
    }

    private Ledger ledger() {
        return ledger(Ledger.ENTRIES_MAX);
    }

    private static String totals(Totals totals) {
        return totals.groups().stream()
                .map(group -> group.group() + ": " + group.count() + ", " + group.net() + " kg, paid " + group.paid()
                        + ", " + group.points() + " points")
                .collect(Collectors.joining("; ")) + "; void " + totals.voids() + ", corrected " + totals.corrections()
                + ", typed " + totals.typed();
    }

    private String totals() {
        return totals(ledger().day(DAY).totals());
    }

    @Test
    void records_add_up_by_group() {
        facts.weighing("10.10", "0101", "0.10", "10.00");
        facts.weighing("1.00", "0104", "0.00", "0.50");
        facts.weighing("2.00", "U", "0.00", "1.00");
        facts.weighing("3.00", "H3", "0.00", "0.00");
        facts.device();
        assertEquals("01: 2, 11.10 kg, paid 11.00, 10.50 points; H: 1, 3.00 kg, paid 3.00, 0.00 points;"
                + " U: 1, 2.00 kg, paid 2.00, 1.00 points; void 0, corrected 0, typed 0", totals());
    }

    @Test
    void what_is_void_counts_nowhere_and_stays_on_the_list() {
        long kept = facts.weighing("10.10", "0101", "0.00", "10.10");
        long voided = facts.weighing("5.00", "0101", "0.00", "5.00");
        long by = facts.makeVoid(voided);
        assertEquals("01: 1, 10.10 kg, paid 10.10, 10.10 points; void 1, corrected 0, typed 0", totals());
        assertEquals(List.of(voided, kept), ledger().day(DAY).entries().stream().map(Entry::seq).toList());
        assertEquals(by, ledger().entry(voided).orElseThrow().voidedBy().orElseThrow());
        assertEquals(List.of(new Day.Hour(8, new BigDecimal("10.10"))), ledger().day(DAY).hours());
    }

    @Test
    void the_newest_correction_counts_and_the_record_says_what_it_said() {
        long seq = facts.weighing("10.10", "0101", "0.00", "10.10");
        facts.correction(seq, "0201", "1.00", "9.10");
        long newest = facts.correction(seq, "0301", "2.00", "8.10");
        assertEquals("03: 1, 10.10 kg, paid 8.10, 8.10 points; void 0, corrected 1, typed 0", totals());
        var entry = ledger().entry(seq).orElseThrow();
        assertEquals("0101", entry.recorded().material());
        assertEquals(newest, entry.correctedBy().orElseThrow());
    }

    @Test
    void what_is_void_is_corrected_no_more() {
        long seq = facts.weighing("10.10", "0101", "0.00", "10.10");
        facts.makeVoid(seq);
        facts.correction(seq, "0201", "0.00", "10.10");
        facts.makeVoid(seq);
        assertEquals("; void 1, corrected 0, typed 0", totals());
        assertEquals(seq + 1, ledger().entry(seq).orElseThrow().voidedBy().orElseThrow());
    }

    @Test
    void a_reference_to_another_journal_or_to_nothing_changes_nothing() {
        facts.weighing("10.10", "0101", "0.00", "10.10");
        facts.makeVoid("00000000-0000-4000-8000-000000000000", 1);
        facts.makeVoid(77);
        assertEquals("01: 1, 10.10 kg, paid 10.10, 10.10 points; void 0, corrected 0, typed 0", totals());
    }

    @Test
    void typed_weights_are_told_apart() {
        facts.manual("10.10", "0101", "10.10");
        assertEquals("01: 1, 10.10 kg, paid 10.10, 10.10 points; void 0, corrected 0, typed 1", totals());
    }

    @Test
    void a_shift_is_what_was_recorded_since_it_was_opened_as_it_counts_now() {
        long before = facts.weighing("1.00", "0101", "0.00", "1.00");
        long opened = facts.opened();
        long mistake = facts.weighing("10.10", "0101", "0.00", "10.10");
        facts.weighing("5.00", "0201", "0.00", "5.00");
        facts.makeVoid(mistake);
        facts.makeVoid(before);
        var soFar = ledger().shiftSoFar().orElseThrow();
        assertEquals("02: 1, 5.00 kg, paid 5.00, 5.00 points; void 1, corrected 0, typed 0", totals(soFar.totals()));
        assertEquals(6, soFar.through());
        assertEquals(opened, soFar.shift().seq());
        facts.closed(opened);
        assertEquals(Optional.empty(), ledger().shift());
    }

    @Test
    void a_shift_longer_than_the_list_still_adds_up() {
        facts.opened();
        for (int bag = 0; bag < 10; bag++) {
            facts.weighing("1.00", "0101", "0.00", "1.00");
        }
        assertEquals("01: 10, 10.00 kg, paid 10.00, 10.00 points; void 0, corrected 0, typed 0",
                totals(ledger(3).shiftSoFar().orElseThrow().totals()));
    }

    @Test
    void only_the_newest_are_kept_and_that_is_said() {
        for (int bag = 0; bag < 3; bag++) {
            facts.weighing("1.00", "0101", "0.00", "1.00");
        }
        assertFalse(ledger(3).day(DAY).truncated());
        facts.weighing("1.00", "0101", "0.00", "1.00");
        var ledger = ledger(3);
        assertEquals(List.of(4L, 3L, 2L), ledger.day(DAY).entries().stream().map(Entry::seq).toList());
        assertTrue(ledger.day(DAY).truncated());
        assertFalse(ledger.day(DAY.plusDays(1)).truncated(), "of that day nothing was let go");
        assertTrue(ledger.letGo(1));
    }

    @Test
    void a_ledger_that_begins_in_the_middle_says_so() {
        facts.weighing("1.00", "0101", "0.00", "1.00");
        facts.weighing("2.00", "0101", "0.00", "2.00");
        var ledger = new Ledger(ZoneOffset.UTC);
        ledger.add(facts.all().getLast());
        assertTrue(ledger.day(DAY).truncated());
    }

    @Test
    void where_facts_could_not_be_read_the_list_begins_anew_and_says_so() {
        facts.opened();
        facts.weighing("1.00", "0101", "0.00", "1.00");
        var ledger = ledger();
        ledger.missing();
        facts.weighing("2.00", "0101", "0.00", "2.00");
        ledger.add(facts.all().getLast());
        assertEquals(List.of(3L), ledger.day(DAY).entries().stream().map(Entry::seq).toList());
        assertTrue(ledger.day(DAY).truncated());
        assertEquals(Optional.empty(), ledger.shift());
    }

    @Test
    void a_day_and_its_hours_are_those_of_the_place() {
        facts.weighing("1.00", "0101", "0.00", "1.00");
        var ledger = new Ledger(ZoneId.of("+17:00"));
        facts.all().forEach(ledger::add);
        assertEquals(List.of(), ledger.day(DAY).entries());
        assertEquals(List.of(new Day.Hour(1, new BigDecimal("1.00"))), ledger.day(DAY.plusDays(1)).hours());
    }

    @Test
    void a_receipt_names_a_record_by_its_bytes() {
        long seq = facts.weighing("10.10", "0101", "0.00", "10.10");
        var code = ledger().entry(seq).orElseThrow().receipt();
        assertTrue(code.matches("910a2dec-1-[a-z2-7]{10}"), code);
        assertEquals(seq, ledger().receipt(code).orElseThrow().seq());
        var last = code.charAt(code.length() - 1) == 'a' ? "b" : "a";
        assertEquals(Optional.empty(), ledger().receipt(code.substring(0, code.length() - 1) + last));
    }

    /** RFC 4648, and SHA-256 of "abc": ba7816bf 8f01cfea… */
    @Test
    void a_receipts_hash_is_what_anybody_computes() {
        assertEquals("910a2dec-7-xj4bnp4pah", Receipt.code(Facts.JOURNAL, 7, "abc".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void what_is_no_fact_is_left_out_and_said() {
        var ledger = ledger();
        ledger.add("{".getBytes(StandardCharsets.UTF_8));
        assertTrue(ledger.day(DAY).truncated());
    }

    /** What counts, kept by the rule of the contract alone: material and points of each record that is not void. */
    private static final class Model {
        private record Counted(String material, BigDecimal net, BigDecimal points) {}

        private final TreeMap<Long, Counted> counted = new TreeMap<>();

        BigDecimal points(String group) {
            return counted.values().stream().filter(one -> one.material().startsWith(group)).map(Counted::points)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        BigDecimal net(String group) {
            return counted.values().stream().filter(one -> one.material().startsWith(group)).map(Counted::net)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    @Test
    void whatever_happened_totals_are_the_sum_of_what_counts_and_no_fact_changes_a_byte() {
        for (long seed = 1; seed <= 300; seed++) {
            var random = new SplittableRandom(seed);
            var history = new Facts();
            var model = new Model();
            for (int step = 0; step < 60; step++) {
                happen(history, model, random);
            }
            var before = history.all().stream().map(byte[]::clone).toList();
            var ledger = new Ledger(ZoneOffset.UTC);
            history.all().forEach(ledger::add);
            for (int fact = 0; fact < before.size(); fact++) {
                assertArrayEquals(before.get(fact), history.all().get(fact));
            }
            var totals = ledger.day(DAY).totals();
            for (var group : List.of("01", "02", "03")) {
                var sum = totals.groups().stream().filter(one -> one.group().equals(group)).findFirst();
                assertEquals(0, model.net(group).compareTo(sum.map(Totals.Group::net).orElse(BigDecimal.ZERO)),
                        "seed " + seed);
                assertEquals(0, model.points(group).compareTo(sum.map(Totals.Group::points).orElse(BigDecimal.ZERO)),
                        "seed " + seed);
            }
            assertEquals(model.counted.size(), totals.groups().stream().mapToInt(Totals.Group::count).sum());
        }
    }

    private static void happen(Facts history, Model model, SplittableRandom random) {
        var material = "0" + random.nextInt(1, 4) + "01";
        var net = BigDecimal.valueOf(random.nextLong(20, 5000), 2);
        long any = random.nextLong(1, history.all().size() + 2L);
        switch (random.nextInt(6)) {
            case 0 -> {
                history.makeVoid(any);
                model.counted.remove(any);
            }
            case 1 -> {
                var points = BigDecimal.valueOf(random.nextLong(1000), 2);
                history.correction(any, material, "0.10", points.toPlainString());
                model.counted.computeIfPresent(any, (_, was) -> new Model.Counted(material, was.net(), points));
            }
            case 2 -> model.counted.put(history.manual(net.toPlainString(), material, net.toPlainString()),
                    new Model.Counted(material, net, net));
            case 3 -> history.device();
            default -> model.counted.put(
                    history.weighing(net.toPlainString(), material, "0.00", net.toPlainString()),
                    new Model.Counted(material, net, net));
        }
    }
}
