package io.steelyard.gateway.ops;

import io.steelyard.gateway.bin.BinDisplay;
import io.steelyard.gateway.bin.BinView;
import io.steelyard.gateway.journal.JournalLoop;
import io.steelyard.gateway.run.Stepped;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.station.Display;
import io.steelyard.gateway.station.View;
import io.steelyard.gateway.uplink.SiteHealth;
import io.steelyard.gateway.weighing.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is wrong with the gateway: the one place that knows, for the kiosk, for {@code /health} and for the status. Any thread, but for the status' own. */
public final class Health implements Display, BinDisplay {
    /** As for the service manager, which by then is told no more that the daemon goes on. */
    static final long LATE_NANOS_MAX = Heartbeat.STANDSTILL_NANOS;

    /** From one look for the status to the next: it asks the disk and the clock, and a drain asks a thousand times a second. */
    private static final long BRIEF_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final JournalLoop journal;
    private final UplinkMark uplink;
    private final Checks checks;
    private final Time time;
    private final int stations;
    private final Map<String, View> views = new ConcurrentSkipListMap<>();
    private final Map<String, BinView> bins = new ConcurrentSkipListMap<>();
    private volatile List<LinkWatch> links = List.of();
    private volatile Optional<PinWatch> pins = Optional.empty();
    private volatile List<? extends Stepped> loops = List.of();
    // of the uplink's thread
    private @Nullable SiteHealth brief;
    private long briefNanos;

    /** @param stations so many have to show themselves */
    public Health(JournalLoop journal, UplinkMark uplink, Checks checks, Time time, int stations) {
        this.journal = journal;
        this.uplink = uplink;
        this.checks = checks;
        this.time = time;
        this.stations = stations;
    }

    /** Sets the devices. */
    public void links(List<LinkWatch> all) {
        links = List.copyOf(all);
    }

    /** Sets the pins, where there are any. */
    public void pins(PinWatch all) {
        pins = Optional.of(all);
    }

    /** Sets whose progress is watched. */
    public void loops(List<? extends Stepped> all) {
        loops = List.copyOf(all);
    }

    @Override
    public void show(View view) {
        views.put(view.station(), view);
    }

    @Override
    public void show(BinView view) {
        bins.put(view.bin(), view);
    }

    List<View> views() {
        return List.copyOf(views.values());
    }

    List<BinView> bins() {
        return List.copyOf(bins.values());
    }

    List<LinkWatch> links() {
        return links;
    }

    List<? extends Stepped> loops() {
        return loops;
    }

    /** How everything stands. */
    public HealthReport report() {
        var troubles = troubles();
        boolean live = troubles.stream().noneMatch(trouble -> trouble.code().equals("loop-late"));
        boolean ready = views.size() + bins.size() >= stations
                && troubles.stream().noneMatch(trouble -> trouble.severity() == Trouble.Severity.STOP);
        return new HealthReport(live, ready, troubles, sentence());
    }

    /** The same for the status, at most a second old. Of one thread. */
    public SiteHealth brief() {
        long nowNanos = time.monotonicNanos();
        var last = brief;
        if (last == null || nowNanos - briefNanos >= BRIEF_NANOS) {
            last = report().brief();
            brief = last;
            briefNanos = nowNanos;
        }
        return last;
    }

    /** As in {@code bay-1: weighing; bay-2: faulted, the scale is silent}. */
    public String sentence() {
        var byPlace = new ConcurrentSkipListMap<String, String>();
        views.forEach((station, view) -> byPlace.put(station,
                view.fault().map(fault -> "faulted, " + fault.text()).orElse("weighing")));
        bins.forEach((bin, view) -> {
            byPlace.put(bin, view.trouble().map(why -> "out of service, " + why.text()).orElse("taking deposits"));
            view.compartments().forEach(part -> byPlace.put(bin + "/" + part.name(),
                    part.trouble().map(Sentence::text).orElse("well")));
        });
        return byPlace.entrySet().stream().map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("; ")) + checks.sentence();
    }

    /** What is wrong, the stations' own first. */
    public List<Trouble> troubles() {
        var troubles = new ArrayList<Trouble>();
        for (var view : views.values()) {
            view.fault().ifPresent(why -> troubles.add(Trouble.stop(why.code().text(), why.text(), view.station())));
            checks.overdue(view.station()).ifPresent(why -> troubles
                    .add(Trouble.warn("check-overdue", why + "; have it checked with a reference mass",
                            view.station())));
        }
        bins.values().forEach(view -> ofABin(view, troubles));
        links.forEach(link -> link.trouble().ifPresent(troubles::add));
        pins.flatMap(PinWatch::trouble).ifPresent(troubles::add);
        ofTheMachine(troubles);
        ofTheUplink(troubles);
        return troubles;
    }

    /** Of the whole bin, then of its compartments, if it is not the same; one that is full only wants its crew. */
    private static void ofABin(BinView bin, List<Trouble> troubles) {
        bin.trouble().filter(_ -> bin.compartments().stream().noneMatch(part -> part.trouble().equals(bin.trouble())))
                .ifPresent(why -> troubles.add(Trouble.stop(why.code().text(), why.text(), bin.bin())));
        for (var part : bin.compartments()) {
            part.trouble().ifPresent(why -> troubles.add(why.code() == Sentence.Code.FULL
                    ? Trouble.warn(why.code().text(), why.text(), part.name())
                    : Trouble.stop(why.code().text(), why.text(), part.name())));
        }
    }

    private void ofTheMachine(List<Trouble> troubles) {
        long nowNanos = time.monotonicNanos();
        loops.stream().filter(loop -> loop.lateNanos(nowNanos) > LATE_NANOS_MAX)
                .forEach(loop -> troubles.add(Trouble.stop("loop-late", "the gateway's " + loop.name()
                        + " makes no progress; restart it: sudo systemctl restart steelyard")));
        if (journal.inDoubt()) {
            troubles.add(Trouble.stop("disk-silent", "a commit failed and the disk does not tell whether it happened;"
                    + " it is asked again and again; check the card"));
        }
        journal.disk().ifPresent(disk -> troubles.add(disk.refusing()
                ? Trouble.stop("disk-reserve", disk.sentence())
                : Trouble.warn("disk-short", disk.sentence())));
        if (journal.rescuing()) {
            troubles.add(Trouble.warn("journal-rescued",
                    "what a damaged journal holds is being rescued; go on weighing and do not switch off"));
        }
        if (!time.wallTrusted()) {
            troubles.add(Trouble.warn("clock", "nobody vouches for this machine's date and time; records say so and are"
                    + " put right later; connect it to a time server"));
        }
    }

    private void ofTheUplink(List<Trouble> troubles) {
        switch (uplink.word()) {
            case "offline" -> troubles.add(Trouble.warn("uplink-offline", uplink.text() + "; weighing goes on"));
            case "stalled" -> troubles.add(Trouble.warn("uplink-stalled", uplink.text()));
            case "fork" -> troubles.add(Trouble.warn("uplink-fork", uplink.text()));
            default -> {
                // the centre is reached
            }
        }
    }
}
