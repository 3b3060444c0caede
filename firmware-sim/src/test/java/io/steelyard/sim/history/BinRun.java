package io.steelyard.sim.history;

import static io.steelyard.sim.platform.HandMadeJournal.GATEWAY_KEY;
import static io.steelyard.sim.platform.HandMadeJournal.JOURNAL;

import io.steelyard.sim.history.CompartmentStory.Load;
import io.steelyard.sim.history.CompartmentStory.Opening;
import io.steelyard.sim.platform.HandMadeJournal;
import io.steelyard.sim.platform.SignedFact;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A good day of a bin, to be broken. The compartment weighs 1.00 kg when its story begins.
 *
 * <pre>
 * fact      at             what                                   truth
 * first     08:00:00–20    credited 2.50 kg                       pulse :02, open :05 – :10, 1.003 → 3.498 kg
 * second    08:01:00–20    less inside: removed, -0.30 kg         pulse :02, open :05 – :07 and :08 – :10, → 3.198 kg
 * busy      08:01:05       another card meanwhile
 * smoke     08:01:30, 40   raised, cleared
 * missing   08:02:00       expected 2.20, found 3.20
 * visit     08:02:00–20    3.15 kg taken                          pulse :02, open :05 – :10, → 0.052 kg
 * </pre>
 */
final class BinRun {
    private static final BigDecimal DIVISION = new BigDecimal("0.01");
    private static final BigDecimal LEAST = new BigDecimal("0.05");

    private record Row(String label, String type, String at, String data) {}

    private final List<Row> rows = new ArrayList<>();
    final List<Load> loads = new ArrayList<>();
    final List<Opening> openings = new ArrayList<>();
    final List<Long> pulses = new ArrayList<>();

    BinRun() {
        begun("first", "00:00", "card-1", "1.00");
        ended("first", "00:20", "card-1", "credited", "1.00", "3.50", "2.50", "2.50", "2.50");
        begun("second", "01:00", "card-2", "3.50");
        add("busy", "deposit", "01:05", """
                {"event":"ended","bin":"bin-1","outcome":"busy","begun":null,"compartment":null,"card":"card-3",
                "account":"none","before":null,"after":null,"delta":null,"credited":null,"points":null}""");
        ended("second", "01:20", "card-2", "removed", "3.50", "3.20", "-0.30", "", "2.20");
        alarm("raised", "01:30");
        alarm("cleared", "01:40");
        add("missing", "difference", "02:00", """
                {"bin":"bin-1","compartments":[{"name":"paper","expected":"2.20","found":"3.20",
                "difference":"-1.00","unit":"KGM"}]}""");
        add("visit", "handover", "02:00",
                """
                        {"event":"begun","bin":"bin-1","crew":"crew-1","compartments":[{"name":"paper","found":{"net":"3.20"}}]}""");
        add("visit end", "handover", "02:20", """
                {"event":"ended","bin":"bin-1","crew":"crew-1","begun":@visit@,"outcome":"emptied","compartments":[
                {"name":"paper","before":"3.20","after":{"net":"0.05"},"taken":"3.15","deposited":"2.20"}]}""");
        loads.add(new Load(0, new BigDecimal("1.003")));
        opened("00:05", "00:10", "3.498");
        opened("01:05", "01:07", "3.498");
        opened("01:08", "01:10", "3.198");
        opened("02:05", "02:10", "0.052");
        for (String at : List.of("00:02", "01:02", "02:02")) {
            pulses.add(millis(at));
        }
    }

    void begun(String label, String at, String card, String before) {
        add(label, "deposit", at, """
                {"event":"begun","bin":"bin-1","compartment":"paper","card":"%s","account":"resident",
                "before":{"net":"%s","readings":5},"unit":"KGM","division":"0.01"}""".formatted(card, before));
    }

    void ended(String label, String at, String card, String outcome, String before, String after, String delta,
            String credited, String books) {
        add(label + " end", "deposit", at,
                """
                        {"event":"ended","bin":"bin-1","outcome":"%s","begun":@%s@,"compartment":"paper","card":"%s",
                        "account":"resident","before":{"net":"%s","readings":5},"after":{"net":"%s","readings":5},"delta":"%s",
                        "uncertainty":"0.01","unit":"KGM","division":"0.01","credited":%s,"door":{"openedMs":5000,"openMs":5000},
                        "books":"%s","evidence":{"drift":"1.00"}}"""
                        .formatted(outcome, label, card, before, after, delta,
                                credited.isEmpty() ? "null" : '"' + credited + '"', books));
    }

    private void alarm(String what, String at) {
        add("smoke " + what, "device", at, """
                {"device":"bin-1","event":"alarm-%s","alarm":"smoke","source":"bin-1-smoke"}""".formatted(what));
    }

    void opened(String from, String to, String kilograms) {
        openings.add(new Opening(millis(from), millis(to)));
        loads.add(new Load(millis(to) - 1, new BigDecimal(kilograms)));
    }

    void add(String label, String type, String at, String data) {
        rows.add(new Row(label, type, at, data));
    }

    /** Once more at the end. */
    void again(String label) {
        rows.add(row(label));
    }

    void drop(String label) {
        rows.remove(row(label));
    }

    void replace(String label, String from, String to) {
        Row row = row(label);
        if (!row.data().contains(from)) {
            throw new AssertionError(label + " does not say " + from);
        }
        rows.set(rows.indexOf(row), new Row(label, row.type(), row.at(), row.data().replace(from, to)));
    }

    void move(String label, int places) {
        Row row = row(label);
        int index = rows.indexOf(row);
        rows.remove(row);
        rows.add(index + places, row);
    }

    private Row row(String label) {
        return rows.stream().filter(row -> row.label().equals(label)).findFirst().orElseThrow();
    }

    Verdict judged(Expectations expected) {
        HandMadeJournal journal = new HandMadeJournal(JOURNAL);
        List<SignedFact> facts = new ArrayList<>();
        for (Row row : rows) {
            String data = row.data();
            for (int seq = 1; seq <= rows.size(); seq++) {
                data = data.replace("@" + rows.get(seq - 1).label() + "@", reference(journal, seq));
            }
            String known = data.replaceAll("@[^@\"]*@", reference(journal, rows.size() + 1));
            facts.add(journal.next(row.type(), at(row.at()), known));
        }
        CompartmentStory story = new CompartmentStory("bin-1", "paper", DIVISION, LEAST, BigDecimal.ZERO, loads,
                openings,
                pulses);
        return History.judge(new Evidence(List.of(), facts, facts, facts, List.of(), List.of(story),
                GATEWAY_KEY.getPublic()), expected);
    }

    private static String reference(HandMadeJournal journal, int seq) {
        return "{\"journal\":\"" + JOURNAL + "\",\"seq\":" + seq + ",\"id\":\"" + journal.id(seq) + "\"}";
    }

    private static String at(String minuteAndSecond) {
        return "2026-11-21T08:" + minuteAndSecond + "Z";
    }

    static long millis(String minuteAndSecond) {
        return Instant.parse(at(minuteAndSecond)).toEpochMilli();
    }
}
