package io.steelyard.gateway.detect;

import io.steelyard.sim.device.Device;
import io.steelyard.sim.script.Cast;
import io.steelyard.sim.script.Script;
import io.steelyard.sim.script.ScriptException;
import io.steelyard.sim.script.ScriptFile;
import io.steelyard.sim.script.Timeline;

/** A simulated device, set up by a script of its own and with things happening to it. */
final class Scripted implements Device {
    static final String NAME = "device-1";

    private final Cast cast;
    private final Timeline timeline;

    /** @param toml the keys of the {@code [[device]]} behind its name and wire, and then whatever else the script has */
    Scripted(String toml) {
        try {
            Script script = ScriptFile.parse("""
                    [[device]]
                    name = "%s"
                    wire = "pty"
                    """.formatted(NAME) + toml);
            cast = Cast.of(script);
            timeline = Timeline.of(script);
        } catch (ScriptException wrong) {
            throw new IllegalArgumentException(toml, wrong);
        }
    }

    Device device() {
        return cast.device(NAME);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte[] advance(long nowNanos, byte[] received) {
        timeline.dueBy(nowNanos).forEach(event -> cast.perform(event, nowNanos));
        return device().advance(nowNanos, received);
    }
}
