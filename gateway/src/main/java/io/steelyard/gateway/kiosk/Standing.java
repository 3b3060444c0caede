package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.ops.Trouble;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;

/**
 * The two marks and what is wrong: how much is saved here, how much the centre has.
 *
 * @param head the newest fact's number
 * @param acknowledged the centre has the facts through this number
 * @param oldestWaitingMillis since when the oldest waits, in whole seconds; empty when nothing does or nobody knows
 * @param uplink ok, broker, offline, stalled or fork
 */
record Standing(long head, long acknowledged, OptionalLong oldestWaitingMillis, String uplink, String uplinkText,
        List<Trouble> troubles) {

    void writeTo(JsonGenerator json) {
        json.writeNumberProperty("head", head);
        json.writeNumberProperty("acknowledged", acknowledged);
        json.writeNumberProperty("waiting", Math.max(0, head - acknowledged));
        json.writeName("oldestWaitingMs");
        oldestWaitingMillis.ifPresentOrElse(json::writeNumber, json::writeNull);
        json.writeStringProperty("uplink", uplink);
        json.writeStringProperty("uplinkText", uplinkText);
        Json.objects(json, "troubles", troubles, (_, trouble) -> {
            json.writeStringProperty("code", trouble.code());
            json.writeStringProperty("severity", trouble.severity().word());
            json.writeStringProperty("text", trouble.text());
            Json.text(json, "station", trouble.station());
        });
    }
}
