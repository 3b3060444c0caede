package io.steelyard.gateway.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.uplink.Ranges.Range;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class RangesTest {
    private static final int NUMBERS = 40;

    @Test
    void ranges_that_touch_are_one() {
        var ranges = new Ranges();
        ranges.add(5, 7);
        ranges.add(1, 2);
        ranges.add(3, 4);
        assertEquals(List.of(new Range(1, 7)), ranges.stream().toList());
    }

    @Test
    void a_range_taken_out_of_the_middle_leaves_two() {
        var ranges = new Ranges(new Range(1, 9));
        ranges.remove(4, 5);
        assertEquals(List.of(new Range(1, 3), new Range(6, 9)), ranges.stream().toList());
    }

    @Test
    void nothing_is_added_or_removed_by_a_range_that_ends_before_it_begins() {
        var ranges = new Ranges(new Range(1, 9));
        ranges.add(20, 19);
        ranges.remove(5, 4);
        assertEquals(List.of(new Range(1, 9)), ranges.stream().toList());
    }

    @Test
    void the_highest_number_there_is_can_be_removed_through() {
        var ranges = new Ranges(new Range(1, 9));
        ranges.remove(4, Long.MAX_VALUE);
        assertEquals(List.of(new Range(1, 3)), ranges.stream().toList());
    }

    /** Whatever is put in and taken out: the same as with a set of single numbers, in the fewest ranges. */
    @Test
    void it_agrees_with_a_plain_set() {
        var random = new SplittableRandom(7);
        for (int life = 0; life < 200; life++) {
            var ranges = new Ranges();
            var plain = new TreeSet<Long>();
            for (int act = 0; act < 30; act++) {
                long first = random.nextLong(1, NUMBERS);
                long last = Math.min(NUMBERS, first + random.nextInt(8));
                if (random.nextInt(3) == 0) {
                    ranges.remove(first, last);
                    plain.removeIf(number -> number >= first && number <= last);
                } else {
                    ranges.add(first, last);
                    LongStream.rangeClosed(first, last).forEach(plain::add);
                }
                assertAgree(ranges, plain);
            }
        }
    }

    private static void assertAgree(Ranges ranges, TreeSet<Long> plain) {
        var found = ranges.stream().toList();
        assertEquals(List.copyOf(plain),
                found.stream().flatMap(range -> LongStream.rangeClosed(range.first(), range.last()).boxed()).toList());
        for (int index = 1; index < found.size(); index++) {
            assertTrue(found.get(index).first() > found.get(index - 1).last() + 1, "two that could be one");
        }
        assertEquals(plain.size(), ranges.count());
        for (long number = 1; number <= NUMBERS; number++) {
            assertEquals(plain.contains(number), ranges.contains(number));
            long dense = number - 1;
            while (plain.contains(dense + 1)) {
                dense++;
            }
            assertEquals(dense, ranges.denseThrough(number));
        }
    }
}
