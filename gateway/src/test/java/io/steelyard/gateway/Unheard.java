package io.steelyard.gateway;

import io.steelyard.gateway.uplink.UplinkHealth;
import io.steelyard.gateway.uplink.UplinkListener;

/** Nobody listens to what the uplink tells people. */
final class Unheard implements UplinkListener {
    @Override
    public void online() {}

    @Override
    public void offline(String reason) {}

    @Override
    public void acknowledged(long through) {}

    @Override
    public void ignored(String topic) {}

    @Override
    public void health(UplinkHealth now, String why) {}

    @Override
    public void notice(String sentence) {}
}
