package io.steelyard.sim.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Which numbers are there, kept as ranges, so that asking what is missing costs the gaps and not the facts. One owner. */
final class Gaps {
    /** Last number of each range by its first; no two touch. */
    private final NavigableMap<Long, Long> present = new TreeMap<>();

    void add(long seq) {
        var below = present.floorEntry(seq);
        if (below != null && below.getValue() >= seq) {
            return;
        }
        long first = below != null && below.getValue() == seq - 1 ? below.getKey() : seq;
        Long above = present.remove(seq + 1);
        present.put(first, above == null ? seq : above);
    }

    void remove(long seq) {
        var range = present.floorEntry(seq);
        if (range == null || range.getValue() < seq) {
            return;
        }
        present.remove(range.getKey());
        if (range.getKey() < seq) {
            present.put(range.getKey(), seq - 1);
        }
        if (range.getValue() > seq) {
            present.put(seq + 1, range.getValue());
        }
    }

    /** The highest number there, 0 when there is none. */
    long highest() {
        return present.isEmpty() ? 0 : present.lastEntry().getValue();
    }

    /** The lowest ranges that are not there, from 1 to the highest that is, at most {@code rangesMax}. */
    List<SeqRange> missing(int rangesMax) {
        List<SeqRange> gaps = new ArrayList<>();
        long expected = 1;
        for (var range : present.entrySet()) {
            if (gaps.size() == rangesMax) {
                break;
            }
            if (range.getKey() > expected) {
                gaps.add(new SeqRange(expected, range.getKey() - 1));
            }
            expected = range.getValue() + 1;
        }
        return gaps;
    }
}
