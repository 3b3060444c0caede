package io.steelyard.gateway.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.steelyard.gateway.uplink.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the contract can be broken at all. */
class ContractTest {
    private static final int WEIGHING = 4;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "net":"7.35"      | "net":7.35
            "net":"7.35"      | "net":"7,35"
            "unit":"KGM"      | "unit":"kg"
            "station":"bay-1" | "station":"bay-1","undescribed":1
            "flag":null,      | "flag":null,"undescribed":1,
            "material":"U",   | ''
            "seq":5           | "seq":0
            "type":"weighing" | "type":"Weighing"
            """)
    void a_weighing_is_not_described_with(String was, String is) throws Exception {
        var changed = weighing().replace(was, is);
        assertFalse(changed.equals(weighing()), was);
        Contract.assertFits("fact", bytes(weighing()));
        assertThrows(AssertionError.class, () -> Contract.assertFits("fact", bytes(changed)));
    }

    @Test
    void a_fact_says_the_same_on_its_envelope() throws Exception {
        var properties = new HashMap<>(
                Map.of("specversion", "1.0", "id", "01a1fd1e-97b8-7f61-9afc-d44d14cf8bfe", "source",
                        "/steelyard/hangzhou/hz-yuhang-0042", "type", "io.steelyard.weighing.v1", "time",
                        "2026-11-21T08:00:03.000Z",
                        "signature", "…", "keyid", "06e3fd8fda29bb60"));
        Contract.assertDescribed(message("weighing", properties));
        assertThrows(AssertionError.class, () -> Contract.assertDescribed(message("device", properties)));
        properties.put("time", "2026-11-21T08:00:03.001Z");
        assertThrows(AssertionError.class, () -> Contract.assertDescribed(message("weighing", properties)));
    }

    @Test
    void a_fact_of_a_type_without_a_schema_is_not_described() throws Exception {
        var fact = bytes(weighing().replace("\"type\":\"weighing\"", "\"type\":\"tomorrow\""));
        assertThrows(AssertionError.class,
                () -> Contract.assertDescribed(new Message("a/facts/live/tomorrow", fact, Map.of(), false)));
    }

    @Test
    void every_schema_has_a_place() {
        assertEquals(
                "[acknowledgement, cards, clock, config, correction, deposit, device, difference, fact, handover, manual,"
                        + " replay, replay-answer, salvaged, shift, status, void, weighing]",
                Contract.names().toString());
    }

    private static Message message(String type, Map<String, String> properties) throws IOException {
        return new Message("steelyard/v1/hangzhou/hz-yuhang-0042/facts/live/" + type, bytes(weighing()),
                Map.copyOf(properties), false);
    }

    private static String weighing() throws IOException {
        return Files.readAllLines(Contract.FOLDER.resolve("golden/facts.tsv")).get(WEIGHING).split("\t")[0];
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
