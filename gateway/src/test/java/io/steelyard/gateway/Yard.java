package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.doctor.Code;
import io.steelyard.gateway.doctor.Diagnosis;
import io.steelyard.gateway.doctor.DiagnosisText;
import io.steelyard.gateway.doctor.Disk;
import io.steelyard.gateway.doctor.Doctor;
import io.steelyard.gateway.doctor.Finding;
import io.steelyard.gateway.doctor.Grade;
import io.steelyard.gateway.doctor.Instruments;
import io.steelyard.gateway.doctor.SyncProfile;
import io.steelyard.gateway.doctor.Voice;
import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.DataFolder;
import io.steelyard.gateway.link.MadeMachine;
import io.steelyard.gateway.run.SystemTime;
import io.steelyard.gateway.run.Time;
import io.steelyard.sim.platform.KeyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A site in which everything is well until a test plants a fault: a made-up machine with a daemon on it that holds its ports, a real
 * data folder, a broker of the test's. What the machine's disk, clocks and daemon say, the test says.
 */
final class Yard {
    static final String SCALE_BY_ID = "/dev/serial/by-id/usb-FTDI_A1-if00-port0";
    static final int FACTS = 10;
    private static final Path CATALOG = Path.of("..", "config", "catalog");
    private static final long MEGABYTE = 1_000_000;

    final Path folder;
    final Path root;
    final Path data;
    final MadeMachine machine;

    // what a test may say otherwise
    long freeBytes = 10_000 * MEGABYTE;
    Disk disk = disk(TimeUnit.MILLISECONDS.toNanos(4), "ext4", "/dev/mmcblk0p2");
    Instant wall;
    boolean trusted = true;
    Optional<IOException> mute = Optional.empty();
    List<Voice.Complaint> complaints = List.of();
    /** Instead of what the test says. */
    Optional<Voice> daemon = Optional.empty();
    String broker;
    String uplink = "";
    String gateway = "";
    String catalog = "tariff = \"tariff.toml\"\n";
    String kiosk = "listen = \"off\"";
    String link = "serial:" + SCALE_BY_ID;
    String more = "";
    Path machineRoot;

    Yard(Path folder, String broker) throws Exception {
        this.folder = folder.toRealPath();
        this.root = this.folder.resolve("root");
        this.machineRoot = root;
        this.data = this.folder.resolve("data");
        this.broker = broker;
        this.wall = SystemTime.open().wall();
        KeyFiles.writePublic(this.folder.resolve("platform.pub"), KeyFiles.newPair().getPublic());
        Files.copy(CATALOG.resolve("tariff-2026-11.toml"), this.folder.resolve("tariff.toml"));
        MadeJournal.in(data, FACTS, FACTS).close();
        try (var owned = DataFolder.lock(data)) {
            owned.tokenKey();
        }
        Files.createDirectories(root);
        machine = new MadeMachine(root)
                .adapter("1-1.2", "ttyUSB0", "ftdi_sio", "0403:6001", "FTDI", "FT232R", "A1")
                .named(SCALE_BY_ID, "ttyUSB0");
        Files.writeString(root.resolve("dev/ttyUSB0"), "");
        Files.createDirectories(root.resolve("etc"));
        daemonRuns(uid(), List.of(0L));
    }

    /** The user that the test runs as, who owns the yard's files. */
    long uid() throws IOException {
        return ((Number) Files.getAttribute(folder, "unix:uid")).longValue();
    }

    /** A process of this number holds the data folder's lock and the scale's port, as that user. */
    void daemonRuns(long uid, List<Long> groups) throws IOException {
        var lock = data.resolve("daemon.lock");
        long pid = Long.parseLong(Files.readString(lock).strip());
        machine.process(pid, "java", "java -jar gateway.jar run", "/dev/ttyUSB0");
        Files.writeString(root.resolve("proc/" + pid + "/status"), "Name:\tjava\nUid:\t" + uid + "\t" + uid + "\t" + uid
                + "\t" + uid + "\nGid:\t" + groups.getFirst() + "\nGroups:\t"
                + String.join(" ", groups.stream().map(String::valueOf).toList()) + "\n");
        Files.writeString(root.resolve("proc/locks"), "1: POSIX  ADVISORY  WRITE " + pid + " fe:00:"
                + Files.getAttribute(lock, "unix:ino") + " 0 EOF\n");
    }

