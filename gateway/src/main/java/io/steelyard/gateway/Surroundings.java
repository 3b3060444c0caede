package io.steelyard.gateway;

import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.link.Link;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.bin.BinDisplay;
import io.steelyard.gateway.station.Display;
import io.steelyard.gateway.uplink.Broker;
import io.steelyard.gateway.uplink.UplinkListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Everything outside the gateway that it touches: clocks, chance, disk, devices, broker, people. The daemon is given the real
 * ones, a simulated world gives its own; nothing inside can tell.
 *
 * @param complaints where a failing disk or a quarantined journal is told to people
 * @param built when the software was made: no calendar before it is believed
 * @param zone whose days and hours people here mean
 * @param machine the root of its file system, where it tells its temperature
 * @param doctor examines the whole site and tells it as JSON, where somebody can
 */
record Surroundings(Time time, RandomGenerator random, Connections connections, Links links, Broker broker,
        Display display, BinDisplay bins, UplinkListener uplinkListener, Consumer<String> complaints, Instant built,
        ZoneId zone, Path machine, Optional<Supplier<String>> doctor) {

    /** Of a machine that tells nothing of itself. */
    private static final Path MUTE = Path.of("");

    /** Of software that was always there, where days begin at midnight UTC and nobody looks at a bin. */
    Surroundings(Time time, RandomGenerator random, Connections connections, Links links, Broker broker,
            Display display, UplinkListener uplinkListener, Consumer<String> complaints) {
        this(time, random, connections, links, broker, display, _ -> {}, uplinkListener, complaints, Instant.EPOCH,
                ZoneOffset.UTC, MUTE, Optional.empty());
    }

    /** The same under another time. */
    Surroundings under(Time other) {
        return new Surroundings(other, random, connections, links, broker, display, bins, uplinkListener, complaints,
                built, zone, machine, doctor);
    }

    /** How a device's link is opened: {@link LinkAddress#open(int)}. */
    interface Links {
        Link open(LinkAddress address, int readWaitMillis) throws IOException;
    }
}
