package io.steelyard.gateway;

import io.steelyard.gateway.bin.BinView;
import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.link.Link;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.pin.PinPlan;
import io.steelyard.gateway.station.View;
import io.steelyard.gateway.uplink.Message;
import io.steelyard.sim.history.CompartmentStory;
import io.steelyard.sim.history.Placement;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What stands outside on one site, and the people there. What a site does not have, it need not say. */
interface WorldSite {
    default List<GatewayConfig.Station> stations() {
        return List.of();
    }

    default Optional<GatewayConfig.Bin> bin() {
        return Optional.empty();
    }

    default PinPlan pins() {
        return PinPlan.NONE;
    }

    /** What the platform wants in force there. */
    default Optional<Message> desired() {
        return Optional.empty();
    }

    Link open(LinkAddress address) throws IOException;

    /** People do something, devices speak, plugs are pulled and put back as fate wills. */
    void step(boolean patient);

    /** Everything works from now on, and people take their time until so many more things are recorded. */
    void mend(int more);

    /** They have seen all of them recorded. */
    boolean done();

    default void show(View view) {
        throw new AssertionError("there is no station " + view.station());
    }

    default void show(BinView view) {
        throw new AssertionError("there is no bin " + view.bin());
    }

    /** The line of a device, in the order in which they were attached. */
    ModelPort port(int number);

    /** The gateway runs, and its kiosk can be touched. */
    default void bright(Gateway running) {}

    /** The gateway is down, and so is every screen. */
    default void dark() {}

    /** What people see last, for whoever looks for what went wrong. */
    default String seen() {
        return "";
    }

    /** What was wrong out there, whatever facts say. */
    default List<String> findings() {
        return List.of();
    }

    /** What lay on pans. */
    default List<Placement> placements() {
        return List.of();
    }

    /** What happened behind doors. */
    default List<CompartmentStory> compartments() {
        return List.of();
    }

    /** What clerks confirmed and was answered as recorded. */
    default List<Clerk.Confirmation> confirmations() {
        return List.of();
    }
}
