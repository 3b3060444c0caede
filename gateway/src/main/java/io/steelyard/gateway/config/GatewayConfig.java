package io.steelyard.gateway.config;

import io.steelyard.gateway.bin.OpenHours;
import io.steelyard.gateway.cards.CardRules;
import io.steelyard.gateway.catalog.Catalog;
import io.steelyard.gateway.catalog.Names;
import io.steelyard.gateway.catalog.Tariff;
import io.steelyard.gateway.deposit.BinRules;
import io.steelyard.gateway.journal.Keep;
import io.steelyard.gateway.kiosk.KioskPlan;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.link.Poll;
import io.steelyard.gateway.pin.PinPlan;
import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.scale.ScaleSettings;
import io.steelyard.gateway.sensor.SensorDialect;
import io.steelyard.gateway.sensor.SensorSettings;
import io.steelyard.gateway.tag.ScannerSettings;
import io.steelyard.gateway.tag.TagDialect;
import io.steelyard.gateway.uplink.TlsFiles;
import io.steelyard.gateway.weighing.Event.CodeKind;
import io.steelyard.gateway.weighing.Rules;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A configuration without faults.
 *
 * @param id the gateway's name in topics and facts
 * @param city the city's name in topics
 * @param data the folder that this gateway owns
 * @param reserveBytes with less room than this on the disk new weighings are refused
 * @param keep how much of what is acknowledged stays in the journal
 * @param uplink where facts go
 * @param catalog materials, tariff and factors
 * @param stations the weighing points
 * @param bin the smart bin, where there is one
 * @param pins the lamps, buzzers, locks and inputs, and where they are wired
 * @param kiosk the local web server
 * @param hash SHA-256 of the file's bytes, hexadecimal: which configuration took effect
 */
public record GatewayConfig(String id, String city, Path data, long reserveBytes, Keep keep, Uplink uplink,
        Catalog catalog, List<Station> stations, Optional<Bin> bin, PinPlan pins, KioskPlan kiosk, String hash) {

    /** Without catalog documents, bin and kiosk. */
    public GatewayConfig(String id, String city, Path data, long reserveBytes, Keep keep, Uplink uplink,
            Optional<Tariff> tariff, List<Station> stations, PinPlan pins, String hash) {
        this(id, city, data, reserveBytes, keep, uplink, Catalog.undocumented(tariff), stations, Optional.empty(),
                pins, KioskPlan.OFF, hash);
    }

    private static final Pattern LOOPBACK = Pattern.compile("tcp://(localhost|127(\\.\\d{1,3}){3}):\\d+");

    /**
     * @param broker {@code tcp://host:port} or {@code ssl://host:port}
     * @param platformKey checks acknowledgements
     * @param keepAlive MQTT keep-alive
     * @param window unanswered messages at a time
     * @param acknowledgeWithin a platform silent for longer is treated as not reached
     * @param brokerAcknowledges the platform cannot acknowledge: what the broker has taken counts as delivered
     * @param tls what TLS needs; empty for an unencrypted connection
     */
    public record Uplink(String broker, PublicKey platformKey, Duration keepAlive, int window,
            Duration acknowledgeWithin, boolean brokerAcknowledges, Optional<TlsFiles> tls) {
        /** Unencrypted, to a platform that acknowledges. */
        public Uplink(String broker, PublicKey platformKey, Duration keepAlive, int window,
                Duration acknowledgeWithin) {
            this(broker, platformKey, keepAlive, window, acknowledgeWithin, false, Optional.empty());
        }

        /** What is to be said where facts leave this machine unencrypted. */
        public Optional<String> unencrypted() {
            return tls.isPresent() || LOOPBACK.matcher(broker).matches()
                    ? Optional.empty()
                    : Optional.of(
                            "the uplink to " + broker + " is unencrypted: others on the way can read it; use ssl:// "
                                    + "with [uplink.tls]");
        }
    }

    /**
     * @param name the station's name in facts and on screen
     * @param material the code booked for a bag
     * @param rules what a weighing demands
     * @param manual whether operators may type a weight
     */
    public record Station(String name, String material, Rules rules, boolean manual, Scale scale,
            List<Reader> readers) {
        /** Where every weight comes from the scale. */
        public Station(String name, String material, Rules rules, Scale scale, List<Reader> readers) {
            this(name, material, rules, false, scale, readers);
        }
    }

    /**
     * @param settings how the device was set up; the usual for a dialect that leaves nothing open
     * @param serial the number on the instrument's plate
     * @param poll the request it must be sent, where the dialect speaks only when asked
     */
    public record Scale(String name, ScaleDialect dialect, ScaleSettings settings, LinkAddress link,
            Optional<String> serial, Optional<Poll> poll) {}

    /**
     * @param reads whose codes it reads; empty for the badges by which operators sign in
     * @param pattern what this site's codes look like; other texts are ignored
     * @param scanner how a scanner was set up; the usual for every other dialect
     */
    public record Reader(String name, TagDialect dialect, LinkAddress link, Optional<CodeKind> reads, Pattern pattern,
            Optional<Poll> poll, ScannerSettings scanner) {}

    /**
     * A smart bin.
     *
     * @param name the bin's name in facts and on screen
     * @param rules what a deposit demands
     * @param cards what becomes of cards that no list knows, and when a list is too old
     * @param hours when people are expected; evidence only
     * @param told how long the end of a session is shown
     * @param next where the next bin is
     * @param compartments in the order of the configuration
     * @param readers of cards
     * @param temperatures where too much is an alarm
     */
    public record Bin(String name, BinRules rules, CardRules cards, OpenHours hours, Duration told,
            Optional<Names> next,
            List<Compartment> compartments, List<Reader> readers, List<Temperature> temperatures) {}

    /** What stands here, for people: "stations bay-1, bay-2; bin bin-1 (paper, glass)". */
    public String sites() {
        var all = new ArrayList<String>();
        if (!stations.isEmpty()) {
            all.add((stations.size() == 1 ? "station " : "stations ")
                    + stations.stream().map(Station::name).collect(Collectors.joining(", ")));
        }
        bin.ifPresent(one -> all.add("bin " + one.name() + one.compartments().stream().map(Compartment::name)
                .collect(Collectors.joining(", ", " (", ")"))));
        return String.join("; ", all);
    }

    /** What is attached to one compartment. */
    public record Compartment(String name, Scale scale, Optional<Fill> fill) {}

    /**
     * @param emptyMillimetres what its sensor measures when nothing lies there
     * @param fullMillimetres what it measures when nothing more goes in
     */
    public record Fill(Sensor sensor, int emptyMillimetres, int fullMillimetres) {}

    /** @param limitCelsius from this temperature on it is an alarm */
    public record Temperature(Sensor sensor, int limitCelsius) {}

    /**
     * A sensor that says how full or how hot.
     *
     * @param settings how the device was set up; the usual for a dialect that leaves nothing open
     * @param poll the request it must be sent, where the dialect speaks only when asked
     */
    public record Sensor(String name, SensorDialect dialect, SensorSettings settings, LinkAddress link,
            Optional<Poll> poll) {}
}
