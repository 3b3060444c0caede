package io.steelyard.gateway.bin;

import static io.steelyard.gateway.bin.BinYard.GLASS;
import static io.steelyard.gateway.bin.BinYard.PAPER;
import static io.steelyard.gateway.bin.BinYard.SMOKE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.contract.Contract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The golden content of a bin's facts: a deposit, a card turned away meanwhile, a session that an alarm ended, one that
 * broke off, a visit; {@code -Dgolden.write=true} writes it anew.
 */
final class GoldenBinTest {
    private static final Path GOLDEN = Contract.FOLDER.resolve("golden").resolve("bin.jsonl");

    @Test
    void a_bins_day_is_written_as_the_contract_shows_it() throws Exception {
        var written = day().journal().facts().stream()
                .map(fact -> "{\"type\":" + fact.get("type") + ",\"seq\":" + fact.get("seq") + ",\"data\":"
                        + fact.get("data") + "}\n")
                .collect(Collectors.joining());
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(GOLDEN, written);
        }
        assertEquals(Files.readString(GOLDEN), written);
        assertTrue(Files.readString(Contract.FOLDER.resolve("README.md")).contains("golden/bin.jsonl"));
    }

    private static BinYard day() {
        return new BinYard().comes("R1", PAPER).card("R2").opens(PAPER).adds(PAPER, "3.60").passes(2).shuts(PAPER)
                .passes(4).comes("Q1", GLASS).opens(GLASS).alarms(SMOKE, true).alarms(SMOKE, false).shuts(GLASS)
                .passes(2).comes("R2", PAPER).opens(PAPER).restarts().and_wakes().adds(PAPER, "-0.20").passes(2)
                .card("C1").passes(1).opens(PAPER).empties(PAPER, "0.00").passes(30).shuts(PAPER).passes(8);
    }
}
