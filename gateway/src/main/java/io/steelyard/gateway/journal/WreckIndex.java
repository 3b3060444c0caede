package io.steelyard.gateway.journal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where in a {@link Wreck} which facts may be found, by their numbers. Holds one entry for each run of consecutive numbers on a page,
 * so its size is a small part of the wreck's. Built first, then read in the order of the numbers; one owner.
 */
final class WreckIndex {
    /** Consecutive numbers on one page image. */
    private record Run(long first, long last, long image) {}

    private static final Comparator<Run> BY_NUMBER = Comparator.comparingLong(Run::first).thenComparingLong(Run::last)
            .thenComparingLong(Run::image);

    private final Wreck wreck;
    private final long after;
    private final List<Run> runs = new ArrayList<>();
    private int next;

    /** @param after facts through this number are not looked for */
    WreckIndex(Wreck wreck, long after) {
        this.wreck = wreck;
        this.after = after;
    }

    /** Takes one image in. */
    void add(long image) {
        long first = 0;
        long last = 0;
        for (var cell : wreck.facts(image)) {
            if (cell.rowid() != last + 1 || first == 0) {
                add(first, last, image);
                first = cell.rowid();
            }
            last = cell.rowid();
        }
        add(first, last, image);
    }

    private void add(long first, long last, long image) {
        if (first > 0 && last > after) {
            runs.add(new Run(Math.max(first, after + 1), last, image));
        }
    }

    /** All images are in. */
    void finish() {
        runs.sort(BY_NUMBER);
    }

    /** How a row of a wreck is made a fact, if it is one. */
    interface Reading {
        Optional<Fact> fact(LeafPage.Cell cell);
    }

    /**
     * The next numbers that something was found under, in order, each with its fact if that reads; empty when there are no more.
     */
    TreeMap<Long, Optional<Fact>> next(Reading reading) {
        var found = new TreeMap<Long, Optional<Fact>>();
        var group = group();
        for (boolean inDoubt : new boolean[]{false, true}) { // what is sure first
            for (var run : group) {
                if (wreck.inDoubt(run.image()) == inDoubt) {
                    read(run, reading, found);
                }
            }
        }
        return found;
    }

    /** The next run and those that overlap it: images of the same page, as it filled up. */
    private List<Run> group() {
        var group = new ArrayList<Run>();
        long last = Long.MIN_VALUE;
        while (next < runs.size() && (group.isEmpty() || runs.get(next).first() <= last)) {
            group.add(runs.get(next));
            last = Math.max(last, runs.get(next).last());
            next++;
        }
        return group;
    }

    private void read(Run run, Reading reading, TreeMap<Long, Optional<Fact>> found) {
        for (var cell : wreck.facts(run.image())) {
            long seq = cell.rowid();
            if (seq >= run.first() && seq <= run.last() && found.getOrDefault(seq, Optional.empty()).isEmpty()) {
                found.put(seq, reading.fact(cell));
            }
        }
    }
}
