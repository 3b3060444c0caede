package io.steelyard.gateway.uplink;

import java.util.Map;

/**
 * One MQTT 5 message.
 *
 * @param topic where it goes or came from
 * @param payload its exact bytes
 * @param userProperties names are unique in everything we send and accept
 * @param retained whether the broker keeps it for later subscribers
 */
public record Message(String topic, byte[] payload, Map<String, String> userProperties, boolean retained) {}
