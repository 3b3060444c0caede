package io.steelyard.gateway.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvolutionTest {
    /** The schemas as they were first published; never changed. */
    private static final Path PUBLISHED = Path.of("src/test/resources/contract-v1");

    private static final String BEFORE = """
            {"title": "T", "type": "object", "required": ["a"],
             "properties": {"a": {"type": "string", "enum": ["x", "y"]}, "b": {"type": "integer", "minimum": 0}}}""";

    @Test
    void no_schema_breaks_who_relies_on_the_published_one() {
        for (var name : List.of("fact", "weighing", "device", "config", "clock", "void", "correction", "manual",
                "shift", "deposit", "handover", "difference", "status",
                "acknowledgement")) {
            var published = PUBLISHED.resolve(name + ".json");
            assertTrue(Files.exists(published), name);
            assertEquals(List.of(), Evolution.faults(Contract.read(published),
                    Contract.read(Contract.FOLDER.resolve(name + ".json")), !name.equals("acknowledgement")), name);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "title": "T"           | "title": "another"
            "minimum": 0}}         | "minimum": 0}, "c": {"type": "string"}}
            "enum": ["x", "y"]     | "enum": ["x", "y", "z"]
            """)
    void who_relies_on_it_is_not_broken_by(String was, String is) {
        assertEquals(List.of(), faults(was, is, true));
        assertEquals(List.of(), faults(was, is, false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "enum": ["x", "y"]     | "enum": ["x"]
            "type": "integer"      | "type": ["integer", "null"]
            "minimum": 0           | "minimum": -1
            , "minimum": 0         | ''
            "b":                   | "c":
            """)
    void who_relies_on_it_is_broken_by(String was, String is) {
        assertFalse(faults(was, is, true).isEmpty());
        assertFalse(faults(was, is, false).isEmpty());
    }

    @Test
    void what_we_send_may_promise_more_and_what_we_receive_need_not_hold_more() {
        assertEquals(List.of(), faults("\"required\": [\"a\"]", "\"required\": [\"a\", \"b\"]", true));
        assertEquals(List.of("/required demands more"),
                faults("\"required\": [\"a\"]", "\"required\": [\"a\", \"b\"]", false));
        assertEquals(List.of("/required promises less"), faults("\"required\": [\"a\"]", "\"required\": []", true));
        assertEquals(List.of(), faults("\"required\": [\"a\"]", "\"required\": []", false));
    }

    private static List<String> faults(String was, String is, boolean sent) {
        var after = BEFORE.replace(was, is);
        assertFalse(after.equals(BEFORE), was);
        return Evolution.faults(json(BEFORE), json(after), sent);
    }

    private static JsonNode json(String text) {
        return JsonMapper.builder().build().readTree(text);
    }
}
