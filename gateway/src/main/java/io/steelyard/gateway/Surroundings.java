package io.steelyard.gateway;

import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.link.Link;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.station.Display;
import io.steelyard.gateway.uplink.Broker;
import io.steelyard.gateway.uplink.UplinkListener;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Everything outside the gateway that it touches: clocks, chance, disk, devices, broker, people. The daemon is given the real
 * ones, a simulated world gives its own; nothing inside can tell.
 *
 * @param complaints where a failing disk or a quarantined journal is told to people
 */
record Surroundings(Time time, RandomGenerator random, Connections connections, Links links, Broker broker,
        Display display, UplinkListener uplinkListener, Consumer<String> complaints) {

    /** How a device's link is opened. */
    interface Links {
        Link open(LinkAddress address) throws IOException;
    }
}
