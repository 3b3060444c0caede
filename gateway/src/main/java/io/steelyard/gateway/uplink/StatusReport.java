package io.steelyard.gateway.uplink;

import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.JournalLoop;
import io.steelyard.gateway.journal.JournalReader;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.uplink.InFlight.Lane;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the platform how the gateway stands: first of all in a session, on each change of health, and now and then while facts
 * come and go, so that the numbers are not old. One status at a time. Owned by the uplink's thread.
 */
final class StatusReport {
    /** On a metered link a status costs as much as a weighing. */
    static final long NUMBERS_NANOS = TimeUnit.MINUTES.toNanos(5);

    private record Said(SiteHealth site, UplinkHealth uplink) {}

    private record Numbers(long head, long acknowledged) {}

    private final UplinkPlan plan;
    private final JournalLoop journal;
    private final JournalReader reader;
    private final Time time;
    private final Supplier<SiteHealth> site;

    // for one session
    private @Nullable Said said;
    private @Nullable Numbers numbers;
    private long saidNanos;

    StatusReport(UplinkPlan plan, JournalLoop journal, JournalReader reader, Time time, Supplier<SiteHealth> site) {
        this.plan = plan;
        this.journal = journal;
        this.reader = reader;
        this.time = time;
        this.site = site;
    }

    /** The last will. */
    Message offline() {
        return StatusMessage.offline(plan, journal);
    }

    /** A session begins, which knows nothing. */
    void begin() {
        said = null;
        numbers = null;
    }

    void publish(Connection online, Standing standing, long nowNanos) throws BrokerException, JournalException {
        var say = new Said(site.get(), standing.health());
        var count = new Numbers(journal.head(), standing.acknowledged());
        boolean news = !say.equals(said) || !count.equals(numbers) && nowNanos - saidNanos >= NUMBERS_NANOS;
        if (news && online.freeForNews() && online.inFlight(Lane.STATUS).findAny().isEmpty()) {
            var waiting = Waiting.of(count.acknowledged(), count.head(), reader, time);
            online.publish(Lane.STATUS, InFlight.NO_FACTS,
                    StatusMessage.online(plan, journal.id(), count.head(), count.acknowledged(), waiting, say.uplink(),
                            say.site()),
                    nowNanos);
            said = say;
            numbers = count;
            saidNanos = nowNanos;
        }
    }
}
