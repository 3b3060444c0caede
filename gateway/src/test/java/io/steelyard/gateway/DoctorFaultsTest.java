package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.steelyard.gateway.doctor.Code;
import io.steelyard.gateway.doctor.Finding;
import io.steelyard.gateway.doctor.Grade;
import io.steelyard.gateway.doctor.SyncProfile;
import io.steelyard.gateway.doctor.Voice;
import io.steelyard.gateway.uplink.ScriptedBroker;
import io.steelyard.gateway.uplink.ScriptedBroker.Script;
import io.steelyard.gateway.uplink.TlsBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Faults planted one at a time in a yard that is well: each is found by its own code, nothing else is called wrong, and where it costs
 * little the remedy is applied and the yard is well again. Scales and readers that are heard: {@link DoctorListeningTest}.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DoctorFaultsTest {
    private static final String BOARD_PIN = "[[pin]]\nname = \"lamp\"\nline = 17\nrole = \"lamp\"\nshows = \"ready\"\n";

    private static final int DIALOUT = 4320;

    @TempDir
    private Path folder;
    private ScriptedBroker broker;
    private Yard yard;

    @BeforeEach
    void build() throws Exception {
        broker = ScriptedBroker.playing(Script.HAS_NO_SUBSCRIBERS);
        yard = new Yard(folder, broker.uri());
    }

    @AfterEach
    void end() throws IOException {
        broker.close();
    }

    private static void assertRemedy(String part, Finding found) {
        assertTrue(found.remedy().contains(part), found.remedy());
    }

    @Test
    void a_yard_without_a_fault_is_well() throws Exception {
        yard.isWell();
    }

    @Test
    void a_configuration_that_is_not_there() throws Exception {
        assertRemedy("name an existing file", yard.finds(Code.CONFIG_MISSING, folder.resolve("other.toml")));
    }

    @Test
    void a_misspelt_setting() throws Exception {
        yard.gateway = "resserve = \"1 GB\"";
        var found = yard.finds(Code.CONFIG_FAULT);
        assertTrue(found.evidence().contains("gateway.resserve = \"1 GB\": is not a setting"), found.evidence());
        assertRemedy("known here: city, data, gpio, id, keep, keep_size, reserve", found);
        yard.gateway = "reserve = \"1 GB\"";
        yard.isWell();
    }

    @Test
    void a_platform_key_that_is_not_there() throws Exception {
        byte[] key = Files.readAllBytes(folder.resolve("platform.pub"));
        Files.delete(folder.resolve("platform.pub"));
        assertRemedy("put the platform's public key there", yard.finds(Code.PLATFORM_KEY));
        Files.write(folder.resolve("platform.pub"), key);
        yard.isWell();
    }

    @Test
    void a_catalog_document_with_a_fault() throws Exception {
        Files.writeString(folder.resolve("tariff.toml"), "rounding = \"up\"\n",
                java.nio.file.StandardOpenOption.APPEND);
        yard.finds(Code.CATALOG_FAULT);
        yard.restore("tariff.toml");
        yard.isWell();
    }

    @Test
    void a_catalog_document_from_the_future() throws Exception {
        Files.writeString(folder.resolve("tariff.toml"), Files.readString(folder.resolve("tariff.toml"))
                .replaceFirst("valid_from = \"[0-9-]+\"", "valid_from = \"2999-01-01\""));
        assertRemedy("name the edition in force", yard.finds(Code.CATALOG_NOT_YET));
    }

    @Test
    void a_file_of_operators_that_is_not_there_or_has_a_fault() throws Exception {
        yard.kiosk = "operators = \"operators.toml\"";
        assertRemedy("steelyard operator --file", yard.finds(Code.OPERATORS_FAULT));
        Files.writeString(folder.resolve("operators.toml"), "[[operator]]\nname = \"w1\"\npin = \"1234\"\n");
        assertRemedy("write it with: steelyard operator", yard.finds(Code.OPERATORS_FAULT));
    }

    @Test
    void a_port_that_is_not_there_names_the_adapter_that_is() throws Exception {
        yard.link = "serial:/dev/serial/by-id/usb-gone";
        yard.machine.adapter("1-1.3", "ttyUSB1", "ftdi_sio", "0403:6001", "FTDI", "FT232R", "B2")
                .named("/dev/serial/by-id/usb-FTDI_B2-if00-port0", "ttyUSB1");
        var found = yard.finds(Code.PORT_MISSING);
        assertEquals("plug it in; or, for the adapter that nobody uses, write link ="
                + " \"serial:/dev/serial/by-id/usb-FTDI_B2-if00-port0\"", found.remedy());
        yard.link = "serial:/dev/serial/by-id/usb-FTDI_B2-if00-port0";
        yard.isWell();
    }

    @Test
    void a_port_that_the_daemons_user_may_not_open() throws Exception {
        long stranger = yard.uid() + 4321;
        Files.writeString(yard.root.resolve("etc/passwd"), "steelyard:x:" + stranger + ":4321::/:/bin/false\n");
        yard.daemonRuns(stranger, List.of(4321L));
        Files.setPosixFilePermissions(yard.data, PosixFilePermissions.fromString("rwxrwxrwx"));
        try (var files = Files.list(yard.data)) {
            for (var file : files.toList()) { // only the port is the fault
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
            }
        }
        Files.setPosixFilePermissions(yard.root.resolve("dev/ttyUSB0"), PosixFilePermissions.fromString("rw-rw----"));
        var forbidden = yard.examine().findings().stream().filter(one -> one.code() == Code.PORT_FORBIDDEN).findFirst()
                .orElseThrow();
        assertEquals("steelyard may not open /dev/ttyUSB0", forbidden.evidence());
        assertRemedy(forbidden.remedy().contains("usermod") ? "sudo usermod -aG" : "/etc/udev/rules.d/", forbidden);
        Files.setPosixFilePermissions(yard.root.resolve("dev/ttyUSB0"), PosixFilePermissions.fromString("rw-rw-rw-"));
        assertTrue(yard.examine().findings().stream().noneMatch(one -> one.code() == Code.PORT_FORBIDDEN));
    }

    /** Only root may give a file to another group. */
    @Test
    void a_port_of_a_group_that_the_daemons_user_is_not_in() throws Exception {
        assumeTrue(yard.uid() == 0, "run by root only");
        var node = yard.root.resolve("dev/ttyUSB0");
        Files.setPosixFilePermissions(node, PosixFilePermissions.fromString("rw-rw----"));
        Files.setAttribute(node, "unix:gid", DIALOUT);
        Files.writeString(yard.root.resolve("etc/passwd"), "steelyard:x:4321:4321::/:/bin/false\n");
        Files.writeString(yard.root.resolve("etc/group"), "dialout:x:" + DIALOUT + ":\n");
        try (var files = Files.walk(yard.data)) {
            for (var file : files.toList()) {
                Files.setAttribute(file, "unix:uid", 4321);
            }
        }
        yard.daemonRuns(4321, List.of(4321L));
        assertEquals(
                "run: sudo usermod -aG dialout steelyard && sudo systemctl restart steelyard (without the service: log in"
                        + " again)",
                yard.finds(Code.PORT_FORBIDDEN).remedy());
        yard.daemonRuns(4321, List.of(4321L, (long) DIALOUT)); // as it runs after that
        yard.isWell();
    }

    @Test
    void a_port_that_another_program_holds() throws Exception {
        yard.machine.process(612, "agetty", "agetty ttyUSB0", "/dev/ttyUSB0");
        var found = yard.finds(Code.PORT_BUSY);
        assertEquals("agetty (process 612) holds /dev/ttyUSB0", found.evidence());
        assertEquals("run: sudo systemctl disable --now serial-getty@ttyUSB0", found.remedy());
        Files.delete(yard.root.resolve("proc/612/fd/0"));
        yard.isWell();
    }

    @Test
    void a_second_daemon() throws Exception {
        yard.machine.process(613, "java", "java -jar gateway.jar run --config other", "/dev/ttyUSB0");
        assertEquals("keep one; end the other with: sudo kill 613", yard.finds(Code.SECOND_DAEMON).remedy());
        Files.delete(yard.root.resolve("proc/613/fd/0"));
        yard.isWell();
    }

    @Test
    void two_devices_on_one_port() throws Exception {
        yard.more = "[[station.reader]]\nname = \"bay-1-qr\"\ndialect = \"scanner\"\nreads = \"bag\"\n"
                + "link = \"serial:/dev/ttyUSB0\"\n";
        assertRemedy("give each its own link", yard.finds(Code.PORT_TWICE));
    }

    @Test
    void a_port_by_a_name_that_changes() throws Exception {
        yard.link = "serial:/dev/ttyUSB0";
        assertEquals("write link = \"serial:" + Yard.SCALE_BY_ID + "\"", yard.finds(Code.PORT_UNSTABLE).remedy());
        yard.link = "serial:" + Yard.SCALE_BY_ID;
        yard.isWell();
    }

    @Test
    void two_adapters_of_one_name() throws Exception {
        yard.machine.adapter("1-1.4", "ttyUSB2", "ftdi_sio", "0403:6001", "FTDI", "FT232R", "A1");
        assertEquals("bind it by its USB socket: write link = \"serial:usb:1-1.2:1.0\"",
                yard.finds(Code.PORT_ALIKE).remedy());
        yard.link = "serial:usb:1-1.2:1.0";
        yard.isWell();
    }

    @Test
    void pins_on_a_machine_without_any() throws Exception {
        assumeFalse(Files.exists(Path.of("/dev/gpiochip0")), "a board has them");
        yard.more = BOARD_PIN;
        assertRemedy("write gpio = \"mock\"", yard.finds(Code.GPIO_UNUSABLE));
    }

    @Test
    void a_calendar_that_nothing_has_set() throws Exception {
        yard.trusted = false;
        assertRemedy("sudo timedatectl set-ntp true", yard.finds(Code.CLOCK_UNTRUSTED));
    }

    @Test
    void a_calendar_before_the_floor() throws Exception {
        Files.writeString(yard.data.resolve("calendar.floor"), "2099-01-01T00:00:00Z\n");
        assertRemedy("remove " + yard.data.resolve("calendar.floor"), yard.finds(Code.CLOCK_BEFORE_FLOOR));
        Files.delete(yard.data.resolve("calendar.floor"));
        yard.isWell();
    }

    @Test
    void a_disk_full_up_to_the_reserve() throws Exception {
        yard.freeBytes = 150_000_000;
        var found = yard.finds(Code.DISK_RESERVE);
        assertEquals("150 MB free, the reserve is 200 MB: new weighings are refused", found.evidence());
        assertRemedy("sudo journalctl --vacuum-size=50M", found);
        yard.freeBytes = 350_000_000;
        assertEquals(Grade.MIND, yard.finds(Code.DISK_SHORT).grade());
    }

    @ParameterizedTest
    @CsvSource({"ext4, /dev/mmcblk0p2, 20, WRONG", "ext4, /dev/nvme0n1p1, 20, MIND"})
    void a_card_that_says_written_before_it_is(String fileSystem, String device, long micros, Grade grade)
            throws Exception {
        yard.disk = Yard.disk(TimeUnit.MICROSECONDS.toNanos(micros), fileSystem, device);
        var found = yard.finds(Code.SYNC_IMPLAUSIBLE);
        assertEquals(grade, found.grade());
        assertEquals(
                device + " (ext4) takes 0.0 ms for a write with sync, at p99 0.0 ms, of 48: no flash writes so fast,"
                        + " it says \"written\" before it is",
                found.evidence());
        assertRemedy("keeps its word", found);
    }

    @Test
    void a_card_that_stalls() throws Exception {
        var nanos = LongStream.concat(LongStream.of(TimeUnit.MILLISECONDS.toNanos(900)),
                LongStream.generate(() -> TimeUnit.MILLISECONDS.toNanos(5)).limit(47)).boxed().toList();
        yard.disk = Yard.disk(new SyncProfile("ext4", "/dev/mmcblk0p2", nanos));
        var found = yard.finds(Code.SYNC_STALLS);
        assertTrue(found.evidence().contains("takes 5.0 ms for a write with sync, at p99 900 ms, of 48"),
                found.evidence());
        assertRemedy("replace the card", found);
    }

    @Test
    void a_data_folder_in_memory() throws Exception {
        yard.disk = Yard.disk(1, "tmpfs", "tmpfs");
        assertRemedy("name a folder on a card or disk in gateway.data", yard.finds(Code.SYNC_VOLATILE));
    }

    @Test
    void a_data_folder_of_another_user() throws Exception {
        long stranger = yard.uid() + 4321;
        Files.writeString(yard.root.resolve("etc/passwd"), "steelyard:x:" + stranger + ":4321::/:/bin/false\n");
        yard.daemonRuns(stranger, List.of(4321L));
        Files.setPosixFilePermissions(yard.root.resolve("dev/ttyUSB0"), PosixFilePermissions.fromString("rw-rw-rw-"));
        assertEquals("run: sudo chown -R steelyard " + yard.data, yard.finds(Code.DATA_OWNER).remedy());
        yard.daemonRuns(yard.uid(), List.of(0L));
        yard.isWell();
    }

    @Test
    void a_signing_key_that_others_can_read() throws Exception {
        var key = yard.data.resolve("gateway.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertRemedy("run: sudo chmod 600 " + key, yard.finds(Code.KEY_OPEN));
        assertEquals(0, new ProcessBuilder("chmod", "600", key.toString()).start().waitFor());
        yard.isWell();
    }

    @Test
    void a_key_that_is_gone() throws Exception {
        Files.move(yard.data.resolve("gateway.pub"), folder.resolve("kept.pub"));
        assertRemedy("put it back", yard.finds(Code.KEY_MISSING));
        Files.move(folder.resolve("kept.pub"), yard.data.resolve("gateway.pub"));
        yard.isWell();
    }

    @Test
    void a_fact_that_somebody_changed() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + yard.data.resolve("journal.db"));
                var statement = connection.createStatement()) {
            statement.executeUpdate(
                    "UPDATE fact SET bytes = CAST(replace(CAST(bytes AS TEXT), 'scale-7', 'scale-8') AS BLOB)"
                            + " WHERE seq=7");
        }
        var found = yard.finds(Code.JOURNAL_DAMAGED);
        assertTrue(found.evidence().startsWith("fact 7: "), found.evidence());
        assertRemedy("steelyard records verify --data " + yard.data, found);
    }

    @Test
    void a_journal_that_is_no_database_any_more() throws Exception {
        Files.write(yard.data.resolve("journal.db"), new byte[10_000]);
        assertRemedy("the daemon moves it aside at its next start", yard.finds(Code.JOURNAL_DAMAGED));
    }

    @Test
    void a_journal_condemned_in_service() throws Exception {
        Files.writeString(yard.data.resolve("journal.condemned"), "0 0\nfact 3 is missing\n");
        var found = yard.finds(Code.JOURNAL_CONDEMNED);
        assertTrue(found.evidence().endsWith("fact 3 is missing"), found.evidence());
        assertRemedy("sudo systemctl restart steelyard", found);
    }

    @Test
    void facts_that_wait_for_hours() throws Exception {
        yard.wall = yard.wall.plus(Duration.ofDays(2));
        yard.isWell();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + yard.data.resolve("journal.db"));
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE delivery SET through=4, inverse=~4");
        }
        var found = yard.finds(Code.BACKLOG_OLD);
        assertTrue(found.evidence().startsWith("6 of 10 facts wait for the centre, the oldest since 2026-11-21T08:"),
                found.evidence());
        assertRemedy("ask the platform's operator", found);
    }

    @Test
    void a_broker_whose_name_nobody_knows() throws Exception {
        yard.broker = "tcp://no-such-host.invalid:1883";
        assertRemedy("getent hosts no-such-host.invalid", yard.finds(Code.NAME_UNKNOWN));
    }

    @Test
    void a_broker_that_is_not_there() throws Exception {
        broker.close();
        assertRemedy("start the broker", yard.finds(Code.BROKER_UNREACHABLE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"DROPS | BROKER_SILENT | write ssl:// in uplink.broker",
            "REFUSES_CONNECTION | BROKER_LOGIN | at the broker, admit this client id",
            "REFUSES_SUBSCRIPTION | TOPIC_READ | at the broker, let it read these topics",
            "REFUSES_MESSAGES | TOPIC_WRITE | raise the quota of gw-1-doctor",
            "SILENT | BROKER_SILENT | a firewall on the way",
            "SILENT_AFTER_SUBACK | TOPIC_WRITE | see the broker's log", "ALLOWS_THREE | RECEIVE_MAXIMUM | window = 3",
            "ALLOWS_A_THOUSAND_BYTES | PACKET_SIZE | raise its Maximum Packet Size to 4096 or more"})
    void a_broker_that_refuses_or_limits(Script script, Code code, String remedy) throws Exception {
        try (var other = ScriptedBroker.playing(script)) {
            yard.broker = other.uri();
            assertRemedy(remedy, yard.finds(code));
        }
        yard.broker = broker.uri();
        yard.isWell();
    }

    @Test
    void a_tls_key_that_others_can_read() throws Exception {
        var identity = new TlsBench(folder.toRealPath()).identity("gateway");
        tls();
        Files.setPosixFilePermissions(identity.key(), PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals("run: chmod 600 " + identity.key(), yard.finds(Code.TLS_KEY_OPEN).remedy());
    }

    @Test
    void a_tls_certificate_that_is_not_there() throws Exception {
        tls();
        Files.delete(folder.resolve("gateway.crt"));
        assertEquals("copy it there", yard.finds(Code.TLS_FILE).remedy());
    }

    @Test
    void a_port_without_tls() throws Exception {
        tls();
        assertRemedy("name the broker's port for TLS", yard.finds(Code.TLS_FAILED));
    }

    @ParameterizedTest
    @CsvSource({"2119-12-20T00:00:00Z, TLS_EXPIRING", "2121-01-01T00:00:00Z, TLS_EXPIRED"})
    void a_certificate_that_runs_out(Instant today, Code code) throws Exception {
        tls();
        yard.wall = today;
        var found = yard.examine().findings().stream().filter(one -> one.code() == code).findFirst().orElseThrow();
        assertRemedy("have it renewed and put it into " + folder.toRealPath().resolve("gateway.crt"), found);
    }

    private void tls() throws IOException {
        var bench = new TlsBench(folder);
        bench.file("ca.pem");
        bench.identity("gateway");
        yard.broker = broker.uri().replace("tcp://127.0.0.1", "ssl://localhost");
        yard.uplink = "[uplink.tls]\nca = \"ca.pem\"\ncertificate = \"gateway.crt\"\nkey = \"gateway.key\"\n";
    }

    @Test
    void a_voltage_that_is_too_low() throws Exception {
        board("sys/devices/platform/soc/soc:firmware/get_throttled", "0");
        yard.isWell();
        board("sys/devices/platform/soc/soc:firmware/get_throttled", "50000");
        assertEquals("the voltage was too low since the board was switched on", yard.finds(Code.POWER_LOW).evidence());
        board("sys/devices/platform/soc/soc:firmware/get_throttled", "50005");
        assertRemedy("the board's own power supply", yard.finds(Code.POWER_LOW));
        Files.delete(yard.root.resolve("sys/devices/platform/soc/soc:firmware/get_throttled"));
        board("sys/class/hwmon/hwmon1/in0_lcrit_alarm", "1");
        yard.finds(Code.POWER_LOW);
    }

    @Test
    void a_processor_that_is_too_hot() throws Exception {
        board("sys/class/thermal/thermal_zone0/temp", "45123");
        yard.isWell();
        board("sys/class/thermal/thermal_zone0/temp", "83500");
        var found = yard.finds(Code.CPU_HOT);
        assertTrue(found.evidence().contains("83 degrees"), found.evidence());
        assertRemedy("give the case air", found);
    }

    private void board(String file, String content) throws IOException {
        var path = yard.root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content + "\n");
    }

    @Test
    void a_daemon_that_does_not_answer() throws Exception {
        yard.mute = Optional.of(new IOException("Connection refused"));
        assertRemedy("journalctl -u steelyard", yard.finds(Code.KIOSK_UNREACHABLE));
    }

    @Test
    void what_the_daemon_complains_of() throws Exception {
        yard.complaints = List
                .of(new Voice.Complaint(true, "bay-1: read bay-1-scale: the device is gone; plug it in again"));
        assertEquals("plug it in again", yard.finds(Code.DAEMON_TROUBLE).remedy());
    }

    @Test
    void a_daemon_that_is_down() throws Exception {
        yard.daemonIsDown();
        var found = yard.examine().findings().stream().filter(one -> one.code() == Code.DAEMON_DOWN).findFirst()
                .orElseThrow();
        assertRemedy("sudo systemctl start steelyard", found);
    }
}
