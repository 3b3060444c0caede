package io.steelyard.sim.history;

import io.steelyard.sim.history.CompartmentStory.Opening;
import io.steelyard.sim.history.Fact.Unreadable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether what a bin's facts say happened in truth: a lock moves only while a session or a visit is journaled, and what is
 * credited is what really was put in between the door's opening and its shutting, once.
 */
final class Doors {
    private static final String KILOGRAM = "KGM"; // UN/ECE Recommendation 20

    private final List<Episode> episodes;
    private final Boots boots;
    private final long slackMillis;
    private final Findings findings;
    private final Set<Opening> credited = new HashSet<>();

    private Doors(List<Episode> episodes, Boots boots, long slackMillis, Findings findings) {
        this.episodes = episodes;
        this.boots = boots;
        this.slackMillis = slackMillis;
        this.findings = findings;
    }

    static void judge(List<Episode> episodes, Boots boots, List<CompartmentStory> stories, Expectations expected,
            Findings findings) {
        for (CompartmentStory story : stories) {
            List<Episode> own = episodes.stream().filter(episode -> episode.isOf(story)).toList();
            new Doors(own, boots, expected.slackMillis(), findings).judge(story);
        }
    }

    private void judge(CompartmentStory story) {
        for (long pulse : story.pulsesMillis()) {
            if (episodes.stream().noneMatch(episode -> episode.lasts(pulse, boots, slackMillis))) {
                findings.add("the lock of " + story.name() + " was energised at " + Instant.ofEpochMilli(pulse)
                        + ", when no session and no visit was journaled");
            }
        }
        for (Episode episode : episodes) {
            episode.ended().filter(end -> Deposits.isEnd(end) && Deposits.isCredited(end)).ifPresent(end -> {
                try {
                    judge(story, episode.begun(), end);
                } catch (Unreadable e) {
                    findings.add(Episodes.name(end) + " cannot be compared with the truth: " + e.getMessage());
                }
            });
        }
    }

    private void judge(CompartmentStory story, Fact begun, Fact end) throws Unreadable {
        long from = begun.happened(boots).toEpochMilli();
        long to = end.happened(boots).toEpochMilli();
        List<Opening> openings = story.openings().stream()
                .filter(opening -> opening.fromMillis() >= from && opening.fromMillis() <= to).toList();
        if (openings.isEmpty()) {
            findings.add(Episodes.name(end) + " is credited, but the door of " + story.name() + " was not opened");
        } else if (openings.getLast().toMillis() > to) {
            findings.add(Episodes.name(end) + " is credited while the door of " + story.name() + " stands open");
        } else if (!openings.stream().allMatch(credited::add)) {
            findings.add(Episodes.name(end) + " credits again what was put into " + story.name() + " once");
        } else if (!end.content().says("unit", KILOGRAM)) {
            findings.add(Episodes.name(end) + " is not in " + KILOGRAM);
        } else {
            List<BigDecimal> before = story.loadsBetween(from - slackMillis, openings.getFirst().fromMillis());
            compare(story, end, before, story.loadsBetween(openings.getLast().toMillis(), to));
        }
    }

    /** Against everything that lay there before and after: a load may shift while the door is shut. */
    private void compare(CompartmentStory story, Fact end, List<BigDecimal> before, List<BigDecimal> after)
            throws Unreadable {
        BigDecimal said = end.content().neededDecimal("delta");
        BigDecimal least = Collections.min(after).subtract(Collections.max(before));
        BigDecimal most = Collections.max(after).subtract(Collections.min(before));
        BigDecimal off = story.divisionKilograms().add(story.noiseKilograms());
        if (said.compareTo(least.subtract(off)) < 0 || said.compareTo(most.add(off)) > 0) {
            findings.add(Episodes.name(end) + " credits " + said.toPlainString() + " kg, but " + story.name()
                    + " really gained " + least.toPlainString()
                    + (least.compareTo(most) == 0 ? "" : " to " + most.toPlainString()) + " kg");
        }
        if (said.compareTo(story.leastKilograms()) < 0) {
            findings.add(Episodes.name(end) + " credits " + said.toPlainString() + " kg, less than the least of "
                    + story.leastKilograms().toPlainString() + " kg");
        }
    }
}
