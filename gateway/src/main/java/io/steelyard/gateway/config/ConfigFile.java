package io.steelyard.gateway.config;

import io.steelyard.gateway.journal.Keep;
import io.steelyard.gateway.journal.PemFile;
import io.steelyard.gateway.pin.GpioChip;
import io.steelyard.gateway.pin.Pin;
import io.steelyard.gateway.pin.PinPlan;
import io.steelyard.gateway.uplink.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads one TOML file whole, and the documents that it names: every fault at once, with its path, its value and its remedy;
 * unknown keys are faults.
 */
public final class ConfigFile {
    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    static final String NAME_REMEDY = "must be 1 to 63 lower-case letters, digits and hyphens";
    private static final Pattern BROKER = Pattern.compile("(tcp|ssl)://[A-Za-z0-9.-]{1,253}:(\\d{1,5})");
    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,2}) (MB|GB)");
    private static final long MEGABYTE = 1_000_000;
    private static final long GIGABYTE = 1_000_000_000;
    private static final long RESERVE_DEFAULT = 200 * MEGABYTE;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration KEEP_MAX = Duration.ofDays(10_000);
    private static final int PORT_MAX = 65_535;
    private static final int WINDOW_DEFAULT = 32;
    private static final int WINDOW_MAX = 1024;

    private final Path file;
    private final TomlFile toml;
    private final List<ConfigException> documents = new ArrayList<>();

    private ConfigFile(Path file, TomlFile toml) {
        this.file = file;
        this.toml = toml;
    }

    /** @throws ConfigException listing every fault, or that the file cannot be read */
    public static GatewayConfig read(Path file) throws ConfigException {
        try {
            return new ConfigFile(file, TomlFile.read(file)).read();
        } catch (IOException unreadable) {
            throw new ConfigException(List.of("read configuration " + file + (Files.isDirectory(file)
                    ? ": is a folder; name the file in it, as in " + file.resolve("gateway.toml")
                    : ": cannot be read; name an existing file")));
        }
    }

    private GatewayConfig read() throws ConfigException {
        var config = config(toml.root());
        toml.refuseFaults(documents);
        return config;
    }

    private GatewayConfig config(Section root) {
        var gateway = root.section("gateway");
        var id = name(gateway, "id", "this gateway's name, as in \"hz-yuhang-0042\"");
        var city = name(gateway, "city", "the city's name in topics, as in \"hangzhou\"");
        var data = gateway.path("data", "the folder that this gateway owns", base());
        long reserve = size(gateway, "reserve", RESERVE_DEFAULT);
        var keep = new Keep(gateway.parsedOr("keep", Keep.USUAL.age(), ConfigFile::age,
                "must be a duration from \"1 h\" to \"" + KEEP_MAX.toDays() + " days\", as in \"400 days\""),
                size(gateway, "keep_size", Keep.USUAL.bytes()));
        var chip = gateway.parsedOr("gpio", GpioChip.BOARD, GpioChip::named, "must be board or mock");
        gateway.finish();
        var uplink = uplink(root.section("uplink"));
        var catalog = new CatalogSection(root.section("catalog"), base(), documents).read();
        var stations = stations(root, chip);
        var bin = root.has("bin")
                ? Optional.of(new BinSection(root.section("bin"), chip).read())
                : Optional.<GatewayConfig.Bin>empty();
        var board = IoSection.read(root);
        var pins = pins(root, followed(stations, bin), board.isPresent());
        bin.ifPresent(one -> refuseUselessDoors(root, one, pins));
        new Doubles(root, board.isPresent()).refuse(stations, bin, board, pins);
        var kiosk = new KioskSection(root.section("kiosk"), base(), documents).read();
        refuseUselessBadges(root, stations);
        root.finish();
        return new GatewayConfig(id, city, data, reserve, keep, uplink, catalog, stations, bin,
                new PinPlan(chip, board, pins),
                kiosk, toml.sha256());
    }

    private static long size(Section section, String key, long otherwise) {
        return section.parsedOr(key, otherwise, ConfigFile::size,
                "must be a size from \"1 MB\" to \"999 GB\", as in \"200 MB\"");
    }

    private static Optional<Duration> age(String text) {
        return Durations.parse(text).filter(age -> age.compareTo(HOUR) >= 0 && age.compareTo(KEEP_MAX) <= 0);
    }

    private static Optional<Long> size(String text) {
        var size = SIZE.matcher(text);
        return size.matches()
                ? Optional.of(Long.parseLong(size.group(1)) * (size.group(2).equals("GB") ? GIGABYTE : MEGABYTE))
                : Optional.empty();
    }

    private Path base() {
        return Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file.toAbsolutePath());
    }

    private static String name(Section section, String key, String meaning) {
        return section.parsed(key, meaning, text -> Optional.of(text).filter(NAME.asMatchPredicate()), NAME_REMEDY, "");
    }

    private GatewayConfig.Uplink uplink(Section uplink) {
        var broker = uplink.parsed("broker", "the MQTT broker, as in \"tcp://broker.example:1883\"",
                text -> Optional.of(text).filter(ConfigFile::isBroker),
                "must be tcp://host:port, or ssl://host:port for TLS", "");
        var tls = broker.startsWith("ssl:") || uplink.has("tls")
                ? Optional.of(tls(uplink, broker))
                : Optional.<TlsFiles>empty();
        var found = new GatewayConfig.Uplink(broker, platformKey(uplink),
                uplink.durationOr("keep_alive", Duration.ofMinutes(20), SECOND.multipliedBy(5), HOUR.multipliedBy(18)),
                uplink.numberOr("window", WINDOW_DEFAULT, 1, WINDOW_MAX),
                uplink.durationOr("acknowledge_within", Duration.ofMinutes(1), SECOND, HOUR),
                uplink.parsedOr("ack", false, ConfigFile::brokerAcknowledges, "must be platform or broker"), tls);
        uplink.finish();
        return found;
    }

    private static Optional<Boolean> brokerAcknowledges(String text) {
        return switch (text) {
            case "platform" -> Optional.of(false);
            case "broker" -> Optional.of(true);
            default -> Optional.empty();
        };
    }

    private TlsFiles tls(Section uplink, String broker) {
        if (broker.startsWith("tcp:")) {
            uplink.fault("tls",
                    "is for a broker reached with TLS; write ssl:// in uplink.broker, or leave this table out");
        }
        return new TlsSection(uplink.section("tls"), base()).read();
    }

    private static boolean isBroker(String text) {
        var broker = BROKER.matcher(text);
        return broker.matches() && isPort(broker.group(2));
    }

    private static boolean isPort(String digits) {
        int port = Integer.parseInt(digits);
        return port >= 1 && port <= PORT_MAX;
    }

    private PublicKey platformKey(Section uplink) {
        int before = toml.faults().size();
        var key = uplink.path("platform_key", "the file with the platform's public key (Ed25519, PEM)", base());
        try {
            if (toml.faults().size() == before) {
                return PemFile.readPublic(key);
            }
        } catch (IOException unreadable) {
            uplink.fault("platform_key", "cannot be read; put the platform's public key there (Ed25519, PEM)");
        } catch (GeneralSecurityException malformed) {
            uplink.fault("platform_key", "holds no Ed25519 public key; ask the platform's operator for its PEM file");
        }
        return standInKey();
    }

    /** Only lets reading go on to the next fault; a configuration with faults is never used. */
    private static PublicKey standInKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has Ed25519", missing);
        }
    }

    private List<GatewayConfig.Station> stations(Section root, GpioChip chip) {
        var stations = new ArrayList<GatewayConfig.Station>();
        for (var section : root.sections("station")) {
            stations.add(new StationSection(section, chip).read());
        }
        if (!root.has("station") && !root.has("bin")) {
            root.fault("station", "is missing; describe at least one weighing point with [[station]], or a [bin]");
        }
        return stations;
    }

    /** What a pin may follow or belong to. */
    private static List<String> followed(List<GatewayConfig.Station> stations, Optional<GatewayConfig.Bin> bin) {
        var names = new ArrayList<>(stations.stream().map(GatewayConfig.Station::name).toList());
        bin.ifPresent(one -> {
            names.add(one.name());
            names.addAll(compartments(one));
        });
        return names.stream().filter(name -> !name.isEmpty()).distinct().toList();
    }

    /** Each once; one whose name is a fault is nobody's. */
    private static List<String> compartments(GatewayConfig.Bin bin) {
        return bin.compartments().stream().map(GatewayConfig.Compartment::name).filter(name -> !name.isEmpty())
                .distinct().toList();
    }

    private static List<Pin> pins(Section root, List<String> names, boolean board) {
        var pins = new ArrayList<Pin>();
        for (var section : root.sections("pin")) {
            pins.add(new PinSection(section, names, board).read());
        }
        return pins;
    }

    private static void refuseUselessBadges(Section root, List<GatewayConfig.Station> stations) {
        boolean readsBadges = stations.stream().flatMap(station -> station.readers().stream())
                .anyMatch(reader -> reader.reads().isEmpty());
        if (readsBadges && !root.section("kiosk").has("operators")) {
            root.fault("kiosk",
                    "a reader reads = \"operator\", but nobody is known by a badge: name the file of who may "
                            + "sign in with operators");
        }
    }

    /** Without a lock nobody gets in, without a switch nobody knows whether the door is shut: either way nothing is ever credited. */
    private static void refuseUselessDoors(Section root, GatewayConfig.Bin bin, List<Pin> pins) {
        for (var name : compartments(bin)) {
            if (pins.stream().noneMatch(pin -> pin instanceof Pin.Lock lock && lock.station().equals(name))) {
                root.fault("pin", "none is the lock of the compartment " + name + "; add a [[pin]] with role = \"lock\""
                        + " and station = \"" + name + "\"");
            }
            if (pins.stream().noneMatch(pin -> pin instanceof Pin.Input input && input.senses() == Pin.Senses.LID
                    && input.station().equals(name))) {
                root.fault("pin",
                        "none is the lid switch of the compartment " + name + "; add a [[pin]] with role = \"lid\""
                                + " and station = \"" + name + "\"");
            }
        }
    }
}
