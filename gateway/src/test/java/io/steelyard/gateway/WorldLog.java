package io.steelyard.gateway;

import io.steelyard.gateway.uplink.UplinkHealth;
import io.steelyard.gateway.uplink.UplinkListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The lines that a gateway would print about troubles; progress is no trouble. */
final class WorldLog implements UplinkListener, Consumer<String> {
    private final List<String> lines = new ArrayList<>();

    List<String> lines() {
        return lines;
    }

    @Override
    public void accept(String complaint) {
        lines.add(complaint);
    }

    @Override
    public void online() {
        lines.add("online");
    }

    @Override
    public void offline(String reason) {
        lines.add("offline: " + reason);
    }

    @Override
    public void acknowledged(long through) {
        // as it should be
    }

    @Override
    public void ignored(String topic) {
        lines.add("ignored " + topic);
    }

    @Override
    public void health(UplinkHealth now, String why) {
        lines.add(now + ": " + why);
    }

    @Override
    public void notice(String sentence) {
        lines.add(sentence);
    }
}
