package io.steelyard.sim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FactsFileTest {
    @TempDir
    private Path folder;

    private final HandMadeJournal journal = new HandMadeJournal("5f0c");
    private final SignedFact one = journal.next();
    private final SignedFact two = journal.next();
    private final SignedFact tabbed = new SignedFact("{\t\"a\"\t:1}".getBytes(StandardCharsets.UTF_8), new byte[64],
            "0123456789abcdef");

    @Test
    void what_was_appended_is_read_in_order() throws IOException {
        Path path = folder.resolve("facts");
        assertEquals(List.of(), FactsFile.read(path));
        try (FactsFile file = FactsFile.open(path)) {
            file.append(List.of(one, tabbed));
        }
        try (FactsFile file = FactsFile.open(path)) {
            file.append(List.of(two));
        }

        assertEquals(List.of(one, tabbed, two), FactsFile.read(path));
    }

    @Test
    void a_crash_at_any_byte_costs_at_most_the_fact_being_written() throws IOException {
        Path path = folder.resolve("facts");
        try (FactsFile file = FactsFile.open(path)) {
            file.append(List.of(one, two));
        }
        byte[] whole = Files.readAllBytes(path);
        int firstLineBytes = new String(whole, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
        for (int left = 0; left < whole.length; left++) {
            Files.write(path, Arrays.copyOf(whole, left));
            List<SignedFact> survivors = left < firstLineBytes ? List.of() : List.of(one);
            assertEquals(survivors, FactsFile.read(path), "cut at " + left);
            try (FactsFile file = FactsFile.open(path)) {
                file.append(List.of(tabbed));
            }
            byte[] after = Files.readAllBytes(path);
            assertEquals('\n', after[after.length - 1], "cut at " + left);
            assertEquals(tabbed, FactsFile.read(path).getLast(), "cut at " + left);
            assertEquals(survivors.size() + 1, FactsFile.read(path).size(), "cut at " + left);
        }
    }

    @Test
    void a_whole_line_that_is_not_a_fact_is_an_error() throws IOException {
        for (String bad : new String[]{"{}\n", "{}\tAAAA\n", "{}\t???\tabc\n"}) {
            Path path = folder.resolve("facts");
            Files.writeString(path, bad);
            assertThrows(IOException.class, () -> FactsFile.read(path), bad);
        }
    }
}
