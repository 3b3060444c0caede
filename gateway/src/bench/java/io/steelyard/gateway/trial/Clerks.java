package io.steelyard.gateway.trial;

import io.steelyard.gateway.station.NumberedBags;
import io.steelyard.sim.history.Accepted;
import io.steelyard.sim.history.Placement;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the clerks of one trial did and were told, over all lives of the daemon. Any thread. */
final class Clerks {
    private static final BigDecimal DIVISION = new BigDecimal("0.01");
    /** Longer than any clock of a trial jumps: a bag of a trial lies on its own pan for ever. */
    private static final long EVER_MILLIS = Duration.ofDays(365 * 200).toMillis();

    private final List<Accepted> accepted = new ArrayList<>();
    private final Map<Long, Long> committedNanosBySeq = new HashMap<>();
    private final List<Placement> offered = new ArrayList<>();
    private final Map<String, Integer> refusals = new HashMap<>();
    private String journal = "";
    private long lastNumber;

    /** A line of the load driver. */
    synchronized void hear(String line) {
        var words = line.split(" ", 3);
        switch (words[0]) {
            case "serves" -> journal = words[1];
            case "offered" -> offer(Long.parseLong(words[1]));
            case "told" -> {
                var told = line.split(" ");
                long seq = Long.parseLong(told[2]);
                accepted.add(new Accepted(journal, seq, told[3]));
                committedNanosBySeq.put(seq, Long.parseLong(told[5]));
            }
            case "refused" -> refusals.merge(words[2], 1, Integer::sum);
            default -> {
                // done: somebody waits for it elsewhere
            }
        }
    }

    private void offer(long number) {
        lastNumber = Math.max(lastNumber, number);
        offered.add(new Placement(NumberedBags.station(number), -EVER_MILLIS, EVER_MILLIS,
                NumberedBags.kilograms(number), DIVISION));
    }

    /** The number of the next bag that nobody has weighed. */
    synchronized long nextNumber() {
        return lastNumber + 1;
    }

    synchronized int told() {
        return accepted.size();
    }

    synchronized List<Accepted> accepted() {
        return List.copyOf(accepted);
    }

    synchronized List<Placement> offered() {
        return List.copyOf(offered);
    }

    /** When a fact was confirmed, by its number. */
    synchronized Map<Long, Long> committedNanosBySeq() {
        return Map.copyOf(committedNanosBySeq);
    }

    /** "Not recorded", by reason. */
    synchronized Map<String, Integer> refusals() {
        return Map.copyOf(refusals);
    }
}
