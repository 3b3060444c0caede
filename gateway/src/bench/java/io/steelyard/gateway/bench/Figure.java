package io.steelyard.gateway.bench;

import static io.steelyard.gateway.bench.Figure.Comparison.DIFFERENCE;
import static io.steelyard.gateway.bench.Figure.Comparison.NONE;
import static io.steelyard.gateway.bench.Figure.Comparison.RATIO;
import static io.steelyard.gateway.bench.Goal.atLeast;
import static io.steelyard.gateway.bench.Goal.atMost;
import static io.steelyard.gateway.bench.Goal.none;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One row of the table.
 *
 * @param experiment which measures it
 * @param says what it tells
 * @param ours the series of ours
 * @param beside the series that it is compared with, round by round; empty when it stands alone
 * @param comparison how
 * @param unit of both series
 * @param goal what is promised of the comparison
 */
record Figure(Experiment experiment, String says, String ours, String beside, Comparison comparison, String unit,
        Goal goal) {
    private static final String MILLIS = "ms";
    private static final String RATE = "facts/s";

    /** What is made of the two numbers of a round. */
    enum Comparison {
        RATIO,
        DIFFERENCE,
        NONE
    }

    static List<Figure> all() {
        return List.of(
                new Figure(Experiment.COMMIT, "commit p50 / raw sync, a sync takes 10 ms", "commit.slow.ours.p50",
                        "commit.slow.raw.p50", RATIO, MILLIS, atMost(1.10)),
                new Figure(Experiment.COMMIT, "commit p50 − raw sync, this disk", "commit.disk.ours.p50",
                        "commit.disk.raw.p50", DIFFERENCE, MILLIS, atMost(0.5)),
                new Figure(Experiment.COMMIT, "commit p50 − raw sync, this disk, one every 10 ms",
                        "commit.cold.ours.p50", "commit.cold.raw.p50", DIFFERENCE, MILLIS, atMost(0.5)),
                new Figure(Experiment.COMMIT, "commit p99 / raw sync p99, this disk", "commit.disk.ours.p99",
                        "commit.disk.raw.p99", RATIO, MILLIS, none()),
                new Figure(Experiment.SYNCS, "syncs a weighing, checkpoints included", "syncs", "", NONE, "",
                        atMost(1.02)),
                new Figure(Experiment.DRAIN, "drain / the same client without a journal, one a message",
                        "drain.disk.ours", "drain.disk.bare", RATIO, RATE, atLeast(0.9)),
                new Figure(Experiment.DRAIN, "processor time a fact, drain / the same client without a journal",
                        "drain.disk.ours.cpu", "drain.disk.bare.cpu", RATIO, "µs", none()),
                new Figure(Experiment.DRAIN, "drain / the same client without a journal, in batches",
                        "drain.disk.ours", "drain.disk.bare-batches", RATIO, RATE, none()),
                new Figure(Experiment.DRAIN, "drain / one by one, this disk", "drain.disk.ours",
                        "drain.disk.one-by-one", RATIO, RATE, none()),
                new Figure(Experiment.DRAIN, "drain / one by one, a sync takes 10 ms", "drain.slow.ours",
                        "drain.slow.one-by-one", RATIO, RATE, atLeast(400)),
                new Figure(Experiment.DRAIN, "drain / one by one, round trip of 80 ms", "drain.far.ours",
                        "drain.far.one-by-one", RATIO, RATE, atLeast(1_000)),
                new Figure(Experiment.PEERS, "drain / Paho v3 with file persistence, given fewer facts", "peers.ours",
                        "peers.paho-files", RATIO, RATE, none()),
                new Figure(Experiment.PEERS, "drain / Mosquitto bridge, default", "peers.ours", "peers.bridge", RATIO,
                        RATE, none()),
                new Figure(Experiment.PEERS, "drain / Mosquitto bridge, tuned", "peers.ours", "peers.bridge-tuned",
                        RATIO, RATE, none()),
                new Figure(Experiment.PEERS, "delivered of what was taken in, by us, by Paho v3 with file persistence",
                        "peers.ours.delivered", "peers.paho-files.delivered", DIFFERENCE, "%", none()),
                new Figure(Experiment.PEERS, "delivered of what was taken in, by us, by the bridge, default", "peers.ours.delivered",
                        "peers.bridge.delivered", DIFFERENCE, "%", none()),
                new Figure(Experiment.PEERS, "delivered of what was taken in, by us, by the bridge, tuned", "peers.ours.delivered",
                        "peers.bridge-tuned.delivered", DIFFERENCE, "%", none()),
                new Figure(Experiment.LIVE, "commit p99 while draining flat out", "live.commit.p99", "", NONE, MILLIS,
                        atMost(25)),
                new Figure(Experiment.LIVE, "p99 until the platform has it, while draining flat out",
                        "live.platform.p99", "", NONE, MILLIS, atMost(1_000)),
                new Figure(Experiment.WIRE, "billed bytes a fact, backfill", "wire.backfill", "", NONE, "bytes",
                        atMost(110)),
                new Figure(Experiment.WIRE, "billed bytes a fact, live, one every 50 ms", "wire.live", "", NONE,
                        "bytes", none()),
                new Figure(Experiment.ALARM, "from smoke to lock and buzzer, p50", "alarm.p50", "", NONE, MILLIS,
                        none()),
                new Figure(Experiment.ALARM, "from smoke to lock and buzzer, p95", "alarm.p95", "", NONE, MILLIS,
                        none()),
                new Figure(Experiment.ALARM, "from smoke to lock and buzzer, p99", "alarm.p99", "", NONE, MILLIS,
                        atMost(100)));
    }

    /** The comparison in each round; empty when it was not measured. */
    List<Double> compared(Findings findings) {
        var mine = findings.of(ours);
        if (comparison == NONE) {
            return mine;
        }
        var theirs = findings.of(beside);
        return IntStream.range(0, Math.min(mine.size(), theirs.size())).mapToObj(round -> comparison == RATIO
                ? mine.get(round) / theirs.get(round)
                : mine.get(round) - theirs.get(round)).toList();
    }
}
