package io.steelyard.gateway.field;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.steelyard.gateway.VirtualTime;
import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.DataFolder;
import io.steelyard.gateway.station.Draft;
import io.steelyard.gateway.station.FactData;
import io.steelyard.gateway.station.FactType;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalToldTest {
    @TempDir
    Path folder = Path.of("");

    private final VirtualTime time = new VirtualTime();

    @Test
    void weighings_and_visits_are_told_in_the_words_of_people_and_what_waits_is_marked() throws Exception {
        try (var data = DataFolder.lock(folder);
                var journal = data.open("gw-1", "steelyard test", data.signer(), time,
                        new SplittableRandom(1), Connections.DISK).journal()) {
            journal.commit(List.of(
                    draft(FactType.WEIGHING, FactData.text("station", "bay-1").and(FactData.text("net", "3.48"))
                            .and(FactData.text("unit", "KGM")).and(FactData.text("material", "0101"))
                            .and(FactData.text("bag", "bag-7"))),
                    draft(FactType.DEPOSIT, FactData.text("event", "begun").and(FactData.text("bin", "bin-1"))),
                    draft(FactType.DEPOSIT, FactData.text("bin", "bin-1").and(FactData.text("compartment", "paper"))
                            .and(FactData.text("outcome", "credited")).and(FactData.text("credited", "3580"))
                            .and(FactData.text("unit", "GRM"))),
                    draft(FactType.DEPOSIT, FactData.text("bin", "bin-1").and(FactData.text("outcome", "denied")))), 0);
            journal.commit(List.of(), 1);
        }

        var lines = JournalTold.of(folder, Connections.DISK).lines().stream()
                .map(line -> line.replaceAll("[0-9-]+T[0-9:.]+Z", "AT")).toList();

        assertEquals(List.of("journal: 4 facts, the centre has 1, 3 wait, the oldest since AT",
                "  #1  AT  bay-1 3.48 kg 0101 bag-7", "  #3  AT  bin-1 paper credited 3580 g  (waits)",
                "  #4  AT  bin-1 denied  (waits)"), lines);
    }

    private Draft draft(FactType type, FactData data) {
        return new Draft(type, time.monotonicNanos(), data);
    }
}
