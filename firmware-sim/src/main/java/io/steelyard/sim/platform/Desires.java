package io.steelyard.sim.platform;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/** Documents that gateways are to have, on their way there, the newest of each topic. Any thread says, the client's sends. */
final class Desires {
    /** A document to publish, retained. */
    record Wish(String topic, MqttMessage message) {}

    private final Map<String, Wish> newest = new LinkedHashMap<>();
    private final SequencedMap<String, Wish> unsent = new LinkedHashMap<>();

    synchronized void cards(String city, String gateway, CardsDocument document) {
        MqttProperties properties = new MqttProperties();
        properties.setContentType("application/json");
        properties.setUserProperties(List.of(
                new UserProperty("signature", Base64.getEncoder().encodeToString(document.signature())),
                new UserProperty("keyid", document.keyId())));
        String topic = "steelyard/v1/" + city + "/" + gateway + "/desired/cards";
        newest.put(topic, new Wish(topic, new MqttMessage(document.payload(), 1, true, properties)));
        unsent.put(topic, newest.get(topic));
    }

    /** A broker that was just connected to may have forgotten all of them. */
    synchronized void again() {
        unsent.putAll(newest);
    }

    synchronized Optional<Wish> next() {
        return Optional.ofNullable(unsent.pollFirstEntry()).map(Map.Entry::getValue);
    }
}
