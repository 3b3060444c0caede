package io.steelyard.gateway.cardfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.cards.CardList;
import io.steelyard.gateway.cards.CardMark;
import io.steelyard.gateway.contract.Contract;
import io.steelyard.gateway.station.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardsDocumentTest {
    private static String golden() throws IOException {
        return Files.readString(Contract.FOLDER.resolve("golden/cards.tsv")).split("\t")[0];
    }

    private static Optional<CardList> read(String text) {
        return CardsDocument.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void the_golden_list_says_what_the_contracts_page_says() throws Exception {
        var list = read(golden()).orElseThrow();
        assertEquals("hz-yuhang-0042 2026-11-22.1 17",
                list.gateway() + " " + list.version() + " " + list.number());
        assertEquals("2 1 1", list.allow().count() + " " + list.deny().count() + " " + list.crew().count());
        assertEquals("steelyard-golden", new String(list.salt(), StandardCharsets.US_ASCII));
        var card = CardMark.read(new Tokens(list.salt()).of("04A2B1C3D4E580")).orElseThrow();
        assertTrue(list.allow().have(card));
    }

    @Test
    void what_a_later_version_adds_is_passed_over() throws Exception {
        var more = golden().replace("\"number\"", "\"area\":{\"number\":[1,{}]},\"number\"");
        assertEquals(17, read(more).orElseThrow().number());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "cards"                  | "tariff"
            "number":17              | "number":0
            "number":17              | "number":17.0
            "number":17              | "number":"17"
            "number":17              | "number":99999999999999999999
            "number":17              | "number":17,"number":18
            "2026-11-22.1"           | " "
            "2026-11-22.1"           | 1
            "version"                | "vision"
            "deny"                   | "denied"
            "c3RlZWx5YXJkLWdvbGRlbg" | "c3RlZWx5YXJkLWdvbGRl"
            "c3RlZWx5YXJkLWdvbGRlbg" | "c3RlZWx5YXJkLWdvbGRl?g"
            "deny":[                 | "deny":[1,
            "deny":[                 | "deny":[[],
            "deny":[                 | "deny":["short",
            "deny":[                 | "deny":"x","d":[
            ]}                       | ]
            ]}                       | }
            {"document"              | ["document"
            """)
    void a_list_with_any_fault_is_none(String was, String is) throws Exception {
        var changed = golden().replace(was, is);
        assertNotEquals(golden(), changed);
        assertEquals(Optional.empty(), read(changed));
    }

    @Test
    void a_version_has_a_bound() throws Exception {
        assertEquals(17, read(golden().replace("2026-11-22.1", "v".repeat(64))).orElseThrow().number());
        assertEquals(Optional.empty(), read(golden().replace("2026-11-22.1", "v".repeat(65))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "{\"allow\":{", "\u0000"})
    void what_is_no_list_is_none(String text) {
        assertEquals(Optional.empty(), read(text));
    }

    @Test
    void a_list_cut_anywhere_is_none() throws Exception {
        var whole = golden();
        for (int end = 0; end < whole.length(); end++) {
            assertEquals(Optional.empty(), read(whole.substring(0, end)), whole.substring(0, end));
        }
    }
}
