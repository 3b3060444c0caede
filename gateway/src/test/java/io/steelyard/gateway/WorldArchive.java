package io.steelyard.gateway;

import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.Fact;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.JournalReader;
import io.steelyard.sim.platform.SignedFact;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * An onlooker with a copy of every fact that ever stood in a journal, made when it was new: what is pruned later is still known, and
 * what vanishes, or changes, is noticed. Facts that a crash took out of a commit under way were never seen.
 */
final class WorldArchive {
    private final Path folder;
    private final Map<String, SequencedMap<Long, SignedFact>> journals = new LinkedHashMap<>();
    private final List<String> findings = new ArrayList<>();
    private String journal = "";
    private long copiedThrough;

    WorldArchive(Path folder) {
        this.folder = folder;
    }

    /** Copies what is new up to there. */
    void look(String journalNow, long head) throws JournalException {
        if (!journal.equals(journalNow)) {
            journal = journalNow;
            copiedThrough = journals.computeIfAbsent(journal, _ -> new TreeMap<>()).size();
        }
        if (head > copiedThrough) {
            try (var reader = new JournalReader(folder, Connections.DISK)) {
                reader.after(copiedThrough, Integer.MAX_VALUE).forEach(this::copy);
            }
        }
    }

    private void copy(Fact fact) {
        copies().put(fact.seq(), signed(fact));
        copiedThrough = fact.seq();
    }

    private SequencedMap<Long, SignedFact> copies() {
        return journals.computeIfAbsent(journal, _ -> new TreeMap<>());
    }

    private static SignedFact signed(Fact fact) {
        return new SignedFact(fact.bytes(), fact.signature(), fact.keyId());
    }

    /**
     * Compares the journal of the end with the copies.
     *
     * @param promised through which fact of a journal the platform once said to have all: only these may be pruned
     */
    List<String> compare(ToLongFunction<String> promised) throws JournalException {
        try (var reader = new JournalReader(folder, Connections.DISK)) {
            journal = reader.id();
            var kept = new TreeMap<Long, SignedFact>();
            reader.after(0, Integer.MAX_VALUE).forEach(fact -> kept.put(fact.seq(), signed(fact)));
            long prunable = promised.applyAsLong(journal);
            copies().forEach((seq, copy) -> compare(seq, copy, kept.get(seq), prunable));
            copies().putAll(kept);
        }
        return findings;
    }

    private void compare(long seq, SignedFact copy, @Nullable SignedFact kept, long promised) {
        if (kept == null && seq > promised) {
            findings.add("fact " + seq + " is gone from the journal, acknowledged was " + promised);
        } else if (kept != null && !kept.equals(copy)) {
            findings.add("fact " + seq + " was changed in the journal");
        }
    }

    /** Every fact of every journal, in order. */
    List<SignedFact> facts() {
        return journals.values().stream().flatMap(facts -> facts.values().stream()).toList();
    }

    /** How many were kept no longer. */
    long pruned() throws JournalException {
        try (var reader = new JournalReader(folder, Connections.DISK)) {
            return reader.pruned().through();
        }
    }
}
