package io.steelyard.sim.history;

import java.util.List;
import java.util.Locale;

/**
 * The judge's answer.
 *
 * @param holds whether nothing was found against the history
 * @param violations what was found, one sentence each, at most {@link History#VIOLATIONS_MAX}
 * @param furtherViolations how many more were found
 */
public record Verdict(boolean holds, List<String> violations, int furtherViolations, Counts counts) {
    /**
     * How much was judged.
     *
     * @param arrived including duplicates
     * @param arrivedAgain the duplicates among them
     * @param weighed placements with a weighing
     * @param episodes sessions and visits of the crew at a bin
     * @param credited sessions that were credited
     */
    public record Counts(int accepted, int journaled, int arrived, int arrivedAgain, int stored, int placements,
            int weighed, int episodes, int credited) {}

    /** The verdict in a few lines for people, ending with a line feed. */
    public String report() {
        StringBuilder text = new StringBuilder();
        line(text, "accepted", counts.accepted(), "facts the gateway called recorded");
        line(text, "journaled", counts.journaled(), "facts in its journals");
        line(text, "arrived", counts.arrived(), "facts at the platform, " + counts.arrivedAgain() + " of them again");
        line(text, "stored", counts.stored(), "facts by the platform");
        if (counts.placements() > 0 || counts.episodes() == 0) {
            line(text, "placements", counts.placements(), "bags on pans");
            line(text, "weighed", counts.weighed(), "of them");
        }
        if (counts.episodes() > 0) {
            line(text, "sessions", counts.episodes(), "at the bin, and visits of its crew");
            line(text, "credited", counts.credited(), "of them");
        }
        if (holds) {
            return text.append("HOLDS\n").toString();
        }
        text.append("BROKEN\n");
        violations.forEach(violation -> text.append("  - ").append(violation).append('\n'));
        if (furtherViolations > 0) {
            text.append("  and ").append(furtherViolations).append(" more\n");
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, int count, String meaning) {
        text.append(String.format(Locale.ROOT, "%-11s%7d  %s\n", name, count, meaning));
    }
}
