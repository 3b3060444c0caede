package io.steelyard.gateway.uplink;

import io.steelyard.gateway.journal.Fact;
import io.steelyard.gateway.journal.FactHeader;
import java.util.Base64;
import java.util.LinkedHashMap;

/** A fact on the wire: its exact bytes, with CloudEvents 1.0 attributes (binary mode) and its signature beside them. */
final class FactMessage {
    private FactMessage() {}

    static Message of(Fact fact, Topics topics) {
        var header = FactHeader.read(fact.bytes()).orElseThrow(
                () -> new IllegalStateException("fact " + fact.seq() + " of our own journal does not read back"));
        var properties = new LinkedHashMap<String, String>();
        properties.put("specversion", "1.0");
        properties.put("id", header.id());
        properties.put("source", topics.source());
        properties.put("type", "io.steelyard." + header.type() + ".v1");
        properties.put("time", header.at());
        properties.put("signature", Base64.getEncoder().encodeToString(fact.signature()));
        properties.put("keyid", fact.keyId());
        return new Message(topics.live(header.type()), fact.bytes(), properties, false);
    }
}
