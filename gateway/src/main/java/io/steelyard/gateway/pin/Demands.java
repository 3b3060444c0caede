package io.steelyard.gateway.pin;

import io.steelyard.gateway.bin.BinView;
import io.steelyard.gateway.run.Inbox;
import io.steelyard.gateway.run.Loop;
import io.steelyard.gateway.station.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What every output of a gateway is to be, as a function of the views, the pulses asked for and time: the same whether lines of
 * the header or a board's channels are driven. Any thread shows, asks for pulses and rests; the rest is the driving thread's.
 */
final class Demands implements Panel {
    /** Pulses that may wait; more are refused. */
    private static final int PULSES_MAX = 16;

    /** @param rests how many alarms there had been: a pulse counts only until the next */
    private record Asked(String name, int rests) {}

    private final Inbox<Asked> asked = new Inbox<>(PULSES_MAX);
    private final AtomicInteger rests = new AtomicInteger();
    private final Map<String, PanStory> pans = new ConcurrentHashMap<>();
    private volatile Map<String, Signal> bin = Map.of();
    private volatile Runnable wake = () -> {};

    private final List<Demand> all;

    Demands(List<Pin> pins) {
        this.all = pins.stream().filter(Pin.Output.class::isInstance).map(Pin.Output.class::cast).map(Demand::new)
                .toList();
    }

    void wakes(Runnable wake) {
        this.wake = wake;
        asked.wakes(wake);
    }

    void wake() {
        wake.run();
    }

    @Override
    public void show(View view) {
        pans.merge(view.station(), PanStory.NONE.after(view), (before, _) -> before.after(view));
        wake.run();
    }

    @Override
    public void show(BinView view) {
        bin = Signal.of(view);
        wake.run();
    }

    @Override
    public boolean pulse(String name) {
        return asked.offer(new Asked(name, rests.get()));
    }

    @Override
    public void rest() {
        rests.incrementAndGet();
        wake.run();
    }

    /** One for each output, in the order of the configuration. */
    List<Demand> all() {
        return all;
    }

    /** The outputs were brought to rest: what they are to be is followed from here on. */
    void begin() {
        all.forEach(demand -> demand.begin(signal(demand.pin())));
    }

    /** Drops what was asked for while nothing can be driven: a lock must not open later, when nobody stands before it. */
    void forget() {
        while (asked.poll().isPresent()) {
            // whoever asked was told that the outputs are lost
        }
    }

    /** Lets time pass; the outputs of which a pulse just ended. */
    List<String> follow(long nowNanos) {
        for (var next = asked.poll(); next.isPresent(); next = asked.poll()) {
            take(next.get());
        }
        int restsNow = rests.get();
        var ended = new ArrayList<String>();
        for (var demand : all) {
            if (demand.follow(signal(demand.pin()), restsNow, nowNanos)) {
                ended.add(demand.pin().name());
            }
        }
        return ended;
    }

    private void take(Asked pulse) {
        all.stream().filter(demand -> isMeant(demand.pin(), pulse.name())).forEach(demand -> demand.ask(pulse.rests()));
    }

    private static boolean isMeant(Pin.Output pin, String name) {
        return pin.name().equals(name) || pin instanceof Pin.Lock lock && lock.station().equals(name);
    }

    private Signal signal(Pin.Output output) {
        var pan = pans.get(output.station());
        return pan != null ? pan.signal() : bin.getOrDefault(output.station(), Signal.NONE);
    }

    /** How long until a pulse ends. */
    long idleNanos(long nowNanos) {
        long idleNanos = Loop.IDLE_NANOS_MAX;
        for (var demand : all) {
            idleNanos = demand.idleNanos(nowNanos, idleNanos);
        }
        return idleNanos;
    }
}
