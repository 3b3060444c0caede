package io.steelyard.gateway;

import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.field.Trial;
import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.DataFolder;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.JournalReader;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.run.CalendarFloor;
import io.steelyard.gateway.run.FlooredTime;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.station.Draft;
import io.steelyard.gateway.uplink.PahoBroker;
import io.steelyard.gateway.uplink.Tls;
import io.steelyard.gateway.uplink.Today;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;

/** The real gateway for a provisioning: its journal for one fact, or its daemon in this process for one weighing. */
record TrialGateway(Time time) implements Trial {
    @Override
    public long record(GatewayConfig config, Draft draft) throws JournalException {
        var floored = FlooredTime.open(time, new CalendarFloor(config.data(), Release.built()));
        try (var folder = DataFolder.lock(config.data())) {
            var opened = folder.open(config.id(), Gateway.SOFTWARE, folder.signer(), floored, new SecureRandom(),
                    Connections.DISK);
            try (var journal = opened.journal()) {
                var drafts = new ArrayList<Draft>();
                opened.quarantined().ifPresent(found -> drafts.add(Gateway.quarantined(found, draft.capturedNanos())));
                drafts.add(draft);
                return journal.commit(drafts, 0).getLast().seq();
            }
        }
    }

    @Override
    public boolean acknowledged(GatewayConfig config, long seq) throws JournalException {
        try (var journal = new JournalReader(config.data(), Connections.DISK)) {
            return journal.acknowledged() >= seq;
        }
    }

    @Override
    public Running start(GatewayConfig config, Consumer<String> tell) throws JournalException, IOException {
        var watched = new WatchedGateway(time, tell);
        var uplink = config.uplink();
        var today = new Today(time, new CalendarFloor(config.data(), Release.built()));
        var broker = new PahoBroker(uplink.broker(), config.id(), Math.toIntExact(uplink.keepAlive().toSeconds()), time,
                uplink.tls().map(files -> new Tls(files, today, watched::notice)));
        watched.runs(Daemon.start(config, new Surroundings(time, new SecureRandom(), Connections.DISK,
                LinkAddress::open, broker, watched, _ -> {}, watched, watched::notice, Release.built(),
                ZoneId.systemDefault(),
                Path.of("/"), Optional.empty()),
                watched::died));
        return watched;
    }
}
