package io.steelyard.gateway.ops;

import io.steelyard.gateway.bin.BinView;
import io.steelyard.gateway.bin.Notice;
import io.steelyard.gateway.bin.Tally;
import io.steelyard.gateway.deposit.Alarm;
import io.steelyard.gateway.deposit.Outcome;
import io.steelyard.gateway.journal.JournalLoop;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.station.View;
import io.steelyard.gateway.uplink.UplinkHealth;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of {@link Metric}, in Prometheus' text format. All but the commits' times exist anyway and are read when somebody
 * asks; before that nothing is loaded, made or counted for this. Any thread.
 */
public final class Metrics {
    /** The media type of {@link #text}. */
    public static final String TYPE = Meters.TYPE;

    private final Who who;
    private final Health health;
    private final Backlog backlog;
    private final JournalLoop journal;
    private final CommitWatch commits;
    private final UplinkMark uplink;
    private final LongSupplier duplicates;
    private final Thermometers thermometers;
    private final Time time;
    private final long startedNanos;
    private volatile long trustedNanos;
    private final Map<String, Tally> tallies = new TreeMap<>(); // guarded by this
    private @Nullable Meters meters; // guarded by this

    /** What runs as whom. */
    public record Who(String gateway, String software) {}

    /**
     * @param duplicates changes of records that were refused as made already
     * @param machine the root of its file system
     */
    public Metrics(Who who, Health health, Backlog backlog, JournalLoop journal, CommitWatch commits, UplinkMark uplink,
            LongSupplier duplicates, Path machine, Time time) {
        this.who = who;
        this.health = health;
        this.backlog = backlog;
        this.journal = journal;
        this.commits = commits;
        this.uplink = uplink;
        this.duplicates = duplicates;
        this.thermometers = new Thermometers(machine);
        this.time = time;
        this.startedNanos = time.monotonicNanos();
        this.trustedNanos = startedNanos;
    }

    /** Counts of a bin; before the first number is asked for. */
    public synchronized void bin(String name, Tally tally) {
        tallies.put(name, tally);
    }

    /** Whether the calendar is trusted is looked at. Several times a minute, of one thread. */
    public void look(long nowNanos) {
        if (time.wallTrusted()) {
            trustedNanos = nowNanos;
        }
    }

    /** Every number as it is at this moment. */
    public synchronized String text() {
        var made = meters == null ? count(new Meters()) : meters;
        meters = made;
        long nowNanos = time.monotonicNanos();
        ofTheGateway(made, nowNanos);
        health.views().forEach(view -> ofAStation(made, view));
        health.bins().forEach(view -> ofABin(made, view));
        health.links().forEach(link -> ofALink(made, link, nowNanos));
        ofTheJournal(made);
        ofTheUplink(made);
        ofTheMachine(made, nowNanos);
        return made.text();
    }

    private Meters count(Meters to) {
        commits.times(to.timer(Metric.COMMIT));
        to.counter(Metric.COMMIT_FAILED, commits.failed::get);
        to.counter(Metric.COMMIT_REFUSED, commits.refused::get);
        to.counter(Metric.UPLINK_SESSIONS, uplink.sessions::get);
        to.counter(Metric.UPLINK_STALLS, uplink.stalls::get);
        to.counter(Metric.UPLINK_IGNORED, uplink.ignored::get);
        to.counter(Metric.ACKNOWLEDGEMENTS, uplink.acknowledgements::get);
        to.counter(Metric.DUPLICATES, () -> health.links().stream().mapToLong(link -> link.counts().repeats()).sum(),
                "presentation");
        to.counter(Metric.DUPLICATES, duplicates, "change");
        tallies.forEach((bin, tally) -> {
            for (var outcome : Outcome.values()) {
                to.counter(Metric.BIN_SESSIONS, () -> tally.sessions(outcome), bin, outcome.text());
            }
            for (var notice : Notice.values()) {
                to.counter(Metric.BIN_EVIDENCE, () -> tally.noticed(notice), bin, notice.text());
            }
        });
        for (var link : health.links()) {
            var labels = labels(link);
            to.counter(Metric.LINK_LOST, link::losses, labels);
            to.counter(Metric.LINK_BYTES, link.counts()::bytes, labels);
            to.counter(Metric.LINK_FRAMES, link.counts()::frames, labels);
            to.counter(Metric.LINK_GARBAGE, link.counts()::garbageBytes, labels);
        }
        return to;
    }

