package io.steelyard.sim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class GapsTest {
    private static final int HIGHEST = 24;

    @Test
    void whatever_comes_and_goes_the_gaps_are_those_of_a_plain_set() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            Gaps gaps = new Gaps();
            TreeSet<Long> plain = new TreeSet<>();
            for (int i = 0; i < 40; i++) {
                long seq = 1 + random.nextInt(HIGHEST);
                if (random.nextInt(4) == 0) {
                    gaps.remove(seq);
                    plain.remove(seq);
                } else {
                    gaps.add(seq);
                    plain.add(seq);
                }
            }
            long highest = plain.isEmpty() ? 0 : plain.last();
            assertEquals(highest, gaps.highest(), "seed " + seed);
            assertEquals(missing(plain, 1, highest), gaps.missing(HIGHEST), "seed " + seed);
        }
    }

    private static List<SeqRange> missing(TreeSet<Long> plain, long first, long last) {
        List<SeqRange> gaps = new ArrayList<>();
        for (long seq = first; seq <= last; seq++) {
            if (plain.contains(seq)) {
                continue;
            }
            boolean more = !gaps.isEmpty() && gaps.getLast().last() == seq - 1;
            gaps.add(new SeqRange(more ? gaps.removeLast().first() : seq, seq));
        }
        return gaps;
    }
}
