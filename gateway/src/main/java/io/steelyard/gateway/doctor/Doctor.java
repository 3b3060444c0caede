package io.steelyard.gateway.doctor;

import io.steelyard.gateway.config.ConfigException;
import io.steelyard.gateway.config.ConfigFile;
import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.journal.DataFolder;
import io.steelyard.gateway.run.CalendarFloor;
import io.steelyard.gateway.run.SideBySide;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Looks at everything that a site needs, in less than ten seconds: what waits for the world waits together. Changes nothing, takes
 * nothing from a running daemon.
 */
public final class Doctor {
    /** What did not answer by then is said to be silent. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(6);

    private static final String UNANSWERED = "no answer in " + TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS) + " s";

    private final Instruments with;

    public Doctor(Instruments with) {
        this.with = with;
    }

    /** Everything that was looked at for a configuration file, what is wrong first. */
    public Diagnosis examine(Path file) {
        long beganNanos = with.time().monotonicNanos();
        var findings = new ArrayList<Finding>();
        if (Files.isReadable(file) && !Files.isDirectory(file)) {
            findings.addAll(examineFile(file));
        } else {
            findings.add(Finding.wrong(Code.CONFIG_MISSING, "", file + " cannot be read",
                    "name an existing file; config/ has a commented sample for each kind of site"));
        }
        return Diagnosis.of(findings, with.time().monotonicNanos() - beganNanos);
    }

    private List<Finding> examineFile(Path file) {
        try {
            return examine(file.toString(), ConfigFile.read(file));
        } catch (ConfigException faults) {
            var findings = new ArrayList<>(ConfigFindings.of(file, faults));
            findings.addAll(new BoardCheck(with.root()).look());
            return findings;
        }
    }

    /** The same for the configuration that a daemon runs with, by the daemon itself. May take several seconds. */
    public Diagnosis examine(GatewayConfig running) {
        long beganNanos = with.time().monotonicNanos();
        return Diagnosis.of(examine("the running configuration", running), with.time().monotonicNanos() - beganNanos);
    }

    /**
     * One thing to look at that takes its time.
     *
     * @param unanswered what is to be said when it takes too long
     */
    private record Look(Finding unanswered, Callable<List<Finding>> look) implements Callable<List<Finding>> {
        @Override
        public List<Finding> call() throws Exception {
            return look.call();
        }
    }

    private List<Finding> examine(String file, GatewayConfig config) {
        var daemon = DataFolder.holder(config.data(), with.root());
        var account = Account.find(with.root(), daemon);
        var floor = new CalendarFloor(config.data(), with.built());
        var findings = new ArrayList<>(ConfigFindings.of(file, config,
                LocalDate.ofInstant(with.time().wall(), ZoneId.systemDefault()).toString()));
        var ports = new PortsCheck(with.root(), account, daemon);
        findings.addAll(ports.look(Sensor.of(config)));
        findings.addAll(PinsCheck.look(config));
        findings.add(ClockCheck.look(with.time(), floor));
        findings.addAll(new BoardCheck(with.root()).look());
        var store = new StoreCheck(config.data(), account, with.disk());
        findings.addAll(store.look(config.reserveBytes()));
        var looks = new ArrayList<Look>();
        ports.free().forEach(sensor -> looks.add(new Look(
                Finding.wrong(sensor.kind().silent(), sensor.name(),
                        UNANSWERED + " from " + sensor.link(),
                        "its driver hangs: unplug the device and plug it in again"),
                () -> Listening.to(sensor, config.pins(), with.time()))));
        looks.add(new Look(
                Finding.wrong(Code.SYNC_STALLS, "", UNANSWERED + " from the disk under " + config.data(),
                        "replace the card"),
                () -> List.of(store.sync())));
        looks.add(new Look(Finding.wrong(Code.BROKER_SILENT, "", UNANSWERED + " from " + config.uplink().broker(),
                "check this board's network and name server, a firewall on the way, and host and port in uplink.broker"),
                () -> BrokerCheck.look(config, with)));
        looks.add(new Look(Finding.unknown(Code.JOURNAL, "", UNANSWERED + "; the disk or the processor is too busy"),
                () -> JournalCheck.look(config.data(), with.connections(), with.time().wall())));
        looks.add(new Look(Finding.unknown(Code.DAEMON, "", UNANSWERED + "; see its log: journalctl -u steelyard -e"),
                () -> DaemonCheck.look(file, config.id(), daemon, with.voice().apply(config))));
        findings.addAll(waitFor(looks));
        return findings;
    }

    private static List<Finding> waitFor(List<Look> looks) {
        var findings = new ArrayList<Finding>();
        var results = SideBySide.all(looks, PATIENCE_NANOS);
        for (int index = 0; index < looks.size(); index++) {
            var look = looks.get(index);
            findings.addAll(results.get(index).orElse(List.of(look.unanswered())));
        }
        return findings;
    }
}
