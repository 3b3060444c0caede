package io.steelyard.gateway.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.catalog.Tariff;
import io.steelyard.gateway.ledger.Ledger;
import io.steelyard.gateway.station.Bookings.Change;
import io.steelyard.gateway.station.Bookings.Typed;
import io.steelyard.gateway.station.Bookings.Wish;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BookingsTest {
    private static final String REFERS_1 = "\"refers\":{\"journal\":\"" + BookedJournal.ID
            + "\",\"seq\":1,\"id\":\"id-1\"}";
    private static final String W1 = Plans.TOKENS.of("w1");

    private final Ledger ledger = new Ledger(ZoneOffset.UTC);
    private final BookedJournal journal = new BookedJournal(ledger);
    private final Bookings bookings = new Bookings(ledger, List.of(Plans.allowingManual(), Plans.plain()),
            Optional.of(new Tariff("t-1", 2, Map.of("U", new BigDecimal("0.80"), "0101", new BigDecimal("1.20")))),
            Plans.TOKENS, journal);

    private static Wish wish(String reason) {
        return new Wish(1, Optional.of("w1"), reason);
    }

    private String type(String station, String net, String material) {
        var answer = new HeardAnswer();
        bookings.type(wish("the scale is broken"),
                new Typed(station, new BigDecimal(net), material, Optional.of("B1")), answer);
        return answer.only();
    }

    /** Record 1. */
    private BookingsTest typed() {
        assertEquals("recorded as 1, id-1", type("bay-2", "10.10", "U"));
        return this;
    }

    private String makeVoid(long seq) {
        var answer = new HeardAnswer();
        bookings.makeVoid(wish("a mistake"), seq, answer);
        return answer.only();
    }

    private String correct(Change change) {
        return correct(1, change);
    }

    private String correct(long seq, Change change) {
        var answer = new HeardAnswer();
        bookings.correct(wish("a mistake"), seq, change, answer);
        return answer.only();
    }

    private static Change material(String material) {
        return new Change(Optional.of(material), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Change unpaid(String unpaid) {
        return new Change(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(new BigDecimal(unpaid)));
    }

    @Test
    void a_typed_weight_is_a_fact_of_its_own() {
        typed();
        assertEquals(List.of(
                "manual {\"station\":\"bay-2\",\"net\":\"10.10\",\"unit\":\"KGM\",\"bag\":\"B1\",\"household\":null,"
                        + "\"material\":\"U\",\"paid\":\"10.10\",\"unpaid\":\"0.00\",\"points\":{\"value\":\"8.08\",\"perKilogram\":\"0.80\","
                        + "\"tariff\":\"t-1\"},\"reason\":\"the scale is broken\",\"operator\":\"" + W1 + "\"}"),
                journal.facts());
    }

    @Test
    void weights_are_typed_only_where_the_site_allows_it_and_only_such_as_the_scale_could_show() {
        assertEquals("manual-not-allowed", type("bay-1", "10.10", "U"));
        assertEquals("unknown-station", type("bay-9", "10.10", "U"));
        for (var net : List.of("0.00", "-1.00", "60.01", "10.105")) {
            assertEquals("bad-weight", type("bay-2", net, "U"), net);
        }
        assertEquals("unknown-material", type("bay-2", "10.10", "0199"));
        assertEquals(List.of(), journal.facts());
    }

    @Test
    void a_void_refers_to_the_record_and_says_why_and_by_whom() {
        typed();
        assertEquals("recorded as 2, id-2", makeVoid(1));
        assertEquals("void {" + REFERS_1 + ",\"reason\":\"a mistake\",\"operator\":\"" + W1 + "\"}",
                journal.facts().getLast());
        assertEquals(2, ledger.entry(1).orElseThrow().voidedBy().orElseThrow());
    }

    @Test
    void a_correction_says_all_that_is_booked_with_new_points() {
        typed();
        assertEquals("recorded as 2, id-2", correct(new Change(Optional.of("0101"), Optional.empty(),
                Optional.of("HH-7"), Optional.of(new BigDecimal("1.1")))));
        assertEquals("correction {" + REFERS_1 + ",\"reason\":\"a mistake\",\"operator\":\"" + W1
                + "\",\"bag\":\"B1\",\"household\":\"" + Plans.TOKENS.of("HH-7")
                + "\",\"material\":\"0101\",\"paid\":\"9.00\","
                + "\"unpaid\":\"1.10\",\"points\":{\"value\":\"10.80\",\"perKilogram\":\"1.20\",\"tariff\":\"t-1\"}}",
                journal.facts().getLast());
        assertEquals("recorded as 3, id-3", correct(material("U")), "and again");
        assertEquals(Plans.TOKENS.of("HH-7"), ledger.entry(1).orElseThrow().booking().household().orElseThrow(),
                "what an earlier correction changed stays");
    }

    @Test
    void what_cannot_be_is_refused() {
        typed();
        assertEquals("unknown-material", correct(material("0199")));
        assertEquals("unpaid-above-net", correct(unpaid("10.11")));
        assertEquals("bad-weight", correct(unpaid("-0.01")));
        assertEquals("bad-weight", correct(unpaid("0.001")));
        assertEquals("nothing-changed", correct(material("U")));
        assertEquals("nothing-changed", correct(unpaid("0")));
        assertEquals("bad-text",
                correct(new Change(Optional.empty(), Optional.of("a\nb"), Optional.empty(), Optional.empty())));
        assertEquals(1, journal.facts().size());
    }

    @Test
    void only_weights_that_exist_can_be_changed() {
        typed();
        var answer = new HeardAnswer();
        bookings.openShift(wish(""), answer);
        assertEquals("recorded as 2, id-2", answer.only());
        for (long seq : new long[]{-1, 0, 3, Long.MAX_VALUE}) {
            assertEquals("unknown-record", makeVoid(seq));
            assertEquals("unknown-record", correct(seq, material("0101")));
        }
        assertEquals("not-a-weight", makeVoid(2));
        assertEquals("not-a-weight", correct(2, material("0101")));
        assertEquals(2, journal.facts().size());
    }

    @Test
    void what_is_void_is_neither_voided_again_nor_corrected() {
        typed();
        makeVoid(1);
        assertEquals("void-already", makeVoid(1));
        assertEquals("void-already", correct(material("0101")));
        assertEquals(2, journal.facts().size());
    }

    @Test
    void two_who_void_the_same_record_at_once_void_it_once() {
        typed();
        journal.waits();
        var first = new HeardAnswer();
        bookings.makeVoid(wish("a mistake"), 1, first);
        assertTrue(first.waits());
        assertEquals("being-changed", makeVoid(1));
        assertEquals("being-changed", correct(material("0101")));
        journal.commits();
        assertEquals("recorded as 2, id-2", first.only());
        assertEquals("void-already", makeVoid(1));
    }

    @Test
    void what_the_journal_could_not_write_may_be_asked_for_again() {
        typed();
        journal.waits();
        var first = new HeardAnswer();
        bookings.makeVoid(wish("a mistake"), 1, first);
        journal.fails("the disk is full");
        assertEquals("not-written", first.only());
        var again = new HeardAnswer();
        bookings.makeVoid(wish("a mistake"), 1, again);
        journal.commits();
        assertEquals("recorded as 2, id-2", again.only());
        journal.refuses();
        assertEquals("not-written", type("bay-2", "1.00", "U"));
    }

    @Test
    void a_reason_is_asked_for() {
        typed();
        for (var reason : List.of("", " ", "a\tb", "x".repeat(Bookings.REASON_CHARACTERS_MAX + 1))) {
            var answer = new HeardAnswer();
            bookings.makeVoid(wish(reason), 1, answer);
            assertEquals("bad-text", answer.only(), reason);
        }
    }

    @Test
    void a_shift_is_opened_once_and_closed_once_with_its_totals() {
        typed();
        assertEquals("no-shift-open", shift(false));
        assertEquals("recorded as 2, id-2", shift(true));
        assertEquals("shift-open", shift(true));
        type("bay-2", "2.50", "0101");
        type("bay-2", "5.00", "U");
        makeVoid(4);
        assertEquals("recorded as 6, id-6", shift(false));
        assertEquals("shift {\"event\":\"closed\",\"operator\":\"" + W1 + "\",\"opened\":{\"journal\":\""
                + BookedJournal.ID
                + "\",\"seq\":2,\"id\":\"id-2\"},\"through\":5,\"totals\":{\"groups\":[{\"group\":\"01\",\"count\":1,"
                + "\"net\":\"2.50\",\"paid\":\"2.50\",\"points\":\"3.00\"}],\"voids\":1,\"corrections\":0,\"manual\":1}}",
                journal.facts().getLast());
        assertEquals("no-shift-open", shift(false));
    }

    private String shift(boolean open) {
        var answer = new HeardAnswer();
        if (open) {
            bookings.openShift(wish(""), answer);
        } else {
            bookings.closeShift(wish(""), answer);
        }
        return answer.only();
    }
}