    void daemonIsDown() throws IOException {
        Files.deleteIfExists(root.resolve("proc/locks"));
    }

    static Disk disk(long nanos, String fileSystem, String device) {
        return disk(new SyncProfile(fileSystem, device, Collections.nCopies(48, nanos)));
    }

    static Disk disk(SyncProfile profile) {
        return new Disk() {
            @Override
            public long freeBytes(Path folder) {
                return 0; // the yard's own word counts
            }

            @Override
            public SyncProfile profile(Path folder) {
                return profile;
            }
        };
    }

    Path config() throws IOException {
        return Files.writeString(folder.resolve("gateway.toml"), """
                [gateway]
                id = "gw-1"
                city = "hangzhou"
                data = "data"
                %s
                [uplink]
                broker = "%s"
                platform_key = "platform.pub"
                %s
                [catalog]
                %s
                [kiosk]
                %s
                [[station]]
                name = "bay-1"
                [station.scale]
                name = "bay-1-scale"
                dialect = "yaohua-continuous-0"
                link = "%s"
                unit = "kg"
                division = "0.01"
                max = "60.00"
                %s
                """.formatted(gateway, broker, uplink, catalog, kiosk, link, more));
    }

    Diagnosis examine() throws IOException {
        return examine(config());
    }

    Diagnosis examine(Path config) throws IOException {
        var diagnosis = new Doctor(new Instruments(machineRoot, time(), Instant.EPOCH,
                Connections.DISK, roomy(), _ -> daemon.or(() -> Optional.of(voice())))).examine(config);
        assertTrue(diagnosis.nanos() < TimeUnit.SECONDS.toNanos(10), "under ten seconds");
        return diagnosis;
    }

    private Disk roomy() {
        return new Disk() {
            @Override
            public long freeBytes(Path asked) {
                return freeBytes;
            }

            @Override
            public SyncProfile profile(Path asked) throws IOException {
                return disk.profile(asked);
            }
        };
    }

    private Voice voice() {
        return new Voice() {
            @Override
            public Optional<List<Complaint>> complaints(String gateway) throws IOException {
                if (mute.isPresent()) {
                    throw mute.get();
                }
                return Optional.of(complaints);
            }

            @Override
            public String place() {
                return "http://127.0.0.1:8480";
            }
        };
    }

    /** The machine's uptime, and a calendar that begins where the test says. */
    Time time() throws IOException {
        var system = SystemTime.open();
        var ahead = Duration.between(system.wall(), wall);
        boolean vouched = trusted;
        return new Time() {
            @Override
            public long monotonicNanos() {
                return system.monotonicNanos();
            }

            @Override
            public Instant wall() {
                return system.wall().plus(ahead);
            }

            @Override
            public boolean wallTrusted() {
                return vouched;
            }

            @Override
            public String boot() {
                return system.boot();
            }
        };
    }

    /** Finds this fault, and no other one that is wrong. */
    Finding finds(Code code) throws IOException {
        return finds(code, config());
    }

    Finding finds(Code code, Path config) throws IOException {
        var diagnosis = examine(config);
        var told = String.join("\n", DiagnosisText.lines(diagnosis));
        var found = diagnosis.findings().stream().filter(finding -> finding.code() == code).findFirst();
        assertTrue(found.isPresent(), () -> code.text() + " is missing in: " + told);
        assertTrue(found.get().asksForSomething(), told);
        assertTrue(!found.get().remedy().isEmpty(), told);
        var others = new ArrayList<Code>();
        diagnosis.findings().stream().filter(finding -> finding.grade() == Grade.WRONG && finding.code() != code)
                .forEach(finding -> others.add(finding.code()));
        assertEquals(List.of(), others, told);
        assertEquals(found.get().grade() != Grade.WRONG, diagnosis.isWell(), told);
        return found.get();
    }

    /** Nothing is wrong and nothing to mind. */
    void isWell() throws IOException {
        var diagnosis = examine();
        var told = String.join("\n", DiagnosisText.lines(diagnosis));
        assertTrue(diagnosis.findings().stream().noneMatch(Finding::asksForSomething), told);
        assertTrue(told.startsWith("WELL ("), told);
    }

    void restore(String file) throws IOException {
        Files.copy(CATALOG.resolve("tariff-2026-11.toml"), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
}
