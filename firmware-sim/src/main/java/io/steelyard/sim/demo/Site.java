package io.steelyard.sim.demo;

import io.steelyard.sim.device.Device;
import io.steelyard.sim.history.CompartmentStory;
import io.steelyard.sim.history.Placement;
import java.util.List;
import java.util.Optional;

/** What one kind of site has: its devices, its part of the gateway's configuration, its people, and what they did. */
interface Site {
    /** Each is attached to a line of its own. */
    List<Device> devices();

    /** Its part of the gateway's configuration, with {@code %s} for the folder of the devices. */
    String config();

    /** What the platform wants the gateway to have; nothing where a site needs no document. */
    default Optional<CardLists> cards() {
        return Optional.empty();
    }

    /** The gateway is up: people come. */
    void begin(long nowNanos);

    /** Lets people do what they do; often. */
    void step(long nowNanos);

    /** Nobody comes any more; whoever is there finishes, with {@link #step}. */
    void close(long nowNanos);

    /** Whether everybody has gone and everything they began is over. */
    boolean closed(long nowNanos);

    /** What a line that the gateway printed promises, if it promises anything. Any thread. */
    Optional<Promise> promised(String line);

    /** How many times the gateway has served somebody. Any thread. */
    int served();

    /** The bags that lay on pans. When it is closed. */
    List<Placement> placements();

    /** What happened in a bin. When it is closed. */
    List<CompartmentStory> compartments();

    /** What the gateway said it had committed. */
    record Promise(long seq, String id) {}

    /** Who is who, by the codes of their cards. */
    record CardLists(List<String> residents, List<String> denied, List<String> crew) {}
}
