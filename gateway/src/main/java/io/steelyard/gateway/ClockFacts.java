package io.steelyard.gateway;

import io.steelyard.gateway.run.CalendarReading;
import io.steelyard.gateway.run.ClockChange;
import io.steelyard.gateway.run.ClockWatch;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.station.Commits;
import io.steelyard.gateway.station.Commits.Completion;
import io.steelyard.gateway.station.Draft;
import io.steelyard.gateway.station.FactData;
import io.steelyard.gateway.station.FactType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes down how the clocks stand, so that the platform can correct the times of facts that are journaled already. What could
 * not be committed is said again, as it then stands. Told the time by the watchdog, the outcome by the journal.
 */
final class ClockFacts implements Completion {
    private final Time time;
    private final Commits journal;

    // guarded by this
    private final ClockWatch watch = new ClockWatch();
    private @Nullable ClockChange underWay;

    ClockFacts(Time time, Commits journal) {
        this.time = time;
        this.journal = journal;
    }

    /** Offers a fact when there is something to tell; never waits. */
    synchronized void look(long nowNanos) {
        if (underWay == null) {
            watch.look(nowNanos, CalendarReading.of(time)).ifPresent(change -> {
                boolean taken = journal.offer(new Draft(FactType.CLOCK, nowNanos, data(change)), this);
                underWay = taken ? change : null;
            });
        }
    }

    private static FactData data(ClockChange change) {
        var event = FactData.text("event", change.event().orElseThrow().name().toLowerCase(Locale.ROOT));
        return change.told().map(before -> event
                .and(FactData.number("wallMinusUptimeMsBefore", before.wallMinusUptimeMillis()))
                .and(FactData.number("wallMinusUptimeMs", change.now().wallMinusUptimeMillis()))
                .and(FactData.number("byMs", change.byMillis()))
                .and(FactData.flag("trusted", change.now().trusted()))).orElse(event);
    }

    @Override
    public synchronized void committed(long atNanos, long seq, String id) {
        if (underWay != null) {
            watch.told(underWay);
            underWay = null;
        }
    }

    @Override
    public synchronized void failed(long atNanos, String reason) {
        underWay = null;
    }
}
