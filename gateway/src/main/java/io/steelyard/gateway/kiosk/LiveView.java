package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.bin.BinDisplay;
import io.steelyard.gateway.bin.BinView;
import io.steelyard.gateway.run.Newest;
import io.steelyard.gateway.station.Display;
import io.steelyard.gateway.station.View;
import io.steelyard.gateway.weighing.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The newest of everything that pages show live. Stations, the bin and loops only leave it here and never wait for a page. Any thread. */
final class LiveView implements Display, BinDisplay {
    private final Newest<LiveEvent> newest = new Newest<>();

    @Override
    public void show(View view) {
        newest.put("station " + view.station(), new LiveEvent.StationShown(view));
    }

    @Override
    public void show(BinView view) {
        newest.put("bin " + view.bin(), new LiveEvent.BinShown(view));
    }

    void show(Standing standing) {
        newest.put("standing", new LiveEvent.StandingShown(standing));
    }

    /** Something was recorded: what stations show of it is complete now, so it is shown again. */
    void ledger(long version) {
        newest.put("ledger", new LiveEvent.LedgerChanged(version));
        newest.touch(event -> event instanceof LiveEvent.StationShown(var view)
                && view.outcome() instanceof Outcome.Recorded);
    }

    void badge(String station) {
        newest.put("badge " + station, new LiveEvent.BadgeShown(station));
    }

    /** How the stations stand. */
    List<View> stations() {
        return newest.all().stream().filter(LiveEvent.StationShown.class::isInstance)
                .map(event -> ((LiveEvent.StationShown) event).view()).toList();
    }

    /** How the bin stands, once it has said so. */
    Optional<BinView> bin() {
        return newest.all().stream().filter(LiveEvent.BinShown.class::isInstance)
                .map(event -> ((LiveEvent.BinShown) event).view()).findFirst();
    }

    Newest.Changes<LiveEvent> since(long version, Duration atMost) {
        return newest.since(version, atMost);
    }

    /** Lets every viewer go. */
    void close() {
        newest.close();
    }
}
