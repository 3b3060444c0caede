package io.steelyard.gateway.ops;

import io.steelyard.gateway.run.Stepped;
import java.util.List;

/**
 * The daemon's loops, and which of them stand still. As with a port that hangs it is looks that are counted and not time, so that
 * a machine which stood still as a whole is nobody's hang. Of one thread.
 */
final class Loops {
    private final List<Standing> all;

    Loops(List<? extends Stepped> loops) {
        this.all = loops.stream().map(Standing::new).toList();
    }

    /** Looks once. */
    void look() {
        all.forEach(Standing::look);
    }

    /** Whether each has ended its first step. */
    boolean haveBegun() {
        return all.stream().allMatch(one -> one.loop.steps() > 0);
    }

    /** Those in whose step nothing ended for so many looks on end. */
    List<Stepped> stuck(int looks) {
        return all.stream().filter(one -> one.looks >= looks).map(one -> one.loop).toList();
    }

    private static final class Standing {
        private final Stepped loop;
        private long seen;
        private int looks;

        private Standing(Stepped loop) {
            this.loop = loop;
            this.seen = loop.steps();
        }

        private void look() {
            long steps = loop.steps();
            looks = steps == seen ? looks + 1 : 0;
            seen = steps;
        }
    }
}