    private static String[] labels(LinkWatch link) {
        return new String[]{link.device(), link.station(), link.role().word()};
    }

    private void ofTheGateway(Meters to, long nowNanos) {
        to.gauge(Metric.INFO, true, who.gateway(), who.software());
        to.gauge(Metric.UPTIME, seconds(nowNanos - startedNanos));
        var report = health.report();
        to.gauge(Metric.LIVE, report.live());
        to.gauge(Metric.READY, report.ready());
        report.troubles().stream().map(HealthReport.Mark::of).distinct().forEach(
                mark -> to.gauge(Metric.TROUBLE, true, mark.code(), mark.severity(), mark.station().orElse("")));
        health.loops()
                .forEach(loop -> to.gauge(Metric.LOOP_LATE, seconds(loop.lateNanos(nowNanos)), loop.name()));
    }

    private static void ofAStation(Meters to, View view) {
        for (var phase : View.Phase.values()) {
            to.gauge(Metric.STATION_PHASE, phase == view.phase(), view.station(), word(phase));
        }
    }

    private static void ofABin(Meters to, BinView view) {
        for (var phase : BinView.Phase.values()) {
            to.gauge(Metric.BIN_PHASE, phase == view.phase(), view.bin(), word(phase));
        }
        for (var alarm : Alarm.values()) {
            to.gauge(Metric.BIN_ALARM, view.alarms().contains(alarm), view.bin(), alarm.text());
        }
        view.compartments().forEach(part -> part.fillPercent()
                .ifPresent(percent -> to.gauge(Metric.BIN_FILL, percent, view.bin(), part.name())));
    }

    private static void ofALink(Meters to, LinkWatch link, long nowNanos) {
        to.gauge(Metric.LINK_UP, link.isUp(), labels(link));
        age(to, Metric.READING_AGE, link.counts().valueAgeNanos(nowNanos), labels(link));
    }

    private void ofTheJournal(Meters to) {
        to.gauge(Metric.JOURNAL_DOUBT, journal.inDoubt());
        to.gauge(Metric.JOURNAL_HEAD, journal.head());
        to.gauge(Metric.JOURNAL_ACKNOWLEDGED, journal.acknowledged());
        to.gauge(Metric.BACKLOG, backlog.facts());
        backlog.oldestMillis().ifPresent(
                millis -> to.gauge(Metric.BACKLOG_AGE, seconds(TimeUnit.MILLISECONDS.toNanos(millis))));
    }

    private void ofTheUplink(Meters to) {
        to.gauge(Metric.UPLINK_CONNECTED, uplink.connected());
        for (var state : UplinkHealth.values()) {
            to.gauge(Metric.UPLINK_STATE, state == uplink.health(), word(state));
        }
        age(to, Metric.ACKNOWLEDGEMENT_AGE, uplink.acknowledgementAgeNanos());
    }

    private void ofTheMachine(Meters to, long nowNanos) {
        to.gauge(Metric.DISK_FREE, journal.freeBytes());
        to.gauge(Metric.DISK_RESERVE, journal.reserveBytes());
        boolean trusted = time.wallTrusted();
        to.gauge(Metric.CLOCK_TRUSTED, trusted);
        to.gauge(Metric.CLOCK_UNTRUSTED, trusted ? 0 : seconds(nowNanos - trustedNanos));
        thermometers.read().forEach((zone, celsius) -> to.gauge(Metric.TEMPERATURE, celsius, zone));
    }

    private static void age(Meters to, Metric metric, OptionalLong nanos, String... labels) {
        nanos.ifPresent(age -> to.gauge(metric, seconds(age), labels));
    }

    private static double seconds(long nanos) {
        return nanos / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
