package io.steelyard.gateway;

import io.steelyard.gateway.uplink.UplinkHealth;
import io.steelyard.gateway.uplink.UplinkListener;

/** Tells the log and the kiosk what the uplink has to tell. */
record UplinkNews(UplinkListener log, UplinkListener kiosk) implements UplinkListener {
    @Override
    public void online() {
        log.online();
        kiosk.online();
    }

    @Override
    public void offline(String reason) {
        log.offline(reason);
        kiosk.offline(reason);
    }

    @Override
    public void acknowledged(long through) {
        log.acknowledged(through);
        kiosk.acknowledged(through);
    }

    @Override
    public void ignored(String topic) {
        log.ignored(topic);
        kiosk.ignored(topic);
    }

    @Override
    public void health(UplinkHealth now, String why) {
        log.health(now, why);
        kiosk.health(now, why);
    }

    @Override
    public void notice(String sentence) {
        log.notice(sentence);
        kiosk.notice(sentence);
    }
}
