package io.steelyard.sim.platform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ranges of batches that were refused, to be asked for one by one. They rest on words that nobody signed, so their number
 * is bounded; what does not fit is sent again by its gateway after a while anyway. One owner.
 */
final class Doubts {
    static final int RANGES_MAX = 100;

    private final Map<JournalName, List<SeqRange>> ranges = new LinkedHashMap<>();
    private int count;

    void add(JournalName journal, SeqRange range) {
        List<SeqRange> known = ranges.getOrDefault(journal, List.of());
        if (count < RANGES_MAX && !known.contains(range)) {
            ranges.computeIfAbsent(journal, _ -> new ArrayList<>()).add(range);
            count++;
        }
    }

    /** Of which journals there are any. */
    Set<JournalName> journals() {
        return ranges.keySet();
    }

    /** What is still lacking of the doubted beyond the highest number there; what lies below is a gap like any other. */
    List<SeqRange> beyond(JournalName journal, Gaps gaps) {
        List<SeqRange> doubted = ranges.getOrDefault(journal, List.of());
        List<SeqRange> lacking = new ArrayList<>();
        for (SeqRange range : List.copyOf(doubted)) {
            if (range.last() <= gaps.highest()) {
                doubted.remove(range);
                count--;
            } else {
                lacking.add(new SeqRange(Math.max(range.first(), gaps.highest() + 1), range.last()));
            }
        }
        return lacking;
    }
}
