package io.steelyard.gateway.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.scale.WeightUnit;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a bin's facts come to; that they come out exactly is {@code BinBooksTest}'s. */
class BinLedgerTest {
    private final BinLedger ledger = new BinLedger();
    private long seq;

    private long add(String type, String data) {
        seq++;
        ledger.add(("{\"id\":\"id-" + seq + "\",\"type\":\"" + type + "\",\"journal\":\"" + Facts.JOURNAL
                + "\",\"seq\":" + seq + ",\"data\":" + data.replace('\'', '"') + "}")
                .getBytes(StandardCharsets.UTF_8));
        return seq;
    }

    private long begins(String card) {
        return add("deposit", "{'event':'begun','compartment':'paper','card':'" + card + "','account':'resident'}");
    }

    private void ends(long begun, String card, String delta, String books, String unit) {
        add("deposit", "{'event':'ended','compartment':'paper','card':'" + card + "','begun':{'journal':'"
                + Facts.JOURNAL + "','seq':" + begun + ",'id':'id-" + begun + "'},'delta':'" + delta + "','books':'"
                + books + "','unit':'" + unit + "'}");
    }

    private String weight(WeightUnit unit) {
        return ledger.contents("paper", unit).weight().toPlainString();
    }

    @Test
    void what_began_is_unfinished_until_its_own_end() {
        long begun = begins("ann");
        assertEquals(Optional.of(new BinLedger.Begun(false, begun, "id-1", "ann", Optional.of("resident"),
                Optional.of("paper"))), ledger.unfinished());
        add("deposit", "{'event':'ended','compartment':null,'card':'ben','begun':null,'delta':null,'unit':null}");
        assertTrue(ledger.unfinished().isPresent(), "somebody else was turned away");
        ends(begun, "ann", "1.00", "1.00", "KGM");
        assertEquals(Optional.empty(), ledger.unfinished());
    }

    @Test
    void a_visit_is_unfinished_until_its_own_end() {
        long begun = add("handover", "{'event':'begun','crew':'c','compartments':[]}");
        assertTrue(ledger.unfinished().orElseThrow().handover());
        add("handover", "{'event':'ended','crew':'c','begun':{'journal':'another','seq':1},'compartments':[]}");
        assertTrue(ledger.unfinished().isPresent(), "that is of another journal");
        add("handover", "{'event':'ended','crew':'c','begun':{'journal':'" + Facts.JOURNAL + "','seq':" + begun
                + "},'compartments':[]}");
        assertEquals(Optional.empty(), ledger.unfinished());
    }

    @Test
    void the_newest_facts_are_enough_to_know_what_lies_there() {
        ends(0, "ann", "1.00", "37.50", "KGM");
        assertEquals("37.50", weight(WeightUnit.KILOGRAM));
        add("difference", "{'compartments':[{'name':'glass','found':'3','unit':'KGM'},"
                + "{'name':'paper','expected':'37.50','found':'37.40','difference':'0.10','unit':'KGM'}]}");
        assertEquals("37.40", weight(WeightUnit.KILOGRAM));
        add("handover", "{'event':'ended','crew':'c','begun':null,'compartments':[{'name':'paper','before':'37.40',"
                + "'after':{'net':'0.30'},'taken':'37.10','unit':'KGM'}]}");
        assertEquals("0.30", weight(WeightUnit.KILOGRAM));
        assertEquals(0, ledger.contents("paper", WeightUnit.KILOGRAM).sessions());
    }

    @Test
    void another_scale_with_another_unit_begins_its_own_books() {
        ends(0, "ann", "1.00", "1.00", "KGM");
        ends(0, "ann", "500", "500", "GRM");
        assertEquals("1.00", weight(WeightUnit.KILOGRAM));
        assertEquals("500", weight(WeightUnit.GRAM));
        assertEquals("0", weight(WeightUnit.POUND));
    }

    @Test
    void only_the_latest_sessions_are_remembered_and_no_one_who_was_turned_away() {
        for (int session = 0; session < BinLedger.RECENT_MAX + 5; session++) {
            ends(begins("ann"), "ann", "1.00", "1.00", "KGM");
            add("deposit", "{'event':'ended','compartment':null,'card':'ben','begun':null,'delta':null,'unit':null}");
        }
        assertEquals(BinLedger.RECENT_MAX, ledger.sessionsOf("ann"));
        assertEquals(0, ledger.sessionsOf("ben"));
        assertEquals(BinLedger.RECENT_MAX, ledger.inARow("paper", new BigDecimal("1.0")));
        assertEquals(0, ledger.inARow("paper", new BigDecimal("1.1")));
        assertEquals(0, ledger.inARow("glass", new BigDecimal("1.0")));
    }

    @Test
    void facts_of_other_kinds_and_lists_in_lists_are_no_business_of_it() {
        add("device", "{'event':'salvaged','unreadable':[[1,2],[5,9]],'flag':true,'none':null}");
        ledger.add("no fact".getBytes(StandardCharsets.UTF_8));
        assertEquals(Optional.empty(), ledger.unfinished());
        assertEquals("0", weight(WeightUnit.KILOGRAM));
    }
}
