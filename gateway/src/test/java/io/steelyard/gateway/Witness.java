package io.steelyard.gateway;

import io.steelyard.gateway.station.Display;
import io.steelyard.gateway.station.View;
import io.steelyard.gateway.uplink.UplinkHealth;
import io.steelyard.gateway.uplink.UplinkListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Watches one station's screen and the uplink of a real gateway, and can wait for what it wants to see. Any thread. */
final class Witness implements Display, UplinkListener {
    /** Far longer than anything takes; reached only by a test that fails. */
    private static final long WAIT_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);

    private final List<View> views = new ArrayList<>();
    private final List<String> uplink = new ArrayList<>();
    private long acknowledged;

    /** Waits for a view among those shown since the mark. */
    synchronized View await(int mark, String what, Predicate<View> wanted) throws InterruptedException {
        awaitUntil(what, () -> views.stream().skip(mark).anyMatch(wanted));
        return views.stream().skip(mark).filter(wanted).findFirst().orElseThrow();
    }

    synchronized void awaitAcknowledged(long through) throws InterruptedException {
        awaitUntil("acknowledged through " + through, () -> acknowledged >= through);
    }

    synchronized void awaitOnline() throws InterruptedException {
        awaitUntil("online", () -> uplink.contains("online"));
    }

    /** What the uplink told people so far. */
    synchronized List<String> uplinkTold() {
        return List.copyOf(uplink);
    }

    /** How many of the views so far were like that. */
    synchronized long count(Predicate<View> like) {
        return views.stream().filter(like).count();
    }

    /** What is shown from here on. */
    synchronized int mark() {
        return views.size();
    }

    private interface Condition {
        boolean holds();
    }

    private void awaitUntil(String what, Condition condition) throws InterruptedException {
        long untilNanos = System.nanoTime() + WAIT_NANOS_MAX;
        while (!condition.holds()) {
            long leftNanos = untilNanos - System.nanoTime();
            if (leftNanos <= 0) {
                throw new AssertionError("never " + what + "; uplink " + uplink + "; last view "
                        + Optional.of(views).filter(all -> !all.isEmpty()).map(List::getLast));
            }
            TimeUnit.NANOSECONDS.timedWait(this, leftNanos);
        }
    }

    @Override
    public synchronized void show(View view) {
        views.add(view);
        notifyAll();
    }

    @Override
    public synchronized void online() {
        uplink.add("online");
        notifyAll();
    }

    @Override
    public synchronized void offline(String reason) {
        uplink.add("offline: " + reason);
    }

    @Override
    public synchronized void acknowledged(long through) {
        acknowledged = through;
        notifyAll();
    }

    @Override
    public synchronized void ignored(String topic) {
        uplink.add("ignored " + topic);
    }

    @Override
    public synchronized void health(UplinkHealth now, String why) {
        uplink.add(now + ": " + why);
    }

    @Override
    public synchronized void notice(String sentence) {
        uplink.add(sentence);
    }
}
