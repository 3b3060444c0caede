package io.steelyard.gateway.field;

import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.journal.FactSigner;
import java.io.StringWriter;
import java.util.Base64;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Who a gateway is, for the platform's operator to register: its names, its public keys, its instruments. No secret. */
final class IdentityJson {
    private static final JsonFactory JSON = new JsonFactory();

    private IdentityJson() {}

    static String of(GatewayConfig config, Answers answers, FactSigner signer, String request) {
        var out = new StringWriter();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("gateway", config.id());
            json.writeStringProperty("city", config.city());
            json.writeStringProperty("profile", answers.profile().text());
            json.writeStringProperty("keyid", signer.keyId());
            json.writeStringProperty("publicKey", Base64.getEncoder().encodeToString(signer.publicKey().getEncoded()));
            json.writeStringProperty("certificateRequest", request);
            json.writeArrayPropertyStart("scales");
            for (int scale = 1; scale <= config.stations().size(); scale++) {
                scale(json, config.stations().get(scale - 1), answers.text("scale-" + scale + "-class"));
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return out + "\n";
    }

    private static void scale(JsonGenerator json, GatewayConfig.Station station, String accuracy) {
        json.writeStartObject();
        json.writeStringProperty("station", station.name());
        json.writeStringProperty("name", station.scale().name());
        json.writeStringProperty("dialect", station.scale().dialect().wireName());
        station.scale().serial().ifPresent(serial -> json.writeStringProperty("serial", serial));
        json.writeStringProperty("unit", station.rules().unit().unece());
        json.writeStringProperty("division", station.rules().division().toPlainString());
        json.writeStringProperty("max", station.rules().most().toPlainString());
        json.writeStringProperty("class", accuracy);
        json.writeEndObject();
    }
}
