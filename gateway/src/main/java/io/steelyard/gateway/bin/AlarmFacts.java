package io.steelyard.gateway.bin;

import io.steelyard.gateway.deposit.Effect;
import io.steelyard.gateway.station.Commits;
import io.steelyard.gateway.station.Draft;
import io.steelyard.gateway.station.FactData;
import io.steelyard.gateway.station.FactType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Has alarms written down in their order, and offers them again until they are. Nothing waits for that: doors are locked and
 * buzzers sound before. A monitor; any thread.
 */
final class AlarmFacts {
    /** Facts that wait for a journal that does not write; of more the oldest are dropped, and the next fact says how many. */
    static final int WAITING_MAX = 64;
    /** A journal that did not write is asked again this much later. */
    static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String bin;
    private final Commits commits;
    private final Deque<Effect.Tell> waiting = new ArrayDeque<>();
    private int dropped;
    private boolean offered;
    private boolean failed;
    private long failedNanos;

    AlarmFacts(String bin, Commits commits) {
        this.bin = bin;
        this.commits = commits;
    }

    synchronized void tell(Effect.Tell tell) {
        waiting.addLast(tell);
        if (waiting.size() > WAITING_MAX) {
            var first = waiting.removeFirst();
            if (offered) {
                waiting.removeFirst(); // the first is with the journal
                waiting.addFirst(first);
            }
            dropped++;
        }
        goOn(tell.atNanos());
    }

    /** Offers the oldest, unless that is with the journal or was refused a moment ago. */
    synchronized void goOn(long nowNanos) {
        if (offered || waiting.isEmpty() || (failed && nowNanos - failedNanos < RETRY_NANOS)) {
            return;
        }
        var told = waiting.getFirst();
        int lost = dropped;
        offered = true;
        boolean taken = commits.offer(new Draft(FactType.DEVICE, told.atNanos(), data(told, lost)),
                new Commits.Completion() {
                    @Override
                    public void committed(long atNanos, long seq, String id) {
                        written(atNanos, lost);
                    }

                    @Override
                    public void failed(long atNanos, String reason) {
                        refused(atNanos);
                    }
                });
        if (!taken) {
            refused(nowNanos);
        }
    }

    private FactData data(Effect.Tell told, int lost) {
        var data = FactData.text("device", bin)
                .and(FactData.text("event", told.raised() ? "alarm-raised" : "alarm-cleared"))
                .and(FactData.text("alarm", told.sounding().alarm().text()))
                .and(FactData.text("source", told.sounding().source()));
        return lost == 0 ? data : data.and(FactData.number("dropped", lost));
    }

    private synchronized void written(long nowNanos, int lost) {
        waiting.removeFirst();
        dropped -= lost;
        offered = false;
        failed = false;
        goOn(nowNanos);
    }

    private synchronized void refused(long nowNanos) {
        offered = false;
        failed = true;
        failedNanos = nowNanos;
    }
}
