package io.steelyard.gateway.uplink;

import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A set of fact numbers, kept as the fewest ranges. One owner. */
final class Ranges {
    /**
     * Numbers from the first to the last, both included.
     *
     * @param last not below the first
     */
    record Range(long first, long last) {
        long count() {
            return last - first + 1;
        }
    }

    private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();

    Ranges() {}

    Ranges(Range only) {
        add(only);
    }

    Ranges(Ranges copied) {
        lastByFirst.putAll(copied.lastByFirst);
    }

    /** Puts the numbers in; none when the last is below the first. */
    final void add(long first, long last) {
        if (last < first) {
            return;
        }
        long begin = first;
        long end = last;
        var before = lastByFirst.floorEntry(first);
        if (before != null && before.getValue() >= first - 1) {
            begin = before.getKey();
            end = Math.max(end, before.getValue());
        }
        for (var after = lastByFirst.ceilingEntry(begin); after != null
                && after.getKey() <= end + 1; after = lastByFirst
                        .ceilingEntry(begin)) {
            end = Math.max(end, after.getValue());
            lastByFirst.remove(after.getKey());
        }
        lastByFirst.put(begin, end);
    }

    final void add(Range range) {
        add(range.first(), range.last());
    }

    /** Takes the numbers out; none when the last is below the first. */
    void remove(long first, long last) {
        for (var touched = lastByFirst.floorEntry(last); last >= first && touched != null
                && touched.getValue() >= first; touched = lastByFirst.floorEntry(last)) {
            lastByFirst.remove(touched.getKey());
            if (touched.getValue() > last) {
                lastByFirst.put(last + 1, touched.getValue());
            }
            if (touched.getKey() < first) {
                lastByFirst.put(touched.getKey(), first - 1);
            }
        }
    }

    void remove(Range range) {
        remove(range.first(), range.last());
    }

    void removeAll(Ranges others) {
        others.stream().forEach(this::remove);
    }

    boolean contains(long number) {
        var range = lastByFirst.floorEntry(number);
        return range != null && range.getValue() >= number;
    }

    /** The end of the unbroken numbers that begin with this one; one less than it when it is not in. */
    long denseThrough(long number) {
        var range = lastByFirst.floorEntry(number);
        return range != null && range.getValue() >= number ? range.getValue() : number - 1;
    }

    boolean isEmpty() {
        return lastByFirst.isEmpty();
    }

    /** How many numbers are in. */
    long count() {
        return stream().mapToLong(Range::count).sum();
    }

    /** The lowest range. */
    Optional<Range> first() {
        return Optional.ofNullable(lastByFirst.firstEntry()).map(entry -> new Range(entry.getKey(), entry.getValue()));
    }

    Stream<Range> stream() {
        return lastByFirst.entrySet().stream().map(entry -> new Range(entry.getKey(), entry.getValue()));
    }
}
